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
fn functions() {
    insta::assert_snapshot!(messages(
        &[
            "fn open(door_id: String) -> Door",
            "fn open(door_id: String) -> Door;",
            "fn open() -> Door { todo!() }",
            r#"pub async fn open(&self, door_id: String) -> Result<Door, Error> { self.post("/v1/doors").await }"#,
            "async fn Doors::open(&self)",
            r#"fn Doors::open(): POST "/x";"#,
            r#"fn open(door_id: String): POST "/x/{door_id}"; body { key: String }"#,
            r#"fn open: POST "/x";"#,
            r#"fn Open() POST "/x";"#,
            r#"pub(crate) fn open(&mut self, key: String, door_id: String) -> Door: POST "/x/{door_id}";"#,
            r#"fn open(r#type: String, b: i32): POST "/x/{type}";"#,
            r#"fn r#move(self) POST "/x";"#,
            r#"Doors::open(): POST "/x";"#,
            r#"Doors::open() POST "/x";"#,
            r#"Doors::open(&self, key: String): POST "/x";"#,
            r#"Doors::open(key: String) -> Door: POST "/x";"#,
            "Doors::open(OpenRequest) -> OpenResponse;",
            r#"Doors::open(OpenRequest) -> OpenResponse: POST "/x";"#,
            "open: OpenRequest -> OpenResponse;",
            "open: (OpenRequest) -> OpenResponse;",
            "open(key: string): Promise<Door>;",
            "suspend fun open(key: String): Door",
            r#"def open(self, key): POST "/x";"#,
            "func open(key string) Door",
            "rpc Open(OpenRequest) returns (OpenResponse);",
            r#"rpc Open(OpenRequest) returns (OpenResponse) { option (google.api.http) = { post: "/v1/x" body: "*" }; }"#,
            "service Doors { rpc Open(OpenRequest) returns (OpenResponse); }",
            "impl Doors { pub async fn open(&self) -> Door; }",
            "impl<'c> Doors<'c> { fn open(&self) {} }",
            "trait Doors { fn open(&self); }",
            "Call<Door> open(String id);",
            "public Door open(String id);",
            "void open();",
            "mutation open(key: String): Door",
            "extend type Mutation { open(key: ID!): Door! }",
            r#"type Open = "v1" :> "doors" :> ReqBody [JSON] Open :> Post [JSON] Door"#,
            r#"CREATE ENDPOINT open AS POST "/v1/doors"; body { key: String }"#,
            r#"Open a door by POST to "/v1/doors"."#,
            r#"curl --request POST --url "https://api.stytch.com/v1/doors""#,
            r#"val open = endpoint.post.in("v1" / "doors").out(jsonBody[Door])"#,
            "resources :doors do post :open end",
            "Doors::open: create a door;",
        ],
        check_endpoint,
    ));
}

