//! Responses and faults that a test chooses for one endpoint.

use std::time::{Duration, Instant};

use stytch_api::{
    Error, ErrorType, MemberCredential,
    b2b::{
        organizations::{
            CreateRequest, DeleteRequest, GetRequest, GetResponse, UpdateRequest, UpdateResponse,
        },
        sessions::{ExchangeRequest, ExchangeResponse},
    },
    sandbox::{Fault, Sandbox},
};
use stytch_downstream::widgets::ListRequest;

use crate::fixture::{Fixture, RawRequest, assert_error};

async fn get(fixture: &Fixture, organization: &str) -> Result<GetResponse, Error> {
    fixture.b2b().organizations().get(GetRequest::new(organization)).await
}

fn named(name: &str) -> GetResponse {
    let mut response = GetResponse::default();
    name.clone_into(&mut response.organization.organization_name);
    response
}

/// The name of an Organization as the sandbox returns it.
async fn name(fixture: &Fixture, organization: &str) -> String {
    get(fixture, organization).await.expect("a response").organization.organization_name
}

#[tokio::test]
async fn answer_applies_to_every_request_until_reset() {
    let fixture = Fixture::new().await;
    fixture.sandbox.answer::<GetRequest>(named("Stub"));
    for _ in 0..2 {
        assert_eq!(name(&fixture, "unknown").await, "Stub");
    }
    fixture.sandbox.reset::<GetRequest>();
    assert_eq!(name(&fixture, "acme").await, "Acme");
    assert_error(get(&fixture, "unknown").await, 404, "organization_not_found");
}

#[tokio::test]
async fn empty_status_code_and_request_id_are_filled_in() {
    let fixture = Fixture::new().await;
    fixture.sandbox.answer::<GetRequest>(GetResponse::default());
    let [one, two] = [get(&fixture, "acme").await, get(&fixture, "acme").await];
    let (one, two) = (one.expect("a response"), two.expect("a response"));
    assert_eq!(one.status_code, 200);
    assert!(one.request_id.starts_with("request-id-test-"), "{one:?}");
    assert_ne!(one.request_id, two.request_id);

    fixture.sandbox.on::<GetRequest>().answer_with(|response| {
        response.status_code = 202;
        response.request_id = "request-id-1".to_owned();
    });
    let raw = fixture.b2b().organizations().get(GetRequest::new("acme")).raw().await;
    let raw = raw.expect("a response");
    assert_eq!(raw.status, 202);
    let body: serde_json::Value = serde_json::from_slice(&raw.body).expect("JSON");
    assert_eq!((&body["status_code"], &body["request_id"]), (&202.into(), &"request-id-1".into()));
}

#[tokio::test]
async fn unset_session_secrets_of_a_stub_are_empty_strings() {
    let fixture = Fixture::new().await;
    fixture.sandbox.on::<ExchangeRequest>().answer_with(|response| {
        response.session_token = Some("token".into());
    });
    let exchange = ExchangeRequest::new("acme").session_token("any");
    let raw = fixture.b2b().sessions().exchange(exchange).raw().await.expect("a response");
    let body: serde_json::Value = serde_json::from_slice(&raw.body).expect("JSON");
    let secrets = ["session_token", "session_jwt", "intermediate_session_token"];
    assert_eq!(secrets.map(|name| body[name].as_str()), [Some("token"), Some(""), Some("")]);
}

#[tokio::test]
async fn stub_applies_only_to_requests_that_match() {
    let fixture = Fixture::new().await;
    let stub = fixture.sandbox.on::<GetRequest>();
    stub.matching(|request| request.organization_id == "other").answer(named("Stub"));
    assert_eq!(name(&fixture, "acme").await, "Acme");
    assert_eq!(name(&fixture, "other").await, "Stub");
    let update = UpdateRequest::new("other");
    let updated = fixture.b2b().organizations().update(update).await;
    assert_error(updated, 404, "organization_not_found");
}

#[tokio::test]
async fn one_time_stubs_apply_in_order_before_the_last_other_one() {
    let fixture = Fixture::new().await;
    let on = || fixture.sandbox.on::<GetRequest>();
    on().answer(named("First"));
    on().once().matching(|request| request.organization_id == "other").answer(named("Other"));
    on().once().answer(named("1"));
    on().once().answer(named("2"));
    on().answer(named("Last"));
    let mut names = Vec::new();
    for organization in ["acme", "acme", "acme", "other", "other"] {
        names.push(name(&fixture, organization).await);
    }
    assert_eq!(names, ["1", "2", "Last", "Other", "Last"]);
}

