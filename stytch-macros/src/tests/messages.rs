//! Snapshots of every error message with the source that it points at.

use std::fmt::Write;

use super::with_crate;
use crate::{errors::Errors, lower, parse};

/// Lists the errors of each declaration; every declaration must have one.
fn messages(declarations: &[&str], check: fn(&str) -> Errors) -> String {
    let mut list = String::new();
    for declaration in declarations {
        let found = check(declaration).into_messages();
        assert!(!found.is_empty(), "no error in: {declaration}");
        writeln!(list, "{declaration}").expect("writing to a string cannot fail");
        for (source, message) in found {
            assert!(!message.ends_with('.'), "full stop at the end of: {message}");
            writeln!(list, "    [{source}] {message}").expect("writing to a string cannot fail");
        }
    }
    list
}

fn check_endpoint(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    let written = parse::parse_endpoint(with_crate(declaration), &mut errors);
    written.map(|written| lower::lower_endpoint(written, &mut errors));
    errors
}

/// Checks one or more body fields.
fn check_body(fields: &str) -> Errors {
    check_endpoint(&format!("X::x: POST \"/x\"; body {{ {fields} }}"))
}

/// Checks the sections of a POST endpoint without placeholders.
fn check_sections(sections: &str) -> Errors {
    check_endpoint(&format!("X::x: POST \"/x\"; {sections}"))
}

/// Checks the tokens after `x: POST`.
fn check_path(path: &str) -> Errors {
    check_endpoint(&format!("X::x: POST {path}"))
}

fn check_object(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    let written = parse::parse_object(with_crate(declaration), &mut errors);
    written.map(|written| lower::lower_object(written, &mut errors));
    errors
}

fn check_open_enum(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    let written = parse::parse_open_enum(with_crate(declaration), &mut errors);
    written.map(|written| lower::lower_open_enum(written, &mut errors));
    errors
}

#[test]
fn name_line() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "/// Docs alone.",
            "42",
            "Totp",
            "Totp::",
            "Totp::migrate",
            "Totp::migrate: ",
            "Totp::migrate: POST",
            "Totp::migrate: POST;",
            "Totp::migrate: POST \"/x\"",
            "Totp::migrate: POST \"/x\" body {}",
            "Totp::migrate: POST \"/x\" #[form] ; body {}",
            "Totp::migrate POST \"/x\";",
            "Totp::migrate(id: String): POST \"/x\";",
            "Totp.migrate: POST \"/x\";",
            "b2b::Totp::migrate: POST \"/x\";",
            "pub async fn migrate: POST \"/x\";",
            "totp::migrate: POST \"/x\";",
            "Totp::Migrate: POST \"/x\";",
            "Totp::migrateAll: POST \"/x\";",
            "Totp::__: POST \"/x\";",
            "Totp::move: POST \"/x\";",
            "Self::migrate: POST \"/x\";",
            "Totp::migrate: \"/x\";",
            "Totp::migrate: \"POST\" \"/x\";",
            "Totp::migrate: post \"/x\";",
            "Totp::migrate: PSOT \"/x\";",
            "Totp::migrate: HEAD \"/x\";",
            "Totp::migrate: POST /v1/x;",
            "Totp::migrate: POST b\"/x\";",
            "Totp::migrate: POST body { a: String }",
            "Totp::migrate: POST \"/x\" \"/y\"; body {}",
            "POST \"/x\"; body { a: String }",
            "Totp::POST \"/x\"; body { a: String }",
            "Totp::new: POST \"/x\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn path() {
    insta::assert_snapshot!(messages(
        &[
            "\"v1/x\";",
            "\"/x?a=b\";",
            "\"/x#y\";",
            "\"/{id\";",
            "\"/{}\";",
            "\"/{a{b}\";",
            "\"/id}\";",
            "\"/{a-b}\";",
            "\"/{a}/{a}\";",
            "\"/{id}\";",
            "\"/{id}\"; path { id: String = \"other_id\" }",
            "\"/{id}\"; path { id: String, member_id: String }",
            "\"/{organization_id}\"; path { organisation_id: String }",
            "\"/{id}\"; body { id: String }",
            "\"/{id}\"; path { id?: String }",
            "\"/{id}\"; path { id: Vec<String> }",
            "\"/v1//x\";",
            "\"/a/../b\";",
            "\"/v1/{id}.json\"; path { id: String }",
            "\"/v1/:id\"; path { id: String }",
            "\"/a b\\\\c%20\\n\";",
        ],
        check_path,
    ));
}

