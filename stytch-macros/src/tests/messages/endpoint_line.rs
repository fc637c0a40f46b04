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
            "open: Options \"/x\";",
            "open: Method::HEAD \"/x\";",
            "HEAD \"/x\";",
            "open: GET | HEAD \"/x\";",
            "Totp::migrate: POST /v1/x;",
            "Totp::migrate: POST b\"/x\";",
            "Totp::migrate: POST body { a: String }",
            "Totp::migrate: POST \"/x\" \"/y\"; body {}",
            "POST \"/x\"; body { a: String }",
            "Totp::POST \"/x\"; body { a: String }",
            "Totp::new: POST \"/x\";",
            "r#fn::migrate: POST \"/x\";",
            "migrate: as POST \"/x\";",
            "struct r#Request { a: String }",
            "Totp::MigrateRequest: POST \"/x\";",
            "MoveResponse: POST \"/x\";",
            "Request: POST \"/x\";",
            "self::migrate: POST \"/x\";",
            "body { a: String } response { b: String } migrate: POST \"/x\";",
            "body { a: String } #[form] Totp::migrate => POST \"/x\"; response { b: String }",
            "body { a: String }",
            "metadata: { method: POST, name: \"migrate\", path: \"/x\" } body { a: String }",
            "metadata = { method: POST, path: \"/x\" };",
            "migrate: POST \"/x\"; body { a: String } POST \"/y\" => close;",
            "migrate: POST \"/x\"; body { a: String } close = POST \"/y\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn separators() {
    insta::assert_snapshot!(messages(
        &[
            r#"open = POST "/x";"#,
            r#"open => POST "/x";"#,
            r#"open -> POST "/x";"#,
            r#"open := POST "/x";"#,
            r#"open :: POST "/x";"#,
            r#"open::POST "/x";"#,
            r#"open, POST "/x";"#,
            r#"open POST "/x";"#,
            r#"open post "/x";"#,
            r#"open! POST "/x";"#,
            r#"open?: POST "/x";"#,
            r#"open | POST "/x";"#,
            r#"open as POST "/x";"#,
            r#"Doors::open => POST "/x";"#,
            r#"Doors::open, POST, "/x";"#,
            r#"Doors::open("/x");"#,
            r#"Doors::open(POST, "/x");"#,
            r#"Doors::open POST "/x" body { key: String }"#,
            r#"Doors:open: POST "/x";"#,
            r#"Doors/open: POST "/x";"#,
            r#"Doors->open: POST "/x";"#,
            r#"Doors=>open: POST "/x";"#,
            r#"Doors#open: POST "/x";"#,
            r#"Doors.open: POST "/x";"#,
            r#"Doors.open = POST "/x";"#,
            r#"Doors.open POST "/x";"#,
            r#"Doors open: POST "/x";"#,
            r#"Doors:delete: DELETE "/x";"#,
            r#"Doors.delete: DELETE "/x";"#,
            r#"Doors.delete DELETE "/x";"#,
            r#"doors/open: POST "/x";"#,
            r#"Doors::open.call: POST "/x";"#,
            r#"Doors:::open: POST "/x";"#,
            r#"::Doors::open: POST "/x";"#,
            r#"crate::Doors::open: POST "/x";"#,
            r#"client.doors.open: POST "/x";"#,
            r#"client.doors().open: POST "/x";"#,
            r#"b2b.doors.Doors.open: POST "/x";"#,
            r#"<Doors>::open: POST "/x";"#,
            r#"&Doors::open: POST "/x";"#,
            r#"Doors::{open}: POST "/x";"#,
            r#"Doors::"open-all": POST "/x";"#,
            r#"Doors::*: POST "/x";"#,
            r#"Doors::_: POST "/x";"#,
            r#"_: POST "/x";"#,
        ],
        check_endpoint,
    ));
}

#[test]
fn generics() {
    insta::assert_snapshot!(messages(
        &[
            r#"open<T>: POST "/x";"#,
            r#"open::<T>: POST "/x";"#,
            r#"Doors<'c>::open: POST "/x";"#,
            r#"Doors::<'c>::open: POST "/x";"#,
            r#"Doors<'_>::open<T>: POST "/x";"#,
            r#"Doors<Vec<u8>>::open: POST "/x";"#,
            r#"Doors::open<T: Into<String>>: POST "/x";"#,
            r#"Doors::open<'c>(): POST "/x";"#,
            r#"open<T: POST "/x";"#,
        ],
        check_endpoint,
    ));
}

