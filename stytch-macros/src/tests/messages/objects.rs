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
            "Member<'a, T: Clone, U> { a: T }",
            "Member<'a, const N: usize> { a: String }",
            "#[response] Member { a: String }",
            "#[request] #[output] Member { a: String }",
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
            "CREATE TABLE Door { door_id: TEXT PRIMARY KEY, price: i64 }",
            "Door { let name: String\n let age: i32 }",
            r#"Door { "name": "String", "people": "i64" }"#,
            "URL extends Door { port: i32 }",
            "class Door(Base):\n door_id: str\n floor: int = 0",
            "Door:\n type: object\n properties:\n door_id: { type: string }",
            "{ \"type\": \"record\", \"name\": \"Door\", \"fields\": [{ \"name\": \"id\", \"type\": \"string\" }] }",
            "data Door = Door { doorId :: Text } deriving (Show, Eq)",
            "class Door < Struct.new(:door_id); end",
            "table Door { id: String; floor: i32; }",
            "Door;",
            "Door:",
            "pub struct Door;",
            "pub struct _Door { id: String }",
            "pub struct _ { id: String }",
            "pub struct Door(String);",
            "Door(String)",
            "Door(id: String)",
            "Door[id: String];",
            "(id: String)",
            "{ id: String }",
            "struct { id: String }",
            "pub(crate) struct Door { id: String }",
            "struct Door { id: String };",
            "Door = { id: String }",
            "Door: { id: String },",
            "Door => { id: String }",
            "Door: Base { id: String }",
            "Door extends Base { id: String }",
            "type Door = Base & Other & { id: String };",
            "type Door = { id: String } & Base;",
            "Door { id: String } extends Base",
            "class Door : public Base { pub id: String }",
            "type Door = Base;",
            "type Door = Base | Other;",
            "Door with Base",
            "Door(Base) { id: String }",
            "Door(models.Model, Base): { id: String }",
            "class Door(BaseModel) { id: String }",
            "struct Door: Base { id: String }",
            "pub struct Door: Base { pub id: String }",
            "class Door extends Base implements Lock { id: String }",
            "class Door() { id: String }",
            "data class Door(val id: String) {}",
            "record Door(String id) {}",
            "Door where T: Into<String> { id: String }",
            "type Door = { id: String };",
            "interface Door { id: String }",
            "export interface Door extends Base { id: String }",
            "message Door { id: String }",
            "class Door { id: String }",
            "data class Door(val id: String)",
            "pub struct Door { pub id: String, #[serde(default)] pub(crate) name: String }",
            "struct Door { pub: String }",
            "pub struct Door(String, Vec<Lock>);",
            "Door { body { id: String } }",
            "Door { type: object, properties: { id: { type: string }, n: integer }, required: [id] }",
            "Door { body { id: String } response { name: String, } }",
            "Door { body { id: String }, name: String }",
            r#"@Entity(name = "x") public class Door { id: String }"#,
            "record Door(String id);",
            r#""Door": { id: String }"#,
            r#""Door" { id: String }"#,
            "struct Door<'a, T: Into<String>> { id: String }",
            "object Door { id: String }",
            "object! { Door { id: String } }",
            "Door { id: String };",
            "Door { id: String },",
            "Door { id: String } Lock { id: String } Key { id: String }",
            "struct Door { id: String } impl Door { fn new() {} }",
            "Door { id: String } Door { id: String }",
            "Door { id: String } 42",
            "door: { id: String }",
            "_ { id: String }",
            "__ { id: String }",
            "move { id: String }",
        ],
        check_object,
    ));
}

#[test]
fn valid_neighbours_are_accepted() {
    for declaration in [
        "Door { body: String }",
        "Door { r#pub: String }",
        "Extends { extends: i32 }",
        "Cell { long: Long, short?: Short }",
        "Optional { maybe?: Maybe }",
    ] {
        let found = check_object(declaration).into_messages();
        assert!(found.is_empty(), "{declaration}: {found:?}");
    }
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
            "Level;",
            r#"enum Level { Low = "low" }"#,
            r#"pub enum Level { Low = "low" }"#,
            r#"type Level = { Low = "low" };"#,
            r#"Level("low", "high")"#,
            r#"class Level(str, Enum) { Low = "low" }"#,
            r#"enum Level: String { Low = "low" }"#,
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