#[test]
fn sections() {
    insta::assert_snapshot!(messages(
        &[
            "bdy { a: String }",
            "payload { a: String }",
            "body { a: String } body { a: String, b: String }",
            "response { a: String } body { b: String } query { c: String }",
            "path {}",
            "query {}",
            "header {}",
            "response {}",
            "body",
            "body: { a: String }",
            "body { a: String }, response { b: String }",
            "body { a: String }; response { b: String }",
            "/// Docs.\nbody { a: String }",
            "body { a: String } X::y: POST \"/y\"; body { b: String }",
            "body { a: String } trailing",
            "body { a: String } 42",
            "query { a: String } body { a: String }",
            "response { status_code: i32, request_id: String, id: String = \"request_id\" }",
        ],
        check_sections,
    ));
}

#[test]
fn methods_without_body() {
    insta::assert_snapshot!(messages(
        &["x: GET \"/x\"; body { a: String }", "x: DELETE \"/x\"; body {}"],
        check_endpoint,
    ));
}

#[test]
fn attributes() {
    insta::assert_snapshot!(messages(
        &[
            "#[doc_url = \"https://x\"] x: GET \"/x\";",
            "#[frm] x: POST \"/x\"; body {}",
            "#[serde::rename] x: GET \"/x\";",
            "#[must_use] x: GET \"/x\";",
            "#[request] x: GET \"/x\";",
            "#[bare] #[bare] x: GET \"/x\";",
            "#[deprecated] #[deprecated] x: GET \"/x\";",
            "#[retry] x: GET \"/x\";",
            "#[retry = \"safe\"] x: GET \"/x\";",
            "#[retry(saef)] x: GET \"/x\";",
            "#[retry(never)] x: GET \"/x\";",
            "#[host(telemetri)] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[docs] x: GET \"/x\";",
            "#[docs = \"stytch.com\"] x: GET \"/x\";",
            "#[docs = 3] x: GET \"/x\";",
            "#[form] x: POST \"/x\";",
            "#[no_auth(true)] x: GET \"/x\";",
            "#![form] x: POST \"/x\"; body {}",
            "# x: GET \"/x\";",
            "#[] x: GET \"/x\";",
            "#[docs \"https://x\"] x: GET \"/x\";",
            "x: POST \"/x\"; body { #[serde(default)] a: String }",
        ],
        check_endpoint,
    ));
}

#[test]
fn pages() {
    insta::assert_snapshot!(messages(
        &[
            "#[pages] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages = \"a\"] x: GET \"/x\"; query { cursor?: String } response { next_cursor: String }",
            "#[pages(a, b)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(memebers)] x: GET \"/x\"; query { cursor?: String } response { members: Vec<i32>, next_cursor: String }",
            "#[pages(users)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, b: Vec<i32>, next_cursor: String }",
            "#[pages(users)] x: GET \"/x\"; query { cursor?: String } response { next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Member, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: POST \"/x\"; body {} response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: POST \"/x\"; body { cursor: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: Secret } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32> }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: i32 }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, results_metadata: Metadata }",
            "#[pages] x: GET \"/x\";",
            "#[pages(a)] Member { a: Vec<String> }",
        ],
        |declaration| match declaration.strip_prefix("#[pages(a)] Member") {
            Some(_) => check_object(declaration),
            None => check_endpoint(declaration),
        },
    ));
}

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

#[test]
fn too_many_fields() {
    let fields = |count: usize| {
        let fields: Vec<_> = (0..count).map(|index| format!("f{index}: bool")).collect();
        fields.join(", ")
    };
    assert!(check_body(&fields(256)).into_messages().is_empty());
    assert_eq!(
        check_body(&fields(258)).into_messages(),
        [(
            "f256".to_owned(),
            "a type can have at most 256 fields; move some into an `object!`".to_owned()
        )]
    );
}

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
fn open_enums() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "Status",
            "Status {}",
            "enum Status { A = \"a\" }",
            "status { A = \"a\" }",
            "Status { A = \"a\" B = \"b\" }",
            "Status { A = \"a\"; B = \"b\" }",
            "Status { A, B = \"b\" }",
            "Status { A: \"a\" }",
            "Status { A(\"a\"), B = \"b\" }",
            "Status { A = 1, B = b, C = }",
            "Status { \"a\", B = \"b\" }",
            "Status { A = \"a\", A = \"b\" }",
            "Status { A = \"a\", B = \"a\" }",
            "Status { A = \"a\", A = \"a\" }",
            "Status { Unknown = \"unknown\" }",
            "Status { A = \"\" }",
            "Status { active = \"active\", ON_HOLD = \"on_hold\", Self = \"self\" }",
            "Status { A = \"a\", /// Docs of nothing.\n }",
            "Status { #[default] A = \"a\" }",
            "#[request] Status { A = \"a\" }",
            "Status { A = \"a\" } trailing",
        ],
        check_open_enum,
    ));
}
