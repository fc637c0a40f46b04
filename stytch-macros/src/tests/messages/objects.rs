//! Messages about objects.

use super::{check_object, messages};
use crate::{declare_object, tests::with_crate};

#[test]
fn objects() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "/// Docs alone.",
            "42",
            "Member",
            "Member;",
            "Member {}",
            "Member: { a: String }",
            "member { a: String }",
            "Organization_Member { a: String }",
            "pub struct Member { a: String }",
            "Member<T> { a: T }",
            "Member { a: String } Other { b: String }",
            "Member { a!: String }",
            "Member { a: String, a: String, default: bool, status_cod }",
            "#[form] Member { a: String }",
            "Member { a: Member, b?: Member, c: Box<Member>, d?: Box<Member>, e: Vec<Member> }",
            "#[deprecatd] Member { a: String }",
            "#[request(safe)] Member { a!: String, new?: String }",
            "#[request] #[request] Member { a: String }",
            "Member { #[flatten] a?: Metadata = \"b\" }",
            "Member { #[flatten] a: Vec<String>, #[flatten] b: Metadata, #[flatten] c: Metadata }",
            "Member { #[flatten(all)] a: Metadata, #[flaten] b: Metadata, #[form] c: String }",
            "#[flatten] Member { a: Metadata }",
        ],
        check_object,
    ));
}

#[test]
fn every_identifier_in_upper_camel_case_names_a_type() {
    for (name, declared) in [("_2fa", "_2fa"), ("_1", "_1"), ("r#Door", "Door"), ("Tür", "Tür")] {
        let tokens = with_crate(&format!("{name} {{ _1: String, öffne: String, gen: String }}"));
        let expansion = declare_object(tokens).to_string();
        assert!(!expansion.contains("compile_error"), "{expansion}");
        assert!(expansion.contains(&format!("pub struct {declared} ")), "{expansion}");
    }
}
