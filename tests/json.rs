//! Calls of endpoints by name, with one JSON object as the request.

use serde_json::{Value, json};
use stytch_api::{Error, ErrorType, Metadata, catalog::Catalog, sandbox::Sandbox};
use stytch_tests::{MockResponse, Server};

fn fields(json: Value) -> Metadata {
    match json {
        Value::Object(fields) => fields,
        other => panic!("expected an object, found {other}"),
    }
}

async fn call(server: &Server, name: &str, json: Value) -> Result<Value, Error> {
    let endpoint = Catalog::stytch().find(name).unwrap_or_else(|error| panic!("{error}"));
    server.client().send_json(endpoint, fields(json)).await
}

#[tokio::test]
async fn each_field_is_sent_where_its_table_says() {
    let response = r#"{"member_id":"ada","new_field":[1],"status_code":200}"#;
    let server = Server::start([MockResponse::json(response)]).await;
    let credential = json!({"X-Stytch-Member-SessionJWT": "jwt"});
    let update = json!({
        "organization_id": "a/c me", "member_id": "ada", "name": "Ada", "is_breakglass": false,
        "trusted_metadata": {"gone": null}, "member_credential": credential,
    });
    let Value::Object(mut update) = update else { unreachable!() };
    let endpoint = Catalog::stytch().find("b2b.organizations.members.update").unwrap();
    // A request type uses the Rust name of the field, a JSON request its wire name.
    let header = (endpoint.request)().fields.iter().find(|field| field.name == "member_credential");
    let credential = update.remove("member_credential").unwrap();
    update.insert(header.unwrap().wire_name.to_owned(), credential);

    let received = server.client().send_json(endpoint, update).await.unwrap();
    assert_eq!(received, serde_json::from_str::<Value>(response).unwrap());
    let request = server.request();
    assert_eq!(request.method, "PUT");
    assert_eq!(request.target, "/v1/b2b/organizations/a%2Fc%20me/members/ada");
    assert_eq!(request.header("x-stytch-member-sessionjwt"), Some("jwt"));
    let body: Value = serde_json::from_str(&request.body).unwrap();
    let expected =
        json!({"name": "Ada", "is_breakglass": false, "trusted_metadata": {"gone": null}});
    assert_eq!(body, expected);
}

#[tokio::test]
async fn form_and_query_are_filled_from_json() {
    let token = r#"{"access_token":"jwt","expires_in":3600,"token_type":"bearer","scope":"a"}"#;
    let server =
        Server::start([MockResponse::json(token), MockResponse::json(r#"{"member_id":"ada"}"#)])
            .await;
    let request = json!({
        "project_id": "p", "client_id": "c", "client_secret": "s&s", "scope": "a b",
        "grant_type": "client_credentials",
    });
    let response = call(&server, "b2b.m2m.token", request).await.unwrap();
    assert_eq!(response["access_token"], "jwt");
    let request = json!({"organization_id": "acme", "email_address": "a+b@c.example"});
    call(&server, "b2b.organizations.members.get", request).await.unwrap();
    let [form, query] = server.requests().try_into().unwrap();
    assert!(form.body.contains("client_secret=s%26s&"), "{}", form.body);
    assert_eq!(query.target, "/v1/b2b/organizations/acme/member?email_address=a%2Bb%40c.example");
}

#[tokio::test]
async fn invalid_object_is_rejected_before_anything_is_sent() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let cases = [
        (json!({"organisation_id": "o"}), "`organisation_id`", "did you mean `organization_id`?"),
        (json!({"organization_id": "o", "member_id": "m"}), "`secret`", "it is required"),
        (
            json!({"organization_id": "o", "member_id": 7, "secret": "SECRET"}),
            "`member_id`",
            "expected string, found number",
        ),
        (
            json!({"organization_id": "o", "member_id": "m", "secret": "SECRET", "recovery_codes": [1]}),
            "`recovery_codes[0]`",
            "expected string, found number",
        ),
        (json!({"zzzzzzzzzzzz": 1}), "`zzzzzzzzzzzz`", "unknown field"),
    ];
    for (request, field, problem) in cases {
        let error = call(&server, "b2b.totps.migrate", request).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        let message = error.to_string();
        assert!(message.contains(field) && message.contains(problem), "{message}");
        assert!(!message.contains("SECRET"), "{message}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn unknown_enum_value_is_sent_and_rejection_is_an_api_error() {
    let rejection = r#"{"error_type":"bad","error_message":"no SECRETVALUE"}"#;
    let server = Server::start([MockResponse::status(400, rejection)]).await;
    let request = json!({
        "email_address": "a@b.example", "hash": "SECRETVALUE", "hash_type": "new_hash",
        "organization_id": "o",
    });
    let error = call(&server, "b2b.passwords.migrate", request).await.unwrap_err();
    assert_eq!((error.status(), error.error_type()), (Some(400), Some(&ErrorType::from("bad"))));
    assert!(!error.to_string().contains("SECRETVALUE"), "{error}");
    assert!(server.request().body.contains(r#""hash_type":"new_hash""#));
}

#[tokio::test]
async fn undecodable_response_body_is_in_the_error() {
    let server = Server::start([MockResponse::json(r#"{"member_id":7}"#)]).await;
    let request = json!({"organization_id": "o", "member_id": "m", "secret": "s"});
    let error = call(&server, "b2b.totps.migrate", request).await.unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.body().unwrap().as_ref(), br#"{"member_id":7}"#);
}

#[test]
fn calls_from_json_work_without_await() {
    let sandbox = Sandbox::start_blocking().unwrap();
    let endpoint = Catalog::stytch().find("b2b.organizations.create").unwrap();
    let request = fields(json!({"organization_name": "Acme"}));
    let response = sandbox.client().send_json(endpoint, request).retries(0).wait().unwrap();
    assert_eq!(response["organization"]["organization_name"], "Acme");
}

#[test]
fn names_follow_the_method_chain() {
    let catalog = Catalog::stytch();
    for (name, path) in [
        ("b2b.totps.migrate", "/v1/b2b/totp/migrate"),
        (
            "b2b.organizations.members.oauth_providers.google",
            "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/google",
        ),
        ("consumer.otps.sms.send", "/v1/otps/sms/send"),
        ("b2b.m2m.clients.secrets.rotate", "/v1/m2m/clients/{client_id}/secrets/rotate"),
        ("consumer.m2m.clients.secrets.rotate", "/v1/m2m/clients/{client_id}/secrets/rotate"),
    ] {
        assert_eq!(catalog.find(name).unwrap().path, path);
    }
    let unknown = catalog.find("b2b.totps.migate").unwrap_err();
    assert_eq!(unknown.nearest.as_deref(), Some("b2b.totps.migrate"));
    assert_eq!(catalog.find("nothing like it at all").unwrap_err().nearest, None);
}
