//! The sandbox serves and validates every endpoint by its table.

use serde_json::{Map, Value};
use stytch_api::{
    sandbox::Sandbox,
    schema::{Auth, BodyFormat, Envelope, Location, Presence},
};

use crate::{
    calls::{Exchange, call_each},
    endpoints::{endpoints, flattened_field, named_fields},
    replay::Replay,
};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a sandbox")
}

#[tokio::test]
async fn every_endpoint_accepts_a_valid_request() {
    let sandbox = sandbox().await;
    let exchanges = call_each(&sandbox).await;
    for spec in endpoints() {
        assert!(exchanges.iter().any(|exchange| std::ptr::eq(exchange.spec, spec)), "{spec}");
    }
    for Exchange { spec, received, response, .. } in &exchanges {
        let endpoint = received.endpoint.expect("an endpoint");
        assert!(std::ptr::eq(endpoint, *spec), "{spec} went to {endpoint}");
        let object = (spec.response)().read(response.to_string().as_bytes());
        assert!(object.is_ok(), "{spec}: {object:?}");
        let has_envelope = response["status_code"] == 200 && response["request_id"].is_string();
        // The vendor's SDKs require an envelope of M2M tokens, which RFC 6749 does not have.
        let is_token = spec.path == "/v1/public/{project_id}/oauth2/token";
        assert_eq!(has_envelope, spec.envelope == Envelope::Stytch || is_token, "{spec}");
        for field in named_fields((spec.response)()) {
            let is_optional = field.presence == Presence::Optional;
            assert!(
                is_optional || response.get(field.wire_name).is_some(),
                "{spec}: {}",
                field.wire_name
            );
        }
    }
}

#[tokio::test]
async fn responses_repeat_the_ids_of_the_request() {
    let mut count = 0;
    for Exchange { spec, sent, response, .. } in call_each(&sandbox().await).await {
        // A Member whose password was deleted no longer has its ID.
        let ids = sent.iter().filter(|(name, _)| name.ends_with("_id"));
        for (name, value) in ids.filter(|(name, _)| *name != "member_password_id") {
            for echoed in values_named(&response, name) {
                assert_eq!(echoed, value, "{spec}: {name}");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

/// The values of `name` in the response and in the objects directly inside it.
fn values_named<'a>(response: &'a Value, name: &'a str) -> impl Iterator<Item = &'a Value> {
    let inner = response.as_object().into_iter().flat_map(Map::values);
    inner.chain([response]).filter_map(move |object| object.as_object()?.get(name))
}

#[tokio::test]
async fn endpoints_with_auth_reject_wrong_credentials() {
    let sandbox = sandbox().await;
    let mut accepted = 0;
    for Exchange { spec, received, .. } in call_each(&sandbox).await {
        for authorization in [None, Some("Basic cHJvamVjdDpzZWNyZXQ="), Some("Bearer token")] {
            let mut replay = Replay::new(&received);
            replay.authorization = authorization.map(str::to_owned);
            let (status, body) = replay.send(&sandbox).await;
            let is_public = spec.auth == Auth::None || spec.path.ends_with("/jwks/{project_id}");
            let expected = if is_public { 200 } else { 401 };
            assert_eq!(status, expected, "{spec}: {body}");
            accepted += usize::from(expected == 200);
        }
    }
    assert_eq!(accepted, 12, "two OAuth endpoints and two key sets, three requests each");
}

#[tokio::test]
async fn unknown_field_is_rejected_by_name() {
    let sandbox = sandbox().await;
    let exchanges = call_each(&sandbox).await;
    let names_all = |exchange: &&Exchange| flattened_field((exchange.spec.request)()).is_none();
    for Exchange { spec, received, .. } in exchanges.iter().filter(names_all) {
        let mut replay = Replay::new(received);
        match spec.body {
            BodyFormat::Json => {
                let mut body: Map<String, Value> =
                    serde_json::from_str(&replay.body).expect("JSON");
                body.insert("zzz_unknown".to_owned(), Value::from("a"));
                replay.body = Value::Object(body).to_string();
            }
            BodyFormat::Form => replay.body.push_str("&zzz_unknown=a"),
            _ => {
                let query = replay.query.map(|query| format!("{query}&")).unwrap_or_default();
                replay.query = Some(format!("{query}zzz_unknown=a"));
            }
        }
        let (status, body) = replay.send(&sandbox).await;
        assert_eq!(status, 400, "{spec}: {body}");
        assert!(body.contains("`zzz_unknown`"), "{spec}: {body}");
    }
}

#[tokio::test]
async fn missing_field_is_rejected_by_name() {
    let sandbox = sandbox().await;
    let mut count = 0;
    for Exchange { spec, received, .. } in call_each(&sandbox).await {
        let fields = (spec.request)().fields.iter();
        for field in fields.filter(|field| field.presence == Presence::Required) {
            let mut replay = Replay::new(&received);
            match field.location {
                Location::Query => {
                    replay.query = replay.query.map(|query| without(&query, field.wire_name));
                }
                Location::Body if spec.body == BodyFormat::Form => {
                    replay.body = without(&replay.body, field.wire_name);
                }
                Location::Body => {
                    let mut body: Map<String, Value> =
                        serde_json::from_str(&replay.body).expect("JSON");
                    assert!(body.remove(field.wire_name).is_some(), "{spec}: {}", field.wire_name);
                    replay.body = Value::Object(body).to_string();
                }
                // Without the segment, the path is that of another endpoint.
                _ => continue,
            }
            count += 1;
            let (status, body) = replay.send(&sandbox).await;
            assert_eq!(status, 400, "{spec}: {body}");
            assert!(
                body.contains(&format!("`{}`: it is required", field.wire_name)),
                "{spec}: {body}"
            );
        }
    }
    assert!(count > 200, "{count}");
}

/// Removes `name` from `name=value` pairs.
fn without(pairs: &str, name: &str) -> String {
    let rest = form_urlencoded::parse(pairs.as_bytes()).filter(|(key, _)| key != name);
    form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish()
}
