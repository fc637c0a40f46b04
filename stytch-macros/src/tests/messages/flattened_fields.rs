//! Messages about flattened fields.

use super::{check_endpoint, check_object, check_sections, messages};

#[test]
fn flattened_fields() {
    insta::assert_snapshot!(messages(
        &[
            "Member { #[flatten] a?: Metadata = \"b\" }",
            "Member { #[flatten] a!: Metadata }",
            "Member { #[flatten] a: Option<Metadata> }",
            "Member { #[flatten] a?: Option<HashMap<String, String>> }",
            "Member { #[flatten] a: Nullable<Metadata> }",
            "Member { #[flatten] a: Nullable<String> }",
            "Member { #[flatten] a: Vec<String>, #[flatten] b: Metadata, #[flatten] c: Metadata }",
            "Member { #[flatten] a: Address }",
            "Member { #[flatten] a: Page<Address> }",
            "Member { #[flatten] a: Json }",
            "Member { #[flatten] a: String }",
            "Member { #[flatten(all)] a: Metadata, #[flatten = true] b: String }",
            "Member { #[flatten] #[flatten] a: Metadata }",
            "Member { #[flaten] a: Metadata }",
            "#[flatten] Member { a: Metadata }",
        ],
        check_object,
    ));
}

#[test]
fn sections() {
    insta::assert_snapshot!(messages(
        &[
            "query { #[flatten] a?: Metadata }",
            "header { #[flatten] a: Metadata, b: String = \"X-B\" }",
            "header { #[flatten] a: String = \"X A\" }",
            "path { #[flatten] a: Metadata }",
            "body { #[flatten] a!: Metadata } response { #[flatten] a!: Metadata }",
            "body { #[flatten] a: Address } response { #[flatten] b: Vec<Metadata> }",
        ],
        check_sections,
    ));
}

#[test]
fn form() {
    insta::assert_snapshot!(messages(
        &[
            "#[form] x: POST \"/x\"; body { #[flatten] a: Metadata }",
            "#[form] x: POST \"/x\"; body { #[flatten] a: BTreeMap<String, Json> }",
            "#[form] x: POST \"/x\"; body { #[flatten] a: Address }",
            "#[form] x: POST \"/x\"; body { #[flatten] a?: Nullable<BTreeMap<String, String>> }",
        ],
        check_endpoint,
    ));
}

#[test]
fn valid_flattened_fields_are_accepted() {
    for fields in ["a: Metadata", "a: BTreeMap<String, Address>", "a: HashMap<String, Vec<String>>"]
    {
        let object = format!("Member {{ #[flatten] {fields}, b: String }}");
        assert!(check_object(&object).into_messages().is_empty(), "{object}");
    }
    let form = "#[form] x: POST \"/x\"; body { #[flatten] a: BTreeMap<String, Secret> }";
    assert!(check_endpoint(form).into_messages().is_empty());
}
