//! Tokens and passcodes for the calls that log in with one.

use serde_json::{Map, Value};
use stytch_api::{Client, catalog::Catalog, sandbox::Sandbox};

use crate::sample::{Fields, sample};

/// The endpoints that need a token or passcode, the call that sends it, and the field that it goes into.
const CHALLENGES: [(&str, &str, &str); 5] = [
    ("b2b.magic_links.authenticate", "b2b.magic_links.email.login_or_signup", "magic_links_token"),
    (
        "b2b.magic_links.discovery.authenticate",
        "b2b.magic_links.email.discovery.send",
        "discovery_magic_links_token",
    ),
    ("b2b.otps.email.authenticate", "b2b.otps.email.login_or_signup", "code"),
    ("b2b.otps.email.discovery.authenticate", "b2b.otps.email.discovery.send", "code"),
    ("b2b.otps.sms.authenticate", "b2b.otps.sms.send", "code"),
];

/// Adds the token or passcode that the endpoint `name` needs to its values.
pub(crate) async fn add_challenge(
    sandbox: &Sandbox,
    client: &Client,
    name: &str,
    values: &mut Map<String, Value>,
) {
    for (_, send, field) in CHALLENGES.iter().filter(|(challenged, ..)| *challenged == name) {
        call(client, send, values).await;
        let message = sandbox.outbox().pop().expect("a message");
        let secret = message.token.or(message.code).expect("a token or a passcode");
        values.insert((*field).to_owned(), secret.expose().into());
    }
    if name.starts_with("b2b.discovery.") {
        let authenticate = "b2b.magic_links.discovery.authenticate";
        Box::pin(add_challenge(sandbox, client, authenticate, values)).await;
        let response = call(client, authenticate, values).await;
        let field = "intermediate_session_token";
        values.insert(field.to_owned(), response[field].clone());
    }
}

/// Calls an endpoint with its required fields, and all others for which there is a value.
async fn call(client: &Client, name: &str, values: &Map<String, Value>) -> Value {
    let spec = Catalog::stytch().find(name).expect("an endpoint");
    let mut sent = sample((spec.request)(), Fields::Required);
    let is_field = |name: &str| (spec.request)().fields.iter().any(|it| it.wire_name == name);
    // The session is that of another Member in some calls.
    let values = values.iter().filter(|(name, _)| is_field(name) && *name != "session_token");
    sent.extend(values.map(|(name, value)| (name.clone(), value.clone())));
    let response = client.send_json(spec, sent).await;
    response.unwrap_or_else(|error| panic!("{spec}: {error}"))
}
