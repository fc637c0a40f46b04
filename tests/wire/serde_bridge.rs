//! Requests, responses and objects as parts of the user's own serde types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stytch_api::{
    Json, MemberCredential, Nullable, Timestamp,
    b2b::{Member, MemberStatus, totps},
};
use stytch_downstream::widgets::{Part, ReplaceRequest, Widget, WidgetKind};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Cache {
    member: Member,
    others: BTreeMap<String, Option<Member>>,
    status: MemberStatus,
    seen: Timestamp,
    nickname: Nullable<String>,
}

#[test]
fn objects_can_be_fields_of_user_types() {
    let mut member = Member::default();
    member.member_id = "ada".to_owned();
    member.status = MemberStatus::from("new");
    let cache = Cache {
        others: BTreeMap::from([("b".to_owned(), Some(member.clone())), ("c".to_owned(), None)]),
        member,
        status: MemberStatus::Active,
        seen: Timestamp::from("2026-01-31T09:30:00Z"),
        nickname: Nullable::Null,
    };
    let json = serde_json::to_string(&cache).unwrap();
    assert_eq!(serde_json::from_str::<Cache>(&json).unwrap(), cache);
    let value = serde_json::to_value(&cache).unwrap();
    assert_eq!(value["member"]["status"], "new");
    assert_eq!(serde_json::from_value::<Cache>(value).unwrap(), cache);
}

#[test]
fn request_survives_a_round_trip_with_every_field() {
    let request = ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, 1.5, "1234")
        .dry_run(false)
        .member_credential(MemberCredential::jwt("jwt"))
        .colour(Nullable::Null)
        .names(["Screw", "Pin"])
        .note(Json::from("n"))
        .extra([("a", 1)]);
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(json["organization_id"], "acme");
    assert_eq!(json["member_credential"]["X-Stytch-Member-SessionJWT"], "jwt");
    assert_eq!(json["colour"], Json::Null);
    assert_eq!(json["names"], Json::from(["Screw", "Pin"].to_vec()));
    assert!(json.get("keep").is_none());
    let decoded: ReplaceRequest = serde_json::from_value(json).unwrap();
    assert_eq!(decoded, request);
    assert_eq!(decoded.clone(), request);
    let full = request
        .clone()
        .keep(["a", "b"])
        .colour("red")
        .parts([Part::new(1, "").inner([Part::new(0, "c")])])
        .purposes([("hold", Part::new(2, ""))])
        .idempotency_key("key")
        .count(-3)
        .r#type("sale");
    assert_eq!(full.clone(), full);
    assert_ne!(full.clone(), request);
    assert_eq!(serde_json::to_value(full.clone()).unwrap(), serde_json::to_value(&full).unwrap());
    assert_ne!(decoded.dry_run(true), request);
}

#[test]
fn recursive_object_survives_a_round_trip() {
    let origin = Widget::default().name("ore").kind(WidgetKind::Round).pin("1234");
    let widget = Widget::default().name("bolt").kind(WidgetKind::Round).origin(origin);
    let json = serde_json::to_value(&widget).unwrap();
    assert_eq!(json["origin"]["name"], "ore");
    assert!(json["origin"].get("origin").is_none());
    let decoded: Widget = serde_json::from_value(json).unwrap();
    assert_eq!((&decoded, &decoded.clone()), (&widget, &widget));
    assert_ne!(decoded.clone().origin(Widget::default()), widget);
    let shown = format!("{widget:?}");
    assert!(shown.contains("ore") && !shown.contains("1234"), "{shown}");
    let null: Widget = serde_json::from_str(r#"{"origin":null}"#).unwrap();
    assert!(null.origin.is_none());
    let deep = r#"{"origin":"#.repeat(100_000);
    assert!(serde_json::from_str::<Widget>(&deep).unwrap_err().to_string().contains("recursion"));
}

#[test]
fn error_does_not_quote_a_secret_of_the_wrong_type() {
    for json in ["123456", "true", "[123456]", r#"{"code":123456}"#, "null"] {
        let message = serde_json::from_str::<stytch_api::Secret>(json).unwrap_err().to_string();
        assert!(message.starts_with("expected string, found"), "{message}");
        assert!(!message.contains("123456"), "{message}");
    }
}

#[test]
fn serde_errors_contain_the_path() {
    let error = serde_json::from_str::<totps::MigrateRequest>(r#"{"organization_id":"o"}"#);
    let message = error.unwrap_err().to_string();
    assert!(message.starts_with("member_id: required, but absent or null"), "{message}");
    let error = serde_json::from_str::<Widget>(r#"{"parts":[{},{"number":"x"}]}"#).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("parts[1].number: expected 32-bit integer, found string"),
        "{message}"
    );
    let error = serde_json::from_str::<Cache>(r#"{"member":{"roles":[7]}}"#).unwrap_err();
    assert!(error.to_string().starts_with("roles[0]: expected object, found number"), "{error}");
}
