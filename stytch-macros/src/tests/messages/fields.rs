//! Messages about fields.

use super::{check_body, messages};

#[test]
fn fields() {
    insta::assert_snapshot!(messages(
        &[
            "a",
            "a, b: String",
            "a:",
            "a = \"b\"",
            "a String",
            "a @ String, b!: String",
            ": String",
            "42: String, b!: String",
            "a: String b: String",
            "a: Vec<String> b?: String",
            "a: String; b: String",
            "a: String 42, b!: String",
            "#[doc = \"Docs of nothing.\"]",
            "pub a: String, pub(crate) b: String",
            "type: String, self: String, _: String",
            "a!: String",
            "a?!: String",
            "a: String?",
            "a: String!",
            "a?: String?",
            "a!: String?",
            "a: ?String",
            "a: Option<String>, b?: std::option::Option<Vec<u8>>",
            "a: Vec<String",
            "a: BTreeMap<String, c: String",
            "a: fn, b!: String",
            "a: String, a: bool",
            "a: String, b: String = \"a\"",
            "a: String = \"\"",
            "a: String = 3",
            "a: String =",
            "a: String = b, c!: String",
            "new?: String, default?: String",
            "doorNumber?: Vec<i32>, DoorLabel: String = \"door-label\"",
        ],
        check_body,
    ));
}

#[test]
fn too_many_fields() {
    let fields = |count: usize| {
        let fields: Vec<_> = (0..count).map(|index| format!("f{index}: bool")).collect();
        fields.join(", ")
    };
    assert!(check_body(&fields(256)).into_messages().is_empty());
    assert_eq!(
        check_body(&fields(20_000)).into_messages(),
        [(
            "f256".to_owned(),
            "a type can have at most 256 fields; move some into an `object!`".to_owned()
        )]
    );
}