#[test]
fn methods_and_paths() {
    insta::assert_snapshot!(messages(
        &[
            "open: POST \"/v1/x\": Promise<Door>;",
            "operation_id = \"openDoor\"; open: POST \"/v1/x\";",
            "@post(\"/v1/y\") @deprecated open: POST \"/v1/x\";",
            "open: DEL \"/v1/x\";",
            r#"open: POST("/v1/x");"#,
            r#"open: POST ("/v1/x")"#,
            r#"open: POST["/v1/x"];"#,
            r#"open: POST {"/v1/x"};"#,
            r#"open: POST <"/v1/x">;"#,
            r#"open: (POST, "/v1/x");"#,
            r#"open: [POST "/v1/x"];"#,
            r#"open: { POST "/v1/x" };"#,
            r#"open: POST, "/x";"#,
            r#"open: POST: "/x";"#,
            r#"open: POST = "/x";"#,
            r#"open: POST => "/x";"#,
            r#"open: POST -> "/x";"#,
            r#"open: POST @ "/x";"#,
            r#"open: POST path "/x";"#,
            r#"open: POST path = "/x";"#,
            r#"open: POST to "/x";"#,
            r#"open: POST &"/x";"#,
            r#"open: "POST /v1/x";"#,
            r#"open: "post /v1/x";"#,
            r#"open: "POST" "/v1/x";"#,
            r#"open: "POST", "/v1/x";"#,
            r#"open: "POST" "/v1/x";"#,
            r#"open: "post", "/v1/x";"#,
            r#"open: "/v1/x" POST;"#,
            r#"open: "/v1/x", POST;"#,
            r#"open: "/v1/x";"#,
            "open: /v1/x;",
            r#"open: Method::POST "/x";"#,
            r#"open: http::Method::POST "/x";"#,
            r#"open: Method.POST, "/x";"#,
            r#"open: GET | POST "/x";"#,
            r#"open: GET, POST "/x";"#,
            r#"open: [GET, POST] "/x";"#,
            r#"open: GET POST "/x";"#,
            "open: POST /v1/doors;",
            "open: POST /v1/doors",
            "open: POST /v1/doors body { key: String }",
            "open: POST /v1/doors/{door_id}/open-now;",
            "open: POST /v1/doors/:door_id;",
            "open: POST /v1/doors/<door_id>;",
            "open: POST v1/doors;",
            r#"open: POST b"/x";"#,
            r#"open: POST "/x"u8;"#,
            r#"open: POST concat!("/v1", "/x");"#,
            r#"open: POST format!("/v1/{}", id);"#,
            r#"open: POST "/v1" + "/x";"#,
            "open: POST PATH;",
            "open: POST self.path;",
            r#"open: FETCH => "/x";"#,
        ],
        check_endpoint,
    ));
}

