//! Altered policies of the project and of an Organization.

use proptest::prelude::*;
use serde_json::{Value, json};
use stytch_api::b2b::AuthorizationCheck;
use stytch_tests::{MockResponse, Server};

use crate::{
    block_on,
    mutate::{config, mutated},
    setup::{Signer, at, claims, claims_with},
};

/// Grants the roles `editor` and `stytch_member`, and the scope `files`, some permissions; reading
/// documents only if `actions` says so.
fn entries(name: &str, ids: &[&str], actions: &[&str]) -> Vec<Value> {
    let entry = |id| {
        json!({
            (name): id,
            "description": "",
            "permissions": [
                { "resource_id": "documents", "actions": actions },
                { "resource_id": "images", "actions": ["*"] },
            ],
        })
    };
    ids.iter().map(entry).collect()
}

fn project_policy(actions: &[&str]) -> Value {
    let roles = entries("role_id", &["editor", "stytch_member"], actions);
    let scopes = entries("scope", &["files"], actions);
    let policy = json!({ "roles": roles, "resources": [], "scopes": scopes });
    json!({ "status_code": 200, "request_id": "r", "policy": policy })
}

fn organization_policy(actions: &[&str]) -> Value {
    let roles = entries("role_id", &["editor"], actions);
    json!({ "status_code": 200, "request_id": "r", "org_policy": { "roles": roles } })
}

fn elements(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// Whether an entry with one of these IDs allows reading documents.
fn lets_read(entries: &Value, name: &str, ids: &[&str]) -> bool {
    elements(entries)
        .iter()
        .filter(|entry| ids.iter().any(|id| entry[name] == *id))
        .flat_map(|entry| elements(&entry["permissions"]))
        .filter(|permission| permission["resource_id"] == "documents")
        .any(|permission| {
            let actions = elements(&permission["actions"]);
            actions.contains(&json!("read")) || actions.contains(&json!("*"))
        })
}

/// Whether the policies let the session, and the access token, read documents; both are rejected if a
/// policy cannot be fetched.
fn check(project: &str, organization: &str) -> [bool; 2] {
    let signer = Signer::first();
    let session = signer.jwt(&claims());
    let token = json!({ "https://stytch.com/session": null, "scope": "openid files" });
    let token = signer.jwt(&claims_with(&token));
    let permission = || AuthorizationCheck::new("organization-test-1", "documents", "read");
    block_on(async {
        let server = Server::start([project, organization].map(MockResponse::json)).await;
        let client = server.client();
        client.seed_keys(&[serde_json::from_value(signer.jwk()).expect("a key")]);
        let session = client.b2b().sessions().authenticate_jwt(&session).now(at(3));
        let session = session.permission(permission()).await;
        let token = client.b2b().idp().authenticate_token(&token).now(at(3));
        let token = token.permission(permission()).await;
        for error in [session.as_ref().err(), token.as_ref().err()].into_iter().flatten() {
            assert!(error.is_denied() || error.is_unavailable(), "{error:?}");
        }
        [session.is_ok(), token.is_ok()]
    })
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn altered_project_policy_grants_only_what_it_says(
        policy in prop_oneof![mutated(project_policy(&["read"])), mutated(project_policy(&["write"]))],
    ) {
        let [session, token] = check(&policy, &organization_policy(&["write"]).to_string());
        let parsed = &parse(&policy)["policy"];
        let roles = ["editor", "stytch_member"];
        prop_assert!(!session || lets_read(&parsed["roles"], "role_id", &roles), "{}", policy);
        prop_assert!(!token || lets_read(&parsed["scopes"], "scope", &["files"]), "{}", policy);
    }

    #[test]
    fn altered_organization_policy_grants_only_what_it_says(
        policy in prop_oneof![
            mutated(organization_policy(&["read"])),
            mutated(organization_policy(&["write"])),
        ],
    ) {
        let [session, token] = check(&project_policy(&["write"]).to_string(), &policy);
        let roles = &parse(&policy)["org_policy"]["roles"];
        let is_granted = lets_read(roles, "role_id", &["editor", "stytch_member"]);
        prop_assert!(!session || is_granted, "{}", policy);
        // An Organization's policy has no scopes.
        prop_assert!(!token, "{}", policy);
    }
}
