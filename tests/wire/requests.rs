//! Encoding of requests: path, query, headers and body.

use stytch_api::{
    Error, Json, MemberCredential, Nullable,
    b2b::{
        AuthorizationCheck, SearchOperator, SearchQuery,
        organizations::{self, members},
        recovery_codes, sessions,
        totps::MigrateRequest,
    },
    catalog::Catalog,
};
use stytch_downstream::widgets::{
    ExchangeRequest, ListRequest, Part, PingRequest, RemoveRequest, ReplaceRequest, StatusRequest,
    WidgetKind,
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};

async fn start_server() -> Server {
    Server::start([MockResponse::json(r#"{"widget_id":7,"access_token":"t","member_id":"m"}"#)])
        .await
}

fn replace_request() -> ReplaceRequest {
    ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, 1.5, "1234")
}

#[tokio::test]
async fn each_field_is_sent_in_its_own_location_only() {
    let server = start_server().await;
    let request = replace_request()
        .dry_run(true)
        .keep(["a b", "c&d"])
        .member_credential(MemberCredential::jwt("the-jwt"))
        .idempotency_key("the-key")
        .count(-3)
        .r#type("sale")
        .note(Json::from([1, 2]))
        .extra([("colour", Json::Null)])
        .purposes([("hold", Part::new(2, ""))])
        .parts([Part::new(1, "c")]);
    server.client().send(request).await.unwrap();
    let request = server.request();
    assert_eq!(request.method, "PUT");
    assert_eq!(request.target, "/v1/organizations/acme/widgets/7?dry_run=true&keep=a+b&keep=c%26d");
    assert_eq!(request.header("x-stytch-member-sessionjwt"), Some("the-jwt"));
    assert_eq!(request.header("x-stytch-member-session"), None);
    assert_eq!(request.header("idempotency-key"), Some("the-key"));
    assert_eq!(
        request.body,
        r#"{"name":"Bolt","kind":"round","weight":1.5,"parts":[{"number":1,"check-sum":"c"}],"purposes":{"hold":{"number":2,"check-sum":""}},"extra":{"colour":null},"note":[1,2],"count":-3,"pin":"1234","type":"sale"}"#
    );
}

#[tokio::test]
async fn nullable_field_is_absent_null_or_a_value() {
    let cases = [
        (replace_request(), None),
        (replace_request().colour(Nullable::Null), Some(Json::Null)),
        (replace_request().colour("red"), Some(Json::from("red"))),
    ];
    for (request, expected) in cases {
        let server = start_server().await;
        server.client().send(request).await.unwrap();
        let body: Json = serde_json::from_str(&server.request().body).unwrap();
        assert_eq!(body.get("colour"), expected.as_ref());
    }
}

#[tokio::test]
async fn get_and_delete_send_no_body_and_no_unset_fields() {
    let server = start_server().await;
    let client = server.client();
    client.send(ListRequest::new()).await.unwrap();
    client.send(ListRequest::new().limit(5_u32)).await.unwrap();
    client.send(RemoveRequest::new(9_u64)).await.unwrap();
    let get = members::GetRequest::new("acme").email_address("ada+x@acme.example");
    client.b2b().organizations().members().get(get).await.unwrap();
    let sent: Vec<_> =
        server.requests().into_iter().map(|r| (r.method, r.target, r.body)).collect();
    let expected = [
        ("GET", "/v1/widgets"),
        ("GET", "/v1/widgets?limit=5"),
        ("DELETE", "/v1/widgets/9"),
        ("GET", "/v1/b2b/organizations/acme/member?email_address=ada%2Bx%40acme.example"),
    ];
    let expected = expected.map(|(method, target)| (method.into(), target.into(), String::new()));
    assert_eq!(sent, expected);
    for request in server.requests() {
        assert_eq!(request.header("content-type"), None);
        assert_eq!(request.header("transfer-encoding"), None);
        assert!(matches!(request.header("content-length"), None | Some("0")));
    }
}

#[tokio::test]
async fn empty_body_is_an_empty_object() {
    let server = start_server().await;
    server.client().send(PingRequest::new()).await.unwrap();
    let request = members::ReactivateRequest::new("acme", "ada");
    server.client().b2b().organizations().members().reactivate(request).await.unwrap();
    for request in server.requests() {
        assert_eq!(request.body, "{}");
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn form_is_url_encoded_and_sent_without_credentials() {
    let server = start_server().await;
    server.client().send(ExchangeRequest::new("a&b=c").scope("read:all write:all")).await.unwrap();
    let request = server.request();
    assert_eq!(request.body, "code=a%26b%3Dc&scope=read%3Aall+write%3Aall");
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn telemetry_endpoint_uses_the_telemetry_host() {
    let (api, telemetry) = (start_server().await, start_server().await);
    let client = api.builder().telemetry_url(telemetry.url()).build().unwrap();
    client.send(StatusRequest::new()).await.unwrap();
    assert!(api.requests().is_empty());
    assert_eq!(telemetry.request().target, "/v1/machine");
}

#[tokio::test]
async fn path_value_is_encoded_as_one_segment() {
    let cases = [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("?x=1", "%3Fx%3D1"),
        ("#x", "%23x"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
        ("..\\", "..%5C"),
        ("zoë", "zo%C3%AB"),
        ("a\nb", "a%0Ab"),
        ("A-z_0.9~", "A-z_0.9~"),
    ];
    for (value, segment) in cases {
        let server = start_server().await;
        let request = organizations::GetRequest::new(value);
        server.client().b2b().organizations().get(request).await.unwrap_err();
        assert_eq!(server.request().target, format!("/v1/b2b/organizations/{segment}"));
    }
}

#[tokio::test]
async fn empty_and_dot_path_values_are_rejected_before_sending() {
    let server = start_server().await;
    let client = server.client();
    for value in ["", ".", ".."] {
        let request = members::DeleteRequest::new("acme", value);
        let error = client.b2b().organizations().members().delete(request).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        let Error::Request(error) = error else { unreachable!("checked above") };
        assert_eq!(error.field, Some("member_id"));
        let request = recovery_codes::GetRequest::new(value, "ada");
        assert!(client.b2b().recovery_codes().get(request).await.unwrap_err().is_request());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn invalid_header_value_is_rejected() {
    let server = start_server().await;
    for request in [
        replace_request().idempotency_key("two\r\nlines"),
        replace_request().member_credential(MemberCredential::token("two\nlines")),
    ] {
        let error = server.client().send(request).await.unwrap_err();
        assert!(error.is_request() && !format!("{error:?} {error}").contains("lines"), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn nan_is_rejected() {
    let server = start_server().await;
    let request = ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, f64::NAN, "1234");
    assert!(server.client().send(request).await.unwrap_err().is_request());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn unset_fields_of_nested_objects_are_omitted() {
    let server = start_server().await;
    let query = SearchQuery::new(
        SearchOperator::And,
        [Json::from(1)]
            .map(|value| stytch_api::Metadata::from_iter([("filter_name".to_owned(), value)])),
    );
    let request = members::SearchRequest::new(["acme"]).limit(10).query(query);
    server.client().b2b().organizations().members().search(request).await.unwrap();
    assert_eq!(
        server.request().body,
        r#"{"organization_ids":["acme"],"limit":10,"query":{"operator":"AND","operands":[{"filter_name":1}]}}"#
    );
}

#[tokio::test]
async fn every_call_sends_credentials_and_user_agent() {
    let server = start_server().await;
    let client = server.builder().user_agent("acme/1.0").build().unwrap();
    let request = sessions::GetJwksRequest::new(PROJECT_ID);
    client.b2b().sessions().get_jwks(request).await.unwrap_err();
    let request = server.request();
    let credentials = "Basic cHJvamVjdC10ZXN0LTAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMDpzZWNyZXQtdGVzdC1QUk9KRUNUU0VDUkVU";
    assert_eq!(request.header("authorization"), Some(credentials));
    let user_agent = format!("acme/1.0 stytch-api/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(user_agent.as_str()));
}

#[tokio::test]
async fn swapped_or_empty_ids_are_rejected_by_name() {
    let server = start_server().await;
    let client = server.client();
    let (organization, member) = ("organization-test-1", "member-test-1");
    let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
    for (request, field) in [
        (MigrateRequest::new(member, organization, secret), "organization_id"),
        (MigrateRequest::new(organization, secret, member), "secret"),
        (MigrateRequest::new(organization, "secret-test-1", secret), "member_id"),
        (MigrateRequest::new("", member, secret), "organization_id"),
    ] {
        let error = client.b2b().totps().migrate(request.clone()).await.unwrap_err();
        let Error::Request(error) = error else { panic!("{error}") };
        assert_eq!(error.field, Some(field), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret-test-1"), "{error}");
        let fields = serde_json::to_value(&request).unwrap().as_object().unwrap().clone();
        let spec = Catalog::stytch().find("b2b.totps.migrate").unwrap();
        let error = client.send_json(spec, fields).await.unwrap_err();
        assert!(error.to_string().contains(&format!("`{field}`")), "{error}");
    }
    let check = AuthorizationCheck::new("", "documents", "read");
    let request = sessions::AuthenticateRequest::new().authorization_check(check);
    let error = client.b2b().sessions().authenticate(request).await.unwrap_err();
    assert!(error.to_string().contains("`organization_id`: an ID must not be empty"), "{error}");
    assert!(server.requests().is_empty());
}
