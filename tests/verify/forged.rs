//! Whatever is made of a token, a key set or a policy: no panic, no secret shown, nothing accepted
//! that was not signed.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use stytch_api::{Client, b2b::AuthorizationCheck, common::Jwk, verify::KeyCache};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::runtime::Builder;

use crate::setup::{Signer, at, check, claims, key_set};

/// A client with the first key at hand whose calls, should it make any, go nowhere.
static OFFLINE: LazyLock<Client> = LazyLock::new(|| {
    let keys = KeyCache::new();
    let jwk: Jwk = serde_json::from_value(Signer::first().jwk()).expect("a key");
    keys.seed(PROJECT_ID, &[jwk]);
    let builder = Client::builder(PROJECT_ID, "secret-test-1").base_url("http://127.0.0.1:9");
    builder.key_cache(keys).retries(0).build().expect("a client")
});

fn run<T>(checking: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(checking)
}

/// One change of a text.
#[derive(Clone, Debug)]
enum Change {
    Replace(Index, u8),
    Insert(Index, char),
    Remove(Index),
    Truncate(Index),
    Repeat(Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(index, byte)| Change::Replace(index, byte)),
        (any::<Index>(), any::<char>()).prop_map(|(index, letter)| Change::Insert(index, letter)),
        any::<Index>().prop_map(Change::Remove),
        any::<Index>().prop_map(Change::Truncate),
        any::<Index>().prop_map(Change::Repeat),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for change in changes {
        let place = |index: &Index| index.index(letters.len().max(1));
        match change {
            Change::Replace(index, byte) => {
                let place = place(index);
                if let Some(letter) = letters.get_mut(place) {
                    *letter = char::from(*byte);
                }
            }
            Change::Insert(index, letter) => {
                letters.insert(place(index).min(letters.len()), *letter);
            }
            Change::Remove(index) => {
                let place = place(index);
                if place < letters.len() {
                    letters.remove(place);
                }
            }
            Change::Truncate(index) => letters.truncate(place(index)),
            Change::Repeat(index) => {
                let tail = letters[place(index).min(letters.len())..].to_vec();
                letters.extend(tail);
            }
        }
    }
    letters.into_iter().collect()
}

/// Any JSON, of the kinds that break readers.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(Value::from(PROJECT_ID)),
        Just(Value::from("*")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Every place in a JSON value.
fn places(json: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                places(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// `json` with what stands at some places replaced.
fn mutated(mut json: Value, changes: &[(Index, Value)]) -> Value {
    for (index, value) in changes {
        let mut all = Vec::new();
        places(&json, "", &mut all);
        if let Some(place) = json.pointer_mut(&all[index.index(all.len())]) {
            *place = value.clone();
        }
    }
    json
}

fn json_changes() -> impl Strategy<Value = Vec<(Index, Value)>> {
    prop::collection::vec((any::<Index>(), any_json()), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_token_that_was_altered_is_refused(changes in prop::collection::vec(change(), 1..4)) {
        let signer = Signer::first();
        let jwt = signer.jwt(&claims());
        let altered = changed(&jwt, &changes);
        let checked = run(async { check(&OFFLINE, &altered).await });
        match checked {
            Ok(_) => prop_assert_eq!(altered, jwt),
            Err(error) => {
                let shown = format!("{error} {error:?}");
                for part in altered.split('.').filter(|part| part.len() > 12) {
                    prop_assert!(!shown.contains(part), "{}", shown);
                }
            }
        }
    }
}

/// Whether the session's role has the permission, by the policy as it was sent.
fn lets_an_editor_read(policy: &Value) -> bool {
    let elements = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let roles = elements(&policy["policy"]["roles"]);
    roles
        .iter()
        .filter(|role| ["editor", "stytch_member"].map(Value::from).contains(&role["role_id"]))
        .any(|role| {
            elements(&role["permissions"]).iter().any(|permission| {
                let actions = elements(&permission["actions"]);
                permission["resource_id"] == "documents"
                    && (actions.contains(&json!("read")) || actions.contains(&json!("*")))
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn claims_of_any_make_do_no_harm(changes in json_changes()) {
        let signer = Signer::first();
        let claims = mutated(claims(), &changes);
        let jwt = signer.jwt(&claims);
        let checked = run(async { check(&OFFLINE, &jwt).await });
        if let Ok(verified) = checked {
            prop_assert_eq!(claims["sub"].as_str(), Some(&*verified.session.member_id));
            let aud = &claims["aud"];
            prop_assert!(*aud == PROJECT_ID || aud.as_array().unwrap().contains(&json!(PROJECT_ID)));
            let iss = claims["iss"].as_str().unwrap();
            prop_assert_eq!(iss.trim_end_matches('/'), format!("stytch.com/{PROJECT_ID}"));
            // Three seconds after the issue.
            let now = 1_700_000_003.0;
            prop_assert!(claims["exp"].as_f64().unwrap() > now);
            prop_assert!(claims["iat"].as_f64().unwrap() <= now);
            prop_assert!(claims["nbf"].as_f64().is_none_or(|nbf| nbf <= now));
            prop_assert!(claims["https://stytch.com/session"].is_object());
            prop_assert!(claims["https://stytch.com/organization"]["organization_id"].is_string());
        }
    }

    #[test]
    fn key_sets_of_any_make_do_no_harm(changes in json_changes()) {
        let signer = Signer::first();
        let set = json!({ "status_code": 200, "request_id": "r", "keys": [signer.jwk()] });
        let set = mutated(set, &changes);
        let checked = run(async {
            let server = Server::start([MockResponse::json(set.to_string())]).await;
            check(&server.client(), &signer.jwt(&claims())).await
        });
        if checked.is_ok() {
            let keys = set["keys"].as_array().unwrap();
            prop_assert!(keys.iter().any(|key| key["n"] == signer.jwk()["n"]), "{}", set);
        }
    }

    #[test]
    fn policies_of_any_make_do_no_harm(changes in json_changes()) {
        let signer = Signer::first();
        let policy = json!({
            "status_code": 200,
            "request_id": "r",
            "policy": { "roles": [{
                "role_id": "editor",
                "description": "",
                "permissions": [{ "resource_id": "documents", "actions": ["read"] }],
            }], "resources": [], "scopes": [] },
        });
        let policy = mutated(policy, &changes);
        let checked = run(async {
            let answers = [key_set(&[signer.jwk()]), MockResponse::json(policy.to_string()), MockResponse::status(404, "{}")];
            let server = Server::start(answers).await;
            let permission = AuthorizationCheck::default()
                .organization_id("organization-test-1")
                .resource_id("documents")
                .action("read");
            let client = server.client();
            let jwt = signer.jwt(&claims());
            let check = client.b2b().sessions().authenticate_jwt(&jwt);
            check.now(at(3)).permission(permission).await
        });
        if checked.is_ok() {
            prop_assert!(lets_an_editor_read(&policy), "{}", policy);
        }
    }
}
