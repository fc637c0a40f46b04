//! Messages about objects.

use super::{check_endpoint, check_object, check_open_enum, messages};
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
            "Member { a: Box<Lock>, b: std::boxed::Box<self::Member>, c: self::Member, d: Box<Secret> }",
            "#[request] Member { a: Box<Lock>, b?: Box<Lock>, c: Vec<Box<Lock>>, d: Nullable<Box<Lock>> }",
            "Metadata { a: bool }",
            "Vec { a: bool }",
            "Integer { a: bool }",
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
fn notations_of_objects() {
    insta::assert_snapshot!(messages(
        &[
            r#"Door;"#,
            r#"Door:"#,
            r#"pub struct Door;"#,
            r#"pub struct Door(String);"#,
            r#"Door(String)"#,
            r#"Door(id: String)"#,
            r#"Door[id: String];"#,
            r#"(id: String)"#,
            r#"{ id: String }"#,
            r#"struct { id: String }"#,
            r#"pub(crate) struct Door { id: String }"#,
            r#"struct Door { id: String };"#,
            r#"Door = { id: String }"#,
            r#"Door: { id: String },"#,
            r#"Door => { id: String }"#,
            r#"Door: Base { id: String }"#,
            r#"Door extends Base { id: String }"#,
            r#"Door where T: Into<String> { id: String }"#,
            r#"type Door = { id: String };"#,
            r#"interface Door { id: String }"#,
            r#"export interface Door extends Base { id: String }"#,
            r#"message Door { id: String }"#,
            r#"class Door { id: String }"#,
            r#"data class Door(val id: String)"#,
            r#"@Entity(name = "x") public class Door { id: String }"#,
            r#"record Door(String id);"#,
            r#""Door": { id: String }"#,
            r#""Door" { id: String }"#,
            r#"struct Door<'a, T: Into<String>> { id: String }"#,
            r#"object Door { id: String }"#,
            r#"object! { Door { id: String } }"#,
            r#"Door { id: String };"#,
            r#"Door { id: String },"#,
            r#"Door { id: String } Lock { id: String } Key { id: String }"#,
            r#"struct Door { id: String } impl Door { fn new() {} }"#,
            r#"Door { id: String } Door { id: String }"#,
            r#"Door { id: String } 42"#,
            r#"door: { id: String }"#,
            r#"_ { id: String }"#,
            r#"__ { id: String }"#,
            r#"move { id: String }"#,
        ],
        check_object,
    ));
}

#[test]
fn generated_traits() {
    insta::assert_snapshot!(messages(
        &[
            "#[derive(Debug)] Door { id: String }",
            "#[derive(Debug, Clone, Serialize)] pub struct Door { id: String }",
            "#[derive(Debug)] #[non_exhaustive] Door { id: String }",
        ],
        check_object,
    ));
    insta::assert_snapshot!(
        "generated_traits_of_enums",
        messages(&["#[derive(Debug)] Level { Low = \"low\" }"], check_open_enum)
    );
    insta::assert_snapshot!(
        "generated_traits_of_endpoints",
        messages(&["#[derive(Debug)] open: POST \"/x\";"], check_endpoint)
    );
}

#[test]
fn notations_of_enums() {
    insta::assert_snapshot!(messages(
        &[
            r#"Level;"#,
            r#"enum Level { Low = "low" }"#,
            r#"pub enum Level { Low = "low" }"#,
            r#"type Level = { Low = "low" };"#,
            r#"Level("low", "high")"#,
            r#"Level: { Low = "low" }"#,
            r#""Level": { Low = "low" }"#,
            r#"{ Low = "low" }"#,
            r#"Level { Low = "low" } Other { Low = "low" }"#,
            r#"Level { Low = "low" };"#,
        ],
        check_open_enum,
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
