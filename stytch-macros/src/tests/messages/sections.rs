//! Messages about sections.

use super::{check_sections, messages};

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