#[tokio::test]
async fn fail_applies_to_one_endpoint() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail::<GetRequest>(Fault::error(404, ErrorType::MemberNotFound));
    let client = fixture.sandbox.client();
    client.b2b().organizations().create(CreateRequest::new("Other")).await.expect("other");
    for _ in 0..2 {
        assert_error(get(&fixture, "acme").await, 404, "member_not_found");
    }
    fixture.sandbox.reset::<GetRequest>();
    assert_eq!(name(&fixture, "acme").await, "Acme");
}

#[tokio::test]
async fn faults_take_precedence_over_responses() {
    let fixture = Fixture::new().await;
    let on = || fixture.sandbox.on::<GetRequest>();
    on().once().answer(named("Stub"));
    on().once().fail(Fault::InternalServerError);
    fixture.sandbox.fail_next(Fault::BadGateway);
    let statuses = [
        get(&fixture, "acme").await.expect_err("the queued fault").status(),
        get(&fixture, "acme").await.expect_err("the fault of the endpoint").status(),
    ];
    assert_eq!(statuses, [Some(502), Some(500)]);
    assert_eq!(name(&fixture, "acme").await, "Stub");
    assert_eq!(name(&fixture, "acme").await, "Acme");
}

#[tokio::test]
async fn latency_delays_the_stubbed_response() {
    let fixture = Fixture::new().await;
    let wait = Duration::from_millis(60);
    let on = || fixture.sandbox.on::<GetRequest>();
    on().answer(named("Stub"));
    on().once().fail(Fault::Latency(wait));
    let started = Instant::now();
    assert_eq!(name(&fixture, "acme").await, "Stub");
    assert!(started.elapsed() >= wait);
}

#[tokio::test]
async fn invalid_requests_use_up_no_stub() {
    let fixture = Fixture::new().await;
    let on = || fixture.sandbox.on::<GetRequest>();
    on().once().answer(named("Stub"));
    on().once().fail(Fault::BadGateway);
    let path = "/v1/b2b/organizations/acme";
    let (status, _) = RawRequest::new(&fixture.sandbox, "GET", path).send().await;
    assert_eq!(status, 401);
    let (status, body) = fixture.send("GET", &format!("{path}?limmit=1"), "").await;
    assert_eq!((status, &body["error_type"]), (400, &"invalid_argument".into()));
    assert_eq!(get(&fixture, "acme").await.expect_err("a fault").status(), Some(502));
    assert_eq!(name(&fixture, "acme").await, "Stub");
}

#[tokio::test]
async fn stubbed_request_neither_needs_nor_changes_state() {
    let fixture = Fixture::new().await;
    fixture.sandbox.on::<DeleteRequest>().answer_with(|_| {});
    fixture.b2b().organizations().delete(DeleteRequest::new("acme")).await.expect("the stub");
    assert_eq!(name(&fixture, "acme").await, "Acme");

    fixture.sandbox.answer::<UpdateRequest>(UpdateResponse::default());
    let credential = MemberCredential::token("any");
    let update = UpdateRequest::new("unknown").member_credential(credential);
    fixture.b2b().organizations().update(update).await.expect("the stub");

    let mut session = ExchangeResponse::default();
    session.session_token = Some("token".into());
    fixture.sandbox.answer::<ExchangeRequest>(session);
    let exchange = ExchangeRequest::new("acme").session_token("any");
    let session = fixture.b2b().sessions().exchange(exchange).await.expect("the stub");
    assert_eq!(session.session_token, Some("token".into()));
}

#[tokio::test]
async fn endpoints_of_your_own_can_be_stubbed() {
    let builder = Sandbox::builder().endpoint::<ListRequest>();
    let sandbox = builder.start().await.expect("a sandbox");
    sandbox.fail::<ListRequest>(Fault::respond(404, "no widget"));
}

#[tokio::test]
#[should_panic(expected = "add it to the builder")]
async fn stub_of_an_endpoint_that_is_not_served_panics() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    sandbox.fail::<ListRequest>(Fault::BadGateway);
}

#[tokio::test]
#[should_panic(expected = "use `fail`")]
async fn answer_with_the_status_of_an_error_panics() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    sandbox.on::<GetRequest>().answer_with(|response| response.status_code = 404);
}
