//! Decoding of responses.

use stytch_api::{
    Error, Json,
    b2b::{MemberStatus, organizations, organizations::members, totps},
};
use stytch_downstream::widgets::{ListRequest, ListResponse, StatusRequest, WidgetKind};
use stytch_tests::{MockResponse, Server};

async fn list(body: &str) -> Result<ListResponse, Error> {
    let server = Server::start([MockResponse::json(body)]).await;
    server.client().send(ListRequest::new()).await
}

/// Returns the path and problem of the decode error, after asserting that it keeps the body.
async fn decode_error(body: &str) -> (String, String) {
    match list(body).await {
        Err(Error::Decode(error)) => {
            assert_eq!(error.body, body);
            assert_eq!(error.status, 200);
            (error.path, error.problem)
        }
        other => panic!("{body}: {other:?}"),
    }
}

#[tokio::test]
async fn absent_null_and_unknown_values_never_fail() {
    for body in [
        "{}",
        r#"{"widgets":null,"by_name":null,"status_code":null,"request_id":null}"#,
        r#"{"widgets":[],"by_name":{},"new":{"deep":[1,{"x":null}]}}"#,
        r#" { "widgets" : [ ] } "#,
    ] {
        let response = list(body).await.unwrap();
        assert!(response.widgets.is_empty(), "{body}");
        assert_eq!(response.status_code, 0, "{body}");
    }
    let body = r#"{"widgets":[{"name":null,"kind":null,"owner":null,"parts":null,"pin":null},{},null,
        {"kind":"hexagonal","owner":{"status":"suspended","roles":null,"scim_registration":[]}}]}"#;
    let widgets = list(body).await.unwrap().widgets;
    assert_eq!(widgets.len(), 4);
    assert_eq!(widgets[0], widgets[1]);
    assert_eq!(widgets[1], widgets[2]);
    assert_eq!((widgets[0].name.as_str(), widgets[0].kind.as_str()), ("", ""));
    assert_eq!(widgets[3].kind, WidgetKind::from("hexagonal"));
    assert_eq!(widgets[3].kind.as_str(), "hexagonal");
    let owner = widgets[3].owner.as_ref().unwrap();
    assert_eq!(owner.status.as_str(), "suspended");
    assert_eq!(owner.scim_registration, None);
}

