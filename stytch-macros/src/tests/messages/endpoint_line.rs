//! Messages about the line that names an endpoint.

use super::{check_endpoint, messages};
use crate::{declare_endpoint, tests::with_crate};

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
fn methods_without_body() {
    insta::assert_snapshot!(messages(
        &["x: GET \"/x\"; body { a: String }", "x: DELETE \"/x\"; body {}"],
        check_endpoint,
    ));
}

#[test]
fn method_names() {
    insta::assert_snapshot!(messages(
        &[
            "Tür::Öffne: POST \"/x\";",
            "tür::öffne: POST \"/x\";",
            "Doors::open__now: POST \"/x\";",
            "Doors::ĸ: POST \"/x\";",
            "Doors::gen__x: POST \"/x\";",
            "Doors::r#Open: POST \"/x\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn every_identifier_names_a_method_and_its_types() {
    for (method, request) in [
        ("_2fa", "_2faRequest"),
        ("_open", "OpenRequest"),
        ("__x", "XRequest"),
        ("v_2fa", "V2faRequest"),
        ("öffne_tür", "ÖffneTürRequest"),
        ("打开", "打开Request"),
        ("_打开", "_打开Request"),
        ("ßx", "SSxRequest"),
        ("r#move", "MoveRequest"),
        ("r#type", "TypeRequest"),
        ("gen", "GenRequest"),
    ] {
        let tokens = with_crate(&format!("Doors::{method}: POST \"/x\";"));
        let expansion = declare_endpoint(tokens).to_string();
        assert!(!expansion.contains("compile_error"), "{expansion}");
        assert!(expansion.contains(&format!("pub struct {request} ")), "{expansion}");
    }
}
