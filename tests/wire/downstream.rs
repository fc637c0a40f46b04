//! Endpoints of crates whose only dependency is `stytch-api`, also under another name.

use stytch_api::schema::{
    Auth, BodyFormat, Endpoint, EndpointSpec, Envelope, Host, Kind, Location, Method, Presence,
    RetrySafety,
};
use stytch_downstream::widgets::{
    ExchangeRequest, PingRequest, RemoveRequest, ReplaceRequest, StatusRequest, Widgets,
};
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn renamed_dependency_can_call_endpoints() {
    use stytch_downstream_renamed::widgets::ListRequest;

    let server = Server::start([MockResponse::json(r#"{"widgets":[{"kind":"round"}]}"#)]).await;
    let response = server.client().send(ListRequest::new()).await.unwrap();
    assert_eq!(response.widgets[0].kind, stytch_downstream_renamed::widgets::WidgetKind::Round);
}

#[test]
fn catalog_lists_a_resources_endpoints_and_sub_resources() {
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
fn spec_is_available_at_run_time() {
    let spec = ReplaceRequest::spec();
    assert_eq!(spec.to_string(), "PUT /v1/organizations/{organization_id}/widgets/{widget_id}");
    assert_eq!(spec.method, Method::Put);
    assert_eq!(spec.docs, "Replaces a widget.");
    assert_eq!(spec.docs_url, Some("https://example.com/docs/widgets/replace"));
    assert_eq!((spec.body, spec.auth, spec.host), (BodyFormat::Json, Auth::Basic, Host::Api));
    assert_eq!((spec.retry_safety, spec.envelope), (RetrySafety::Safe, Envelope::Stytch));
    let retry_safety = |spec: &EndpointSpec| spec.retry_safety;
    assert_eq!(retry_safety(RemoveRequest::spec()), RetrySafety::Unsafe);
    assert_eq!(retry_safety(PingRequest::spec()), RetrySafety::Safe);
    assert_eq!(PingRequest::spec().resource, None);
    assert_eq!(StatusRequest::spec().host, Host::Telemetry);
    assert_eq!(StatusRequest::spec().body, BodyFormat::None);
    let exchange = ExchangeRequest::spec();
    assert_eq!((exchange.body, exchange.auth), (BodyFormat::Form, Auth::None));
    assert_eq!((exchange.envelope, exchange.retry_safety), (Envelope::Bare, RetrySafety::Unsafe));
}

#[test]
fn request_table_contains_each_fields_location() {
    let table = (ReplaceRequest::spec().request)();
    assert_eq!(table.name, "ReplaceRequest");
    let field = |name: &str| {
        let field = table.fields.iter().find(|field| field.wire_name == name);
        field.unwrap_or_else(|| panic!("no field {name}"))
    };
    let location = |name| (field(name).location, field(name).presence);
    assert_eq!(location("organization_id"), (Location::Path, Presence::Required));
    assert_eq!(location("keep"), (Location::Query, Presence::Optional));
    assert_eq!(location("Idempotency-Key"), (Location::Header, Presence::Optional));
    assert_eq!(location("name"), (Location::Body, Presence::Required));
    assert_eq!(field("type").name, "type");
    assert_eq!(field("pin").docs, "What opens it.");
    assert!(matches!(field("pin").kind, Kind::Secret));
    assert!(matches!(field("kind").kind, Kind::Enum(["round", "square"])));
    assert!(matches!(field("colour").kind, Kind::Nullable(Kind::String)));
    assert!(matches!(field("purposes").kind, Kind::Map(Kind::Object(_))));
    assert!(matches!(field("member_credential").kind, Kind::Header([_, _])));
    let Kind::List(Kind::Object(part)) = field("parts").kind else {
        panic!("not a list of objects")
    };
    assert_eq!(part().fields[2].wire_name, "check-sum");
    let response = (ReplaceRequest::spec().response)();
    let names: Vec<_> = response.fields.iter().map(|field| field.wire_name).collect();
    assert_eq!(names, ["widget_id", "widget", "status_code", "request_id"]);
    assert_eq!(response.fields[0].presence, Presence::Required);
    assert_eq!(response.fields[1].presence, Presence::Defaulted);
}
