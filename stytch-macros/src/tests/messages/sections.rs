//! Messages about sections.

use super::{check_endpoint, check_sections, messages};

#[test]
fn sections() {
    insta::assert_snapshot!(messages(
        &[
            "bdy { a: String }",
            "r#body { a: String }",
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
fn sections_in_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "response { next: String } paginate cursor -> next",
            "@RequestBody { a: String, b: i64 }",
            "response Ok { a: String } response Err { code: String }",
            "query Door($id: ID!) { door(id: $id) { id } }",
            "response:\n a: String\n b: i32",
            "body: { a: String }",
            "body = { a: String }",
            "body => { a: String }",
            "body -> { a: String }",
            "body ( a: String )",
            "body [ a: String ]",
            "body()",
            "\"body\": { \"a\": String }",
            "body: { a: String }, response: { b: String },",
            "bodi: { a: String }",
            "body { a: String }, response { b: String },",
            "fn body() { a: String }",
            "fn response(b: String)",
            "pub struct Request { a: String } pub struct Response { b: String }",
            "struct XRequest { a: String }",
            "type Response = { b: String };",
            "response = Door { b: String };",
            "body Door { a: String }",
            "response 200 { b: String }",
            "body {{ a: String }}",
            "body a: String, b?: bool response { c: String }",
            "body: a: String response { c: String }",
            "response { b: String } c: String, d?: bool",
            "body { a: String } b: String response { c: String }",
            "query { a: String } b: String",
            "body { a: String } error: String",
            "body { a: String } description: String",
            "error: String, body { a: String }",
            "body { a: String } auth: Secret",
            "body { a: String } result: Json",
            "body { a: String } data: Json",
            "Body { a: String }",
            "#[serde(rename_all = \"camelCase\")] body { a: String, door_id?: String }",
            "#[serde(deny_unknown_fields)] body { a: String }",
            "#[form] #[flatten] body { a: String }",
            "/// Docs.\n/// More docs.\nbody { a: String }",
        ],
        check_sections,
    ));
}

#[test]
fn parameters() {
    let endpoint = |list: &str| format!("open: GET \"/x/{{id}}\"; parameters: {list}");
    let declarations = [
        "[{ name: id, in: path }]",
        r#"[{ name: "id", in: "path" }, { name: "size", in: query, required: true, schema: { type: integer } }]"#,
        r#"[{ "name": "id", "in": "path", "type": "string" }, { "name": "X-Trace-Id", "in": "header" },], response { a: bool }"#,
        "[{ name: id, in: cookie }]",
        "[id, size]",
    ]
    .map(endpoint);
    let declarations = declarations.each_ref().map(String::as_str);
    insta::assert_snapshot!(messages(&declarations, check_endpoint));
}

#[test]
fn sections_without_fields() {
    insta::assert_snapshot!(messages(
        &[
            "body",
            "body;",
            "path;",
            "body response { b: String }",
            "body: Door;",
            "body Door",
            "body = Door, response: Door",
            "body(Door)",
            "body: Vec<Door>;",
            "response: BTreeMap<String, Door>;",
            "response: Result<Door, Error>;",
            "response: Result<Json<Vec<Door>>>;",
            "response: Page<Door>;",
            "response: [Door];",
            "response: Door[];",
            "response: (Door, Lock);",
            "body: crate::path::Door;",
            "-> Door",
            "-> { b: String }",
            "response -> Door",
            "-> Result<Vec<Door>, Error>",
            "-> Result<()>",
            "response: Json<Door>",
            "response: String",
            "response: None",
            "params: {}",
            "response: Door response { b: String }",
            "request: Door",
            "returns Door;",
            "body { a: String } -> Door;",
            "throws { 404: NotFound }",
            "error: DoorError",
            "throws NotFound, Gone; response { a!: i8 }",
            "security: [\"bearer\"]",
            "description: \"Opens a door.\"",
        ],
        check_sections,
    ));
}

#[test]
fn responses_by_status_code() {
    insta::assert_snapshot!(messages(
        &[
            "response 200 { a: String } response 400 { b: String }",
            "response(200) { a: String } response(201): { a: i32, b: String }",
            "response = \"200\" { a: String }, error(404) { b: String } failure 5XX: Failure",
            "response { a: String } response 404 { b: String }",
            "200: { a: String }, \"4XX\": { b: String }, default: { c: String }",
            "default { a: String } 302 => { b: String }",
            "200: Door, 404: NotFound",
            "200 Door; 201 {} 204",
            "response { 200: { a: String }, 404: NotFound, default: Failure }",
            "responses: { \"201\" => Door, 400 { b: String } }",
            "response_200 { a: String } Response404 { b: String } errorResponse { c: String }",
            "body { a: String } 200: { b: String } c: String",
            "42: { a: String }",
            "response { 200 :::: Door }",
            "response { a: String, \"200\" ::: }",
            "response { 200 = - > = x }",
            "responses { 200 => => { a: String } }",
            "response { a: String, \"200\": i32, \"5xx\": i32 }",
            "response { a: String = \"x\", 404: { b: String } }",
            "default: String",
        ],
        check_sections,
    ));
}

#[test]
fn words_of_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "request { a: String }",
            "request: { a: String }, response: { b: String }",
            "req { a: String }",
            "params { a: String }",
            "parameters { a: String } requestBody { b: String }",
            "params { a: String } body { b: String }",
            "cookies { a?: String }",
            "cookie { a: String, b: String = \"b-c\" } header { c: String = \"C\" }",
            "multipart { a: String }",
            "response_headers { a: String }",
            "response { a: String } success: bool, file?: String",
            "cookies { a: String } body { b: String }",
            "payload { a: String } json { b: String }",
            "properties: { a: String }",
            "payload { a: String }",
            "json { a: String }",
            "form { a: String }",
            "headers { a: String = \"X-A\" }",
            "queryParams { a: String }",
            "returns { a: String }",
            "return { a: String }",
            "output = { a: String }",
            "request { body { a: String } query { b: String } }",
            "request: { body: { a: String } }, response { b: String }",
            "a: String, b?: bool",
            "a: String body { b: String }",
        ],
        check_sections,
    ));
}

#[test]
fn request_is_divided_by_the_method_and_the_path() {
    insta::assert_snapshot!(messages(
        &[
            "x: POST \"/{id}\"; request { id: String, a: String }",
            "x: GET \"/{id}\"; request { id: String, a: String }",
            "x: DELETE \"/{id}\"; params: { id: String }",
            "x: GET \"/x\"; payload { a: String }",
            "x: GET \"/x\"; form { a: String }",
            "x: GET \"/{id}\"; parameters { id: String, lang?: string, kind: Kind, page?: i32 }",
            "x: DELETE \"/x\"; body { a: String }",
            "x: DELETE \"/x\"; query { b: String } body { a: String }",
            "#[form] x: POST \"/x\"; form { a: String }",
            "x: PUT \"/{id}\"; id: String, a?: String",
            "x: GET \"/{id}\"; path: Door;",
            "x: GET \"/{id}\"; pathParams: { id: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response: Doors",
            "#[pages(a)] x: GET \"/x\"; query: Search response { a: Vec<String>, next_cursor: String }",
        ],
        check_endpoint,
    ));
}
