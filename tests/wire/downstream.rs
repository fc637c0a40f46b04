//! A crate that depends on `stytch-api` alone, under its own name and under another.

use stytch_api::schema::{
    Auth, BodyFormat, Endpoint, EndpointSpec, Envelope, Host, Kind, Location, Method, Presence,
    RetrySafety,
};
use stytch_downstream::widgets::{
    ExchangeRequest, PingRequest, RemoveRequest, ReplaceRequest, StatusRequest, Widgets,
};
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn the_renamed_dependency_calls_too() {
    use stytch_downstream_renamed::widgets::ListRequest;

    let server = Server::start([MockResponse::json(r#"{"widgets":[{"kind":"round"}]}"#)]).await;
    let response = server.client().send(ListRequest::new()).await.unwrap();
    assert_eq!(response.widgets[0].kind, stytch_downstream_renamed::widgets::WidgetKind::Round);
}

#[test]
fn a_resource_lists_its_endpoints_and_those_below_it() {
    let names: Vec<_> =
        Widgets::catalog().specs().iter().map(|spec| (spec.resource, spec.name)).collect();
    let widgets = Some("Widgets");
    let expected = [
        (widgets, "replace"),
        (widgets, "list"),
        (widgets, "remove"),
        (widgets, "exchange"),
        (Some("Machines"), "status"),
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_a_spec_says_is_there_at_run_time() {
    let spec = ReplaceRequest::spec();
    assert_eq!(spec.to_string(), "PUT /v1/organizations/{organization_id}/widgets/{widget_id}");
    assert_eq!(spec.method, Method::Put);
    assert_eq!(spec.docs, "Replaces a widget.");
    assert_eq!(spec.docs_url, Some("https://example.com/docs/widgets/replace"));
    assert_eq!((spec.body, spec.auth, spec.host), (BodyFormat::Json, Auth::Basic, Host::Api));
    assert_eq!((spec.retry_safety, spec.envelope), (RetrySafety::Safe, Envelope::Stytch));
    let repeat = |spec: &EndpointSpec| spec.retry_safety;
    assert_eq!(repeat(RemoveRequest::spec()), RetrySafety::Unsafe);
    assert_eq!(repeat(PingRequest::spec()), RetrySafety::Safe);
    assert_eq!(PingRequest::spec().resource, None);
    assert_eq!(StatusRequest::spec().host, Host::Telemetry);
    assert_eq!(StatusRequest::spec().body, BodyFormat::None);
    let exchange = ExchangeRequest::spec();
    assert_eq!((exchange.body, exchange.auth), (BodyFormat::Form, Auth::None));
    assert_eq!((exchange.envelope, exchange.retry_safety), (Envelope::Bare, RetrySafety::Unsafe));
}

#[test]
fn the_table_of_a_request_says_where_each_field_goes() {
    let table = (ReplaceRequest::spec().request)();
    assert_eq!(table.name, "ReplaceRequest");
    let field = |name: &str| {
        let field = table.fields.iter().find(|field| field.wire_name == name);
        field.unwrap_or_else(|| panic!("no field {name}"))
    };
    let place = |name| (field(name).location, field(name).presence);
    assert_eq!(place("organization_id"), (Location::Path, Presence::Required));
    assert_eq!(place("keep"), (Location::Query, Presence::Optional));
    assert_eq!(place("Idempotency-Key"), (Location::Header, Presence::Optional));
    assert_eq!(place("name"), (Location::Body, Presence::Required));
    assert_eq!(field("type").name, "type");
    assert_eq!(field("pin").docs, "What opens it.");
    assert!(matches!(field("pin").kind, Kind::Secret));
    assert!(matches!(field("kind").kind, Kind::Enum(["round", "square"])));
    assert!(matches!(field("colour").kind, Kind::Nullable(Kind::String)));
    assert!(matches!(field("purposes").kind, Kind::Map(Kind::Object(_))));
    assert!(matches!(field("member_credential").kind, Kind::Header([_, _])));
    let Kind::List(Kind::Object(part)) = field("parts").kind else { panic!("no list of objects") };
    assert_eq!(part().fields[2].wire_name, "check-sum");
    let response = (ReplaceRequest::spec().response)();
    let names: Vec<_> = response.fields.iter().map(|field| field.wire_name).collect();
    assert_eq!(names, ["widget_id", "widget", "status_code", "request_id"]);
    assert_eq!(response.fields[0].presence, Presence::Required);
    assert_eq!(response.fields[1].presence, Presence::Defaulted);
}
