//! Messages about objects.

use super::{check_object, messages};

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