#[test]
fn line_ends() {
    insta::assert_snapshot!(messages(
        &[
            r#"open: POST "/x/{id}" path: id: String body: key: String response: opened: bool"#,
            r#"open: POST "/x" -> { opened: bool }; body { key: String }"#,
            r#"Doors::open: POST "/x" -> Door;"#,
            r#"Doors::open: POST "/x" => Door;"#,
            r#"Doors::open: POST "/x" -> Vec<Door>; body { key: String }"#,
            r#"Doors::open: POST "/x" returns (Door);"#,
            r#"Doors::open: POST "/x" returns Door;"#,
            r#"Doors::open: POST "/x" -> Vec<Door>;"#,
            r#"Doors::open: POST "/x" -> String;"#,
            r#"Doors::open: POST "/x" -> (Door, Lock);"#,
            "Doors::open: POST \"/x\" -> r#Door;",
            r#"Doors::open: POST "/x" -> Door body { key: String }"#,
            r#"Doors::open: POST "/x" -> { key: String };"#,
            r#"Doors::open: POST "/x" -> Door { id: String }"#,
            r#"Doors::open: POST "/x" (key: String);"#,
            r#"Doors::open: POST "/x" (key: String) -> Door;"#,
            r#"Doors::open: GET "/x"(limit: u32);"#,
            r#"Doors::open: GET "/x/{id}"(id: String);"#,
            r#"Doors::open: POST "/x" { body { key: String } response { id: String } }"#,
            r#"Doors::open: POST "/x"; { body { key: String } }"#,
            r#"Doors::open: POST "/x" { key: String }"#,
            r#"Doors::open: POST "/x" { key: String };"#,
            r#"Doors::open: POST "/x" {}"#,
            r#"Doors::open: POST "/x" {};"#,
            r#"Doors::open: GET "/x" { limit: u32 }"#,
            r#"Doors::open: POST "/x";;"#,
            r#"Doors::open: POST "/x"; ; body { key: String }"#,
            r#"Doors::open: POST "/x","#,
            r#"Doors::open: POST "/x", body { key: String }"#,
            r#"Doors::open: POST "/x": body { key: String }"#,
            r#"Doors::open: POST "/x"."#,
            r#"Doors::open: POST "/x" body { key: String }"#,
            r#"Doors::open: POST "/x" "/y";"#,
            r#"Doors::open: POST "/x" as open_door;"#,
            r#"Doors::open: POST "/x" where body { key: String }"#,
            r#"Doors::open: POST "/x" #[form]; body { key: String }"#,
            r#"Doors::open { POST "/x" body { key: String } }"#,
            "Doors::open { body { key: String } }",
            "Doors::open: { body { key: String } }",
            r#"Doors { open: POST "/x"; }"#,
            r#"{ open: POST "/x"; body { key: String } }"#,
            r#"endpoint! { open: POST "/x"; body { key: String } }"#,
        ],
        check_endpoint,
    ));
}

#[test]
fn several_endpoints() {
    insta::assert_snapshot!(messages(
        &[
            r#"open: POST "/x"; body { key: String } close: POST "/y"; body { code!: String }"#,
            r#"open: POST "/x"; /** Docs. */ #[form] Doors::close: POST "/y"; body { a: String }"#,
            r#"open: POST "/x"; open: POST "/y";"#,
            r#"open: POST "/x"; close => POST "/y"; body { key: String }"#,
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

/// Callers use the corrected names of the resource and the method.
#[test]
fn rejected_names_are_declared_as_meant() {
    for (line, expected) in [
        ("doors::open: POST \"/x\";", "impl < 'c > Doors < 'c >"),
        ("Doors::openAll: POST \"/x\";", "pub fn open_all (& self , request : OpenAllRequest)"),
        ("Doors::OPEN_ALL: POST \"/x\";", "pub fn open_all (& self , request : OpenAllRequest)"),
        ("Doors::Move: POST \"/x\";", "pub fn r#move (& self , request : MoveRequest)"),
        ("Doors::OpenRequest: POST \"/x\";", "pub fn open (& self , request : OpenRequest)"),
        ("a::b::Doors::open: POST \"/x\";", "pub use super :: super :: super :: * ;"),
        ("a::b::Doors::open: POST \"/x\";", "impl < 'c > a :: b :: Doors < 'c >"),
        ("crate::Doors::open: POST \"/x\";", "impl < 'c > crate :: Doors < 'c >"),
        ("client.doors().open: POST \"/x\";", "impl < 'c > Doors < 'c >"),
        ("metadata: { method: POST, name: open } request: { a: String }", "pub fn new (a : "),
        ("open: { method: POST, body: { a: String } }", "pub fn new (a : "),
        ("Self::open: POST \"/x\";", "pub struct OpenRequest "),
        ("body { a: String } open: POST \"/x\";", "pub fn new (a : "),
    ] {
        let expansion = declare_endpoint(with_crate(line)).to_string();
        assert!(expansion.contains("compile_error"), "{expansion}");
        assert!(expansion.contains(expected), "{line}: {expansion}");
    }
    let expansion = declare_endpoint(with_crate("Self::open: POST \"/x\";")).to_string();
    assert!(!expansion.contains("impl < 'c > Self"), "{expansion}");
}
