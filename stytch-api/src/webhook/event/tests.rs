//! Signs events, and decodes them from the verified messages.

use std::time::SystemTime;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;

use crate::{
    Json,
    crypto::backend::hmac,
    webhook::{Event, EventAction, EventObject, EventSource, MessageParts, Webhook},
};

const KEY: [u8; 32] = [7; 32];

/// Sends the event through a signed message.
fn receive(event: &Json) -> Result<Event, serde_json::Error> {
    let body = event.to_string();
    let now = SystemTime::now();
    let timestamp = now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs().to_string();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &KEY);
    let hash = hmac::sign(&key, format!("msg_1.{timestamp}.{body}").as_bytes());
    let signature = format!("v1,{}", BASE64_STANDARD.encode(hash.as_ref()));
    let parts = MessageParts {
        id: "msg_1",
        timestamp: &timestamp,
        signatures: &signature,
        body: body.as_bytes(),
    };
    let webhook = Webhook::new(BASE64_STANDARD.encode(KEY)).unwrap();
    webhook.verify_parts_at(parts, now).unwrap().event()
}

fn event(object_type: &str, object: &Json) -> Json {
    json!({
        "event_id": "webhook-event-test-1",
        "project_id": "project-test-1",
        "action": "UPDATE",
        "source": "SCIM",
        "object_type": object_type,
        "id": "object-1",
        "timestamp": "2024-01-02T03:04:05.678901Z",
        "vertical": "B2B",
        object_type: object,
    })
}

/// The JSON of an undecoded object.
fn other(event: &Event) -> &Json {
    match &event.object {
        EventObject::Other(json) => json,
        object => panic!("decoded: {object:?}"),
    }
}

#[test]
#[cfg(all(feature = "b2b", feature = "consumer"))]
fn documented_objects_are_decoded() {
    let member = receive(&event("member", &json!({ "member_id": "member-1" }))).unwrap();
    let EventObject::Member(decoded) = &member.object else { panic!("{member:?}") };
    assert_eq!(decoded.member_id, "member-1");
    assert_eq!(member.event_id, "webhook-event-test-1");
    assert_eq!(member.project_id, "project-test-1");
    assert_eq!(member.action, EventAction::Update);
    assert_eq!(member.source, EventSource::Scim);
    assert_eq!((&*member.object_type, &*member.object_id), ("member", "object-1"));
    assert_eq!(member.timestamp.as_str(), "2024-01-02T03:04:05.678901Z");
    assert_eq!(
        member.others.into_iter().collect::<Vec<_>>(),
        [("vertical".to_owned(), json!("B2B"))]
    );

    let organization = json!({ "organization_id": "organization-1" });
    let organization = receive(&event("organization", &organization)).unwrap().object;
    assert!(
        matches!(organization, EventObject::Organization(it) if it.organization_id == "organization-1")
    );
    let connection = json!({ "connection_id": "connection-1" });
    let object = |object_type| receive(&event(object_type, &connection)).unwrap().object;
    assert!(
        matches!(object("saml_connection"), EventObject::SamlConnection(it) if it.connection_id == "connection-1")
    );
    assert!(
        matches!(object("oidc_connection"), EventObject::OidcConnection(it) if it.connection_id == "connection-1")
    );
    assert!(
        matches!(object("scim_connection"), EventObject::ScimConnection(it) if it.connection_id == "connection-1")
    );
    let user = receive(&event("user", &json!({ "user_id": "user-1" }))).unwrap().object;
    assert!(matches!(user, EventObject::User(it) if it.user_id == "user-1"));
}

#[test]
fn deleted_object_is_absent() {
    let mut deleted = event("member", &Json::Null);
    deleted["action"] = json!("DELETE");
    deleted.as_object_mut().unwrap().remove("member");
    let deleted = receive(&deleted).unwrap();
    assert_eq!(deleted.action, EventAction::Delete);
    assert_eq!(deleted.object, EventObject::Absent);
}

#[test]
fn unknown_values_are_kept() {
    let badge = json!({ "color": "blue" });
    let mut unknown = event("badge", &badge);
    unknown["action"] = json!("FREEZE");
    unknown["source"] = json!("MOON");
    let unknown = receive(&unknown).unwrap();
    assert_eq!(unknown.action.as_str(), "FREEZE");
    assert_eq!(unknown.source.as_str(), "MOON");
    assert_eq!(unknown.object_type, "badge");
    assert_eq!(other(&unknown), &badge);
}

#[test]
fn unexpected_objects_are_kept() {
    for object in [json!({ "member_id": 5 }), json!("member-1"), json!([])] {
        let event = receive(&event("member", &object)).unwrap();
        assert_eq!(other(&event), &object);
    }
}

#[test]
#[cfg(feature = "b2b")]
fn unknown_fields_of_an_object_are_ignored() {
    let member = json!({ "member_id": "member-1", "shoe_size": 42 });
    let member = receive(&event("member", &member)).unwrap().object;
    assert!(matches!(member, EventObject::Member(it) if it.member_id == "member-1"));
}

#[test]
fn other_bodies_are_errors() {
    assert!(receive(&json!([1])).is_err());
    let mut event = event("member", &json!({}));
    event["event_id"] = json!(5);
    assert!(receive(&event).is_err());
}

#[test]
fn debug_omits_undecoded_json() {
    let shown = format!("{:?}", receive(&event("badge", &json!({ "code": "s3cret" }))).unwrap());
    assert!(shown.contains("badge") && shown.contains("vertical"), "{shown}");
    assert!(!shown.contains("s3cret") && !shown.contains("B2B"), "{shown}");
}
