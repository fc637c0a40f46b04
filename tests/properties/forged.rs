//! Altered tokens, claims, key sets and policies: no check panics, shows a secret, or accepts what was
//! not signed.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use stytch_api::{Client, b2b::AuthorizationCheck, common::Jwk};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::runtime::Builder;

use crate::setup::{Signer, at, check, claims, key_set};

/// A client that has the first key cached and cannot reach a server.
static OFFLINE: LazyLock<Client> = LazyLock::new(|| {
    let jwk: Jwk = serde_json::from_value(Signer::first().jwk()).expect("a key");
    let builder = Client::builder(PROJECT_ID, "secret-test-1").base_url("http://127.0.0.1:9");
    let client = builder.retries(0).build().expect("a client");
    client.seed_keys(&[jwk]);
    client
});

fn block_on<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

/// An edit of a text.
#[derive(Clone, Debug)]
enum Edit {
    Replace(Index, u8),
    Insert(Index, char),
    Remove(Index),
    Truncate(Index),
    Repeat(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(index, byte)| Edit::Replace(index, byte)),
        (any::<Index>(), any::<char>()).prop_map(|(index, char)| Edit::Insert(index, char)),
        any::<Index>().prop_map(Edit::Remove),
        any::<Index>().prop_map(Edit::Truncate),
        any::<Index>().prop_map(Edit::Repeat),
    ]
}

fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for edit in edits {
        let position = |index: &Index| index.index(chars.len().max(1));
        match edit {
            Edit::Replace(index, byte) => {
                let position = position(index);
                if let Some(char) = chars.get_mut(position) {
                    *char = char::from(*byte);
                }
            }
            Edit::Insert(index, char) => {
                chars.insert(position(index).min(chars.len()), *char);
            }
            Edit::Remove(index) => {
                let position = position(index);
                if position < chars.len() {
                    chars.remove(position);
                }
            }
            Edit::Truncate(index) => chars.truncate(position(index)),
            Edit::Repeat(index) => {
                let tail = chars[position(index).min(chars.len())..].to_vec();
                chars.extend(tail);
            }
        }
    }
    chars.into_iter().collect()
}

/// Generates JSON, including values that parsers often get wrong.
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

/// Adds the JSON pointers of `json`, which is at `at`, and of each value in it.
fn collect_pointers(json: &Value, at: &str, pointers: &mut Vec<String>) {
    pointers.push(at.to_owned());
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect_pointers(value, &format!("{at}/{name}"), pointers);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                collect_pointers(value, &format!("{at}/{index}"), pointers);
            }
        }
        _ => {}
    }
}

/// Replaces some of the values in `json`.
fn replace_values(mut json: Value, replacements: &[(Index, Value)]) -> Value {
    for (index, replacement) in replacements {
        let mut pointers = Vec::new();
        collect_pointers(&json, "", &mut pointers);
        if let Some(value) = json.pointer_mut(&pointers[index.index(pointers.len())]) {
            *value = replacement.clone();
        }
    }
    json
}

fn replacements() -> impl Strategy<Value = Vec<(Index, Value)>> {
    prop::collection::vec((any::<Index>(), any_json()), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn altered_token_is_rejected(edits in prop::collection::vec(edit(), 1..4)) {
        let signer = Signer::first();
        let jwt = signer.jwt(&claims());
        let altered = apply_edits(&jwt, &edits);
        match block_on(async { check(&OFFLINE, &altered).await }) {
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

/// Whether the policy grants the permission to one of the session's roles.
fn lets_editor_read(policy: &Value) -> bool {
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
    fn accepted_claims_are_valid(replacements in replacements()) {
        let signer = Signer::first();
        let claims = replace_values(claims(), &replacements);
        let jwt = signer.jwt(&claims);
        if let Ok(verified) = block_on(async { check(&OFFLINE, &jwt).await }) {
            prop_assert_eq!(claims["sub"].as_str(), Some(&*verified.session.member_id));
            let aud = &claims["aud"];
            prop_assert!(*aud == PROJECT_ID || aud.as_array().unwrap().contains(&json!(PROJECT_ID)));
            let iss = claims["iss"].as_str().unwrap();
            prop_assert_eq!(iss.trim_end_matches('/'), format!("stytch.com/{PROJECT_ID}"));
            // Three seconds after the token was issued.
            let now = 1_700_000_003.0;
            prop_assert!(claims["exp"].as_f64().unwrap() > now);
            prop_assert!(claims["iat"].as_f64().unwrap() <= now);
            prop_assert!(claims["nbf"].as_f64().is_none_or(|nbf| nbf <= now));
            prop_assert!(claims["https://stytch.com/session"].is_object());
            prop_assert!(claims["https://stytch.com/organization"]["organization_id"].is_string());
        }
    }

    #[test]
    fn token_is_accepted_only_if_its_key_is_in_the_set(replacements in replacements()) {
        let signer = Signer::first();
        let set = json!({ "status_code": 200, "request_id": "r", "keys": [signer.jwk()] });
        let set = replace_values(set, &replacements);
        let result = block_on(async {
            let server = Server::start([MockResponse::json(set.to_string())]).await;
            check(&server.client(), &signer.jwt(&claims())).await
        });
        if result.is_ok() {
            let keys = set["keys"].as_array().unwrap();
            prop_assert!(keys.iter().any(|key| key["n"] == signer.jwk()["n"]), "{}", set);
        }
    }

    #[test]
    fn permission_is_granted_only_by_the_policy(replacements in replacements()) {
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
        let policy = replace_values(policy, &replacements);
        let result = block_on(async {
            let responses = [key_set(&[signer.jwk()]), MockResponse::json(policy.to_string()), MockResponse::status(404, "{}")];
            let server = Server::start(responses).await;
            let permission = AuthorizationCheck::new("organization-test-1", "documents", "read");
            let client = server.client();
            let jwt = signer.jwt(&claims());
            let check = client.b2b().sessions().authenticate_jwt(&jwt);
            check.now(at(3)).permission(permission).await
        });
        if result.is_ok() {
            prop_assert!(lets_editor_read(&policy), "{}", policy);
        }
    }
}
