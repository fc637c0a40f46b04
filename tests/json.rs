//! Calls by name, from one JSON object.

use serde_json::{Value, json};
use stytch_api::{Error, Metadata, catalog::Catalog, sandbox::Sandbox};
use stytch_tests::{Answer, Server};

fn fields(json: Value) -> Metadata {
    match json {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    }
}

async fn call(server: &Server, name: &str, json: Value) -> Result<Value, Error> {
    let endpoint = Catalog::stytch().find(name).unwrap_or_else(|error| panic!("{error}"));
    server.client().send_json(endpoint, fields(json)).await
}

#[tokio::test]
async fn each_field_goes_where_its_table_says() {
    let answer = r#"{"member_id":"ada","new_field":[1],"status_code":200}"#;
    let server = Server::start([Answer::json(answer)]).await;
    let credential = json!({"X-Stytch-Member-SessionJWT": "jwt"});
    let update = json!({
        "organization_id": "a/c me", "member_id": "ada", "name": "Ada", "is_breakglass": false,
        "trusted_metadata": {"gone": null}, "member_credential": credential,
    });
    let Value::Object(mut update) = update else { unreachable!() };
    let endpoint = Catalog::stytch().find("b2b.organizations.members.update").unwrap();
    // The field is called by its Rust name in a request type, by its wire name here.
    let header = (endpoint.request)().fields.iter().find(|field| field.name == "member_credential");
    let credential = update.remove("member_credential").unwrap();
    update.insert(header.unwrap().wire_name.to_owned(), credential);

    let answered = server.client().send_json(endpoint, update).await.unwrap();
    assert_eq!(answered, serde_json::from_str::<Value>(answer).unwrap());
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
async fn a_form_and_a_query_are_filled_from_json_too() {
    let token = r#"{"access_token":"jwt","expires_in":3600,"token_type":"bearer","scope":"a"}"#;
    let server = Server::start([Answer::json(token), Answer::json(r#"{"member_id":"ada"}"#)]).await;
    let request = json!({
        "project_id": "p", "client_id": "c", "client_secret": "s&s", "scope": "a b",
        "grant_type": "client_credentials",
    });
    let answered = call(&server, "b2b.m2m.token", request).await.unwrap();
    assert_eq!(answered["access_token"], "jwt");
    let request = json!({"organization_id": "acme", "email_address": "a+b@c.example"});
    call(&server, "b2b.organizations.members.get", request).await.unwrap();
    let [form, query] = server.requests().try_into().unwrap();
    assert!(form.body.contains("client_secret=s%26s&"), "{}", form.body);
    assert_eq!(query.target, "/v1/b2b/organizations/acme/member?email_address=a%2Bb%40c.example");
}

#[tokio::test]
async fn a_wrong_object_is_refused_before_anything_is_sent() {
    let server = Server::start([Answer::json("{}")]).await;
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
        (json!({"zzzzzzzzzzzz": 1}), "`zzzzzzzzzzzz`", "there is no such field"),
    ];
    for (request, field, problem) in cases {
        let error = call(&server, "b2b.totps.migrate", request).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        let told = error.to_string();
        assert!(told.contains(field) && told.contains(problem), "{told}");
        assert!(!told.contains("SECRET"), "{told}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_unknown_enum_value_is_sent_and_a_refusal_is_an_api_error() {
    let refusal = r#"{"error_type":"bad","error_message":"no SECRETVALUE"}"#;
    let server = Server::start([Answer::status(400, refusal)]).await;
    let request = json!({
        "email_address": "a@b.example", "hash": "SECRETVALUE", "hash_type": "new_hash",
        "organization_id": "o",
    });
    let error = call(&server, "b2b.passwords.migrate", request).await.unwrap_err();
    assert_eq!((error.status(), error.error_type()), (Some(400), Some("bad")));
    assert!(!error.to_string().contains("SECRETVALUE"), "{error}");
    assert!(server.request().body.contains(r#""hash_type":"new_hash""#));
}

#[tokio::test]
async fn an_answer_that_the_table_cannot_read_is_kept() {
    let server = Server::start([Answer::json(r#"{"member_id":7}"#)]).await;
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
    let answered = sandbox.client().send_json(endpoint, request).retries(0).wait().unwrap();
    assert_eq!(answered["organization"]["organization_name"], "Acme");
}

#[test]
fn names_are_those_of_the_method_chain() {
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