#[test]
fn routes() {
    insta::assert_snapshot!(messages(
        &[
            r#"#[post("/v1/x")] fn open();"#,
            r#"#[post("/v1/x")] open;"#,
            r#"@post("/v1/y") open: POST "/v1/x";"#,
            r#"@app.get("/v1/y") @Api #[bare] #[post("/v1/z")] Doors::open: POST "/v1/x";"#,
            r#"@app.get("/v1/y") #[deprecated] open;"#,
            r#"POST "/v1/match""#,
            r#"POST "/v1/self";"#,
            r#"#[cfg_attr(GET, deprecated)] open "/v1/x";"#,
            r#"#[post("/v1/x")] Doors::open;"#,
            r#"#[post("/v1/{door_id}")] async fn open(door_id: String) -> Door;"#,
            r#"#[post("/v1/x")] fn open(req: &Req) -> Door { todo!() }"#,
            r#"#[post("/v1/x")] open { key: String }"#,
            r#"#[post = "/v1/x"] open;"#,
            r#"#[post(path = "/v1/x")] open;"#,
            r#"#[route(POST, "/v1/x")] fn open() {}"#,
            r#"#[endpoint(method = POST, path = "/v1/x")] fn open();"#,
            r#"#[http(post, "/v1/x")] open;"#,
            r#"#[ruma_api(POST, "/v1/x")] open;"#,
            r#"#[method(POST)] #[path("/v1/x")] open;"#,
            r#"GET "/v1/{door_id}" open(door_id: String) -> Door"#,
            "open body { key: String }",
            "open: body { key: String }",
            r#"open @ POST "/v1/x";"#,
            r#"#[actix_web::post("/v1/x")] async fn open() -> impl Responder { }"#,
            r#"#[post("/v1/x")] open: POST "/v1/x";"#,
            r#"#[post("/v1/x")] open: POST;"#,
            r#"#[post("/v1/x")] struct OpenRequest { key: String }"#,
            r#"@POST("/v1/x") open"#,
            r#"@POST("/v1/x") Call<Door> open(@Path("door_id") String door_id);"#,
            r#"@POST("/v1/x") suspend fun open(@Body body: OpenRequest): Door"#,
            r#"@PostMapping("/v1/x") public Door open();"#,
            r#"@app.post("/v1/x") def open(): pass"#,
            r#"POST "/v1/x" => open"#,
            r#"POST "/v1/x" => open;"#,
            r#"POST "/v1/x" -> Doors::open;"#,
            r#"POST "/v1/x": open;"#,
            r#"POST "/v1/x" Doors.open; body { key: String }"#,
            r#"POST "/v1/x" open(key: String) -> Door;"#,
            "POST /v1/doors open",
            "POST /v1/doors/{door_id} => open",
            "POST /v1/doors;",
            r#"POST("/v1/doors") open;"#,
            r#"POST "/v1/doors"; body { key: String }"#,
            r#"post "/v1/doors", to: "doors#open""#,
            r#"app.post("/v1/doors", open);"#,
            r#"router.route("/v1/doors", post(open))"#,
            r#".route("/v1/doors", post(open))"#,
            r#"route("/v1/doors", post(open));"#,
            "web::post().to(open) body { key: String }",
            r#"web::resource("/v1/doors").route(web::post().to(open));"#,
            r#"let app = Router::new().route("/v1/doors", axum::routing::post(Doors::open));"#,
            r#"App::new().service(web::scope("/v1").route("/doors", web::post().to(doors::open)));"#,
            r#".at("/v1/doors").post(open);"#,
            r#".route("/v1/doors", get(list).post(open));"#,
            "axum::routing::post(open);",
            r#"mux.HandleFunc("POST /v1/doors", open);"#,
            "open: web::post().to(handler);",
            r#"Doors::route(&self, key: String): POST "/x";"#,
            r#"Doors::route(POST, "/x");"#,
            r#"Doors::at("/x", POST);"#,
            r#""/v1/doors" => POST open;"#,
            r#""/v1/doors": { "post": { "operationId": "open" } }"#,
            r##""/v1/doors": { "post": { "tags": ["doors"], "requestBody": { "$ref": "#/x" }, "operationId": "open" } }"##,
            r#"paths: { "/v1/doors": { post: { operationId: open } } }"#,
            "post: { operationId: open, requestBody: { content: {} } }",
            "post: operationId: open",
            "/v1/doors: post: operationId: open",
            r#"/v1/doors: post: summary: "Opens" operationId: open"#,
            r#""POST /v1/doors" => open;"#,
            r#""POST /v1/doors": "doors#open","#,
            r#"method: POST, path: "/x""#,
            r#"method: POST, path: "/x","#,
            r#"method: POST; path: "/x";"#,
            r#"method = "POST", path = "/x""#,
            r#"method: POST, rate_limited: false, authentication: None, path: "/x", name: "open""#,
            r#"name: open, method: post, path: "/x"; body { key: String }"#,
            r#"operationId: open, method: post, url: "/x""#,
            r#""method": "POST", "path": "/x""#,
            r#"path: "/x", method: POST"#,
            r#"metadata! { method: POST, path: "/x", name: "open" }"#,
            r#"metadata! { method: POST, rate_limited: false, authentication: AccessToken, history: { 1.0 => "/x" } }"#,
            r#"metadata! { rate_limited: true, method: POST, history: { unstable => "/u/x", 1.0 => "/x" } }"#,
            r#"metadata: { description: "Opens", path: "/v1/{id}", method: POST, name: "open" } request: { pub id: String, key: String } response: {} error: Error"#,
            r#"const METADATA: Metadata = metadata! { description: "", method: POST, path: "/x" }; #[request] pub struct Request { key: String } #[response] pub struct Response { id: String }"#,
            r#"Doors::open: metadata { description: "Opens", method: POST, path: "/x" } request: { key: String }"#,
            r#"description: "Opens", method: POST, path: "/x", name: "open"; body { key: String }"#,
            r#"open: { method: POST, path: "/x", body: { key: String }, response: { id: String } }"#,
            r#"open: { method: POST, path: "/x" }"#,
            r#"open { method: POST, path: "/x" }"#,
            r#"open(method = POST, path = "/x");"#,
            r#"open = { method: "POST", path: "/x" };"#,
            r#""open": { "method": "POST", "path": "/x" }"#,
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
fn quotes_and_words() {
    insta::assert_snapshot!(messages(
        &[
            r#""open": POST "/x";"#,
            r#""Doors::open": POST "/x";"#,
            r#""doors.open": POST "/x";"#,
            r#""open-door": POST "/x";"#,
            r#""open": "POST /x","#,
            r#"open-door: POST "/x";"#,
            r#"Doors::open-door: POST "/x";"#,
            r#"open-door-now: POST "/x"; body { key: String }"#,
            r#"2fa: POST "/x";"#,
            r#"Doors::2fa: POST "/x";"#,
            r#"42: POST "/x";"#,
            r#"open door: POST "/x";"#,
            r#"endpoint open: POST "/x";"#,
            r#"impl Doors::open: POST "/x";"#,
            r#"let open = POST "/x";"#,
            r#"pub Doors::open: POST "/x";"#,
            r#"pub(crate) open: POST "/x";"#,
            r#"async open: POST "/x";"#,
            r#"const open: POST "/x";"#,
            r#"type open: POST "/x";"#,
            r#"async: POST "/x";"#,
            r#"fn: POST "/x";"#,
            r#"struct: POST "/x";"#,
            r#"type: POST "/x";"#,
            r#"Doors::fn: POST "/x";"#,
            r#"post: "/x";"#,
            r#"get: "/x";"#,
        ],
        check_endpoint,
    ));
}

#[test]
fn types() {
    insta::assert_snapshot!(messages(
        &[
            "struct OpenRequest { key: String }",
            "pub struct OpenRequest { pub key: String, pub force: Option<bool> }",
            "#[derive(Serialize)] pub struct OpenRequest { pub key: String } #[derive(Deserialize)] pub struct OpenResponse { pub id: String }",
            "struct OpenResponse { id: String }",
            "struct OpenRequest;",
            "struct OpenRequest(String);",
            "struct Request { key: String }",
            "type OpenRequest = { key: string };",
            "interface OpenRequest extends Base { key: string; }",
            "message OpenRequest { string key = 1; }",
            "enum Open { A, B }",
            "class Open: pass",
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