#[tokio::test]
async fn whole_floats_are_integers_and_the_last_duplicate_key_wins() {
    assert_eq!(list(r#"{"status_code":200.0}"#).await.unwrap().status_code, 200);
    assert_eq!(list(r#"{"status_code":-0}"#).await.unwrap().status_code, 0);
    assert_eq!(list(r#"{"by_name":{"a":{}},"by_name":null}"#).await.unwrap().by_name, None);
    let body = r#"{"widgets":[{"pin":"a","pin":null,"created_at":"b","created_at":null}]}"#;
    let widget = &list(body).await.unwrap().widgets[0];
    assert_eq!((&widget.pin, &widget.created_at), (&None, &None));
}

#[tokio::test]
async fn optional_map_is_none_if_absent_and_some_if_empty() {
    assert_eq!(list("{}").await.unwrap().by_name, None);
    assert_eq!(list(r#"{"by_name":null}"#).await.unwrap().by_name, None);
    assert!(list(r#"{"by_name":{}}"#).await.unwrap().by_name.is_some_and(|map| map.is_empty()));
}

#[tokio::test]
async fn wrong_type_is_reported_with_its_path() {
    let cases = [
        (r#"{"widgets":7}"#, "widgets", "expected array, found number"),
        (r#"{"widgets":{}}"#, "widgets", "expected array, found object"),
        (r#"{"widgets":[{"name":7}]}"#, "widgets[0].name", "expected string, found number"),
        (
            r#"{"widgets":[{},{"owner":{"roles":[{},{},{"role_id":7}]}}]}"#,
            "widgets[1].owner.roles[2].role_id",
            "expected string, found number",
        ),
        (r#"{"widgets":[{"kind":true}]}"#, "widgets[0].kind", "expected string, found boolean"),
        (r#"{"widgets":["x"]}"#, "widgets[0]", "expected object, found string"),
        (r#"{"widgets":[{"owner":[1]}]}"#, "widgets[0].owner", "expected object, found array"),
        (
            r#"{"widgets":[{"parts":[{"number":"1"}]}]}"#,
            "widgets[0].parts[0].number",
            "expected 32-bit integer, found string",
        ),
        (
            r#"{"widgets":[{"parts":[{"number":2147483648}]}]}"#,
            "widgets[0].parts[0].number",
            "expected 32-bit integer, found number out of range",
        ),
        (r#"{"by_name":{"a":{"name":{}}}}"#, "by_name.a.name", "expected string, found object"),
        (r#"{"status_code":"200"}"#, "status_code", "expected 32-bit integer, found string"),
        (
            r#"{"widgets":[{"owner":{"is_admin":"yes"}}]}"#,
            "widgets[0].owner.is_admin",
            "expected boolean, found string",
        ),
        (
            r#"{"widgets":[{"owner":{"trusted_metadata":"x"}}]}"#,
            "widgets[0].owner.trusted_metadata",
            "expected object, found string",
        ),
        ("[]", "", "expected object, found array"),
        ("null", "", "expected object, found null"),
        (r#"{"status_code":200.5}"#, "status_code", "expected 32-bit integer, found number"),
        (r#"{"status_code":1e300}"#, "status_code", "expected 32-bit integer, found number"),
        ("7", "", "expected object, found number"),
    ];
    for (body, path, problem) in cases {
        assert_eq!(decode_error(body).await, (path.to_owned(), problem.to_owned()), "{body}");
    }
}

#[tokio::test]
async fn invalid_json_is_reported_with_its_position_and_kept() {
    for body in ["", "<html>", r#"{"widgets":[}"#, r#"{"widgets":[]} x"#, r#"{"widgets":[{"name":"#]
    {
        let (_, problem) = decode_error(body).await;
        assert!(problem.contains("line 1 column"), "{body}: {problem}");
    }
    let (path, _) = decode_error(r#"{"widgets":[{"name":"a"},{"name":x}]}"#).await;
    assert_eq!(path, "widgets[1].name");
}

#[tokio::test]
async fn missing_result_is_an_error_that_keeps_the_body() {
    for body in [
        r#"{"member_id":"m","request_id":"request-1","status_code":200}"#,
        r#"{"member_id":"m","totp_registration_id":null,"request_id":"request-1"}"#,
    ] {
        let server = Server::start([MockResponse::json(body)]).await;
        let request = totps::MigrateRequest::new("o", "m", "s");
        let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.request_id(), Some("request-1"));
        assert_eq!(error.body().unwrap(), body);
        assert_eq!(
            error.to_string(),
            "POST /v1/b2b/totp/migrate: status 200, but the response cannot be decoded: \
             totp_registration_id: required, but absent or null (request-1)"
        );
    }
}

#[tokio::test]
async fn lists_and_maps_of_objects_are_decoded() {
    let body = r#"{
        "members": [{"member_id": "a", "status": "active"}, {"member_id": "b", "status": "invited"}],
        "organizations": {"o": {"organization_name": "Acme"}},
        "results_metadata": {"total": 2, "next_cursor": "more"},
        "status_code": 200, "request_id": "r"
    }"#;
    let server = Server::start([MockResponse::json(body)]).await;
    let request = members::SearchRequest::new(["o"]);
    let results = server.client().b2b().organizations().members().search(request).await.unwrap();
    let statuses: Vec<_> = results.members.iter().map(|member| member.status.clone()).collect();
    assert_eq!(statuses, [MemberStatus::Active, MemberStatus::Invited]);
    assert_eq!(results.organizations["o"].organization_name, "Acme");
    assert_eq!(results.results_metadata.next_cursor.as_deref(), Some("more"));
    assert_eq!((results.status_code, results.request_id.as_str()), (200, "r"));
}

#[tokio::test]
async fn metadata_is_returned_unchanged() {
    let body = r#"{"organization":{"trusted_metadata":{"n":1,"null":null,"list":[1,"two",{}]}}}"#;
    let server = Server::start([MockResponse::json(body)]).await;
    let request = organizations::GetRequest::new("o");
    let response = server.client().b2b().organizations().get(request).await.unwrap();
    let metadata = response.organization.trusted_metadata.unwrap();
    let expected: Json =
        serde_json::from_str(r#"{"n":1,"null":null,"list":[1,"two",{}]}"#).unwrap();
    assert_eq!(Json::Object(metadata), expected);
}

#[tokio::test]
async fn no_content_is_a_success_unless_a_result_is_required() {
    let server = Server::start([MockResponse::status(204, "")]).await;
    let client = server.client();
    assert_eq!(client.send(ListRequest::new()).await.unwrap(), ListResponse::default());
    let request = totps::MigrateRequest::new("o", "m", "s");
    assert!(client.b2b().totps().migrate(request).await.unwrap_err().is_decode());
}

#[tokio::test]
async fn every_2xx_status_is_a_success() {
    let server = Server::start([MockResponse::status(201, r#"{"running":true}"#)]).await;
    assert!(server.client().send(StatusRequest::new()).await.unwrap().running);
}
