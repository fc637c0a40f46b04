//! Messages about types, and where they can be used.

use super::{check_body, check_endpoint, check_sections, messages};

#[test]
fn types() {
    insta::assert_snapshot!(messages(
        &[
            "a: &'static str",
            "a: &str",
            "a: &[String]",
            "a: [String]",
            "a: [u8; 4]",
            "a: str",
            "a: impl Into<String>",
            "a: Box<dyn Any>",
            "a: (String, bool)",
            "a: ()",
            "a: _",
            "a: *const u8",
            "a: fn() -> bool",
            "a: Fn() -> bool",
            "a: Self",
            "a: Cow<'a, str>",
            "a: Vec<&'a str>",
            "a: Vec<Option<String>>",
            "a: Iterator<Item = String>",
            "a: Array<{ 3 }>",
            "a: BTreeMap<u8, String>",
            "a: vec![String]",
            "a: Option<Option<String>>",
            "a: Vec, b: Vec<>, c: Vec<String, String>",
            "a: BTreeMap<String>, b: HashMap, c: Nullable, d: Box",
        ],
        check_body,
    ));
}

#[test]
fn placement() {
    insta::assert_snapshot!(messages(
        &[
            "header { x_request_id: String }",
            "header { requestId: String = \"X-Request-Id\" }",
            "header { a: String = \"X A\", b: String = \"\" }",
            "header { a: String = \"X-A\", b: String = \"x-a\" }",
            "header { a: Vec<String> = \"X-A\", b: BTreeMap<String, String> = \"X-B\" }",
            "header { a: Metadata = \"X-A\", b: Json = \"X-B\", c: f64 = \"X-C\" }",
            "query { a: HashMap<String, bool>, b: Metadata, c?: Json, d?: Nullable<String> }",
            "query { a: Vec<Json>, b: Vec<Vec<String>> }",
        ],
        check_sections,
    ));
    insta::assert_snapshot!(
        "placement_in_form",
        messages(
            &["#[form] x: POST \"/x\"; body { a: Json, b: Metadata, c: BTreeMap<String, String> }"],
            check_endpoint,
        )
    );
}
