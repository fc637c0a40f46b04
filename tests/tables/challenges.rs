//! Tokens, passcodes and passwords for the calls that need one.

use serde_json::{Map, Value};
use stytch_api::{Client, catalog::Catalog, sandbox::Sandbox};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::sample::{Fields, sample};

/// The endpoints that need a token or passcode, the call that sends it, and the field that it goes into.
const CHALLENGES: [(&str, &str, &str); 9] = [
    ("b2b.magic_links.authenticate", "b2b.magic_links.email.login_or_signup", "magic_links_token"),
    (
        "b2b.magic_links.discovery.authenticate",
        "b2b.magic_links.email.discovery.send",
        "discovery_magic_links_token",
    ),
    ("b2b.otps.email.authenticate", "b2b.otps.email.login_or_signup", "code"),
    ("b2b.otps.email.discovery.authenticate", "b2b.otps.email.discovery.send", "code"),
    ("b2b.otps.sms.authenticate", "b2b.otps.sms.send", "code"),
    ("b2b.passwords.email.reset", "b2b.passwords.email.reset_start", "password_reset_token"),
    ("consumer.magic_links.authenticate", "consumer.magic_links.email.login_or_create", "token"),
    ("consumer.otps.authenticate", "consumer.otps.email.login_or_create", "code"),
    ("consumer.passwords.email.reset", "consumer.passwords.email.reset_start", "token"),
];

/// The endpoints that need another call first, and the fields of its response that they need.
const PREPARATIONS: [(&str, &str, &[&str]); 12] = [
    ("b2b.discovery.organizations.list", DISCOVERY, &["intermediate_session_token"]),
    ("b2b.discovery.organizations.create", DISCOVERY, &["intermediate_session_token"]),
    ("b2b.discovery.intermediate_sessions.exchange", DISCOVERY, &["intermediate_session_token"]),
    ("b2b.passwords.authenticate", "b2b.passwords.email.reset", &[]),
    ("b2b.passwords.existing_password.reset", "b2b.passwords.email.reset", &[]),
    ("b2b.organizations.members.delete_password", "b2b.passwords.email.reset", &["member"]),
    ("consumer.magic_links.email.revoke_invite", "consumer.magic_links.email.invite", &[]),
    ("consumer.passwords.authenticate", "consumer.passwords.create", &[]),
    ("consumer.passwords.existing_password.reset", "consumer.passwords.create", &[]),
    ("consumer.passwords.email.reset_start", "consumer.passwords.create", &[]),
    ("consumer.passwords.email.reset", "consumer.passwords.create", &[]),
    ("consumer.otps.authenticate", "consumer.otps.email.login_or_create", &["email_id"]),
];

const DISCOVERY: &str = "b2b.magic_links.discovery.authenticate";

/// The endpoints that need a token from a start URL, its path, and the field that the token goes into.
const START_URLS: [(&str, &str, &str); 4] = [
    ("b2b.oauth.authenticate", "/v1/b2b/public/oauth/google/start", "oauth_token"),
    (
        "b2b.oauth.discovery.authenticate",
        "/v1/b2b/public/oauth/google/discovery/start",
        "discovery_oauth_token",
    ),
    ("b2b.sso.authenticate", "/v1/public/sso/start", "sso_token"),
    ("consumer.oauth.authenticate", "/v1/public/oauth/google/start", "token"),
];

/// Adds what the endpoint `name` needs to its values: a token, a passcode, or the result of another call.
pub(crate) async fn add_challenge(
    sandbox: &Sandbox,
    client: &Client,
    name: &str,
    values: &mut Map<String, Value>,
) {
    for (_, prepare, fields) in PREPARATIONS.iter().filter(|(prepared, ..)| *prepared == name) {
        Box::pin(add_challenge(sandbox, client, prepare, values)).await;
        let response = call(client, prepare, values).await;
        values.extend(fields.iter().map(|field| ((*field).to_owned(), response[field].clone())));
    }
    for (_, send, field) in CHALLENGES.iter().filter(|(challenged, ..)| *challenged == name) {
        call(client, send, values).await;
        let message = sandbox.outbox().pop().expect("a message");
        let secret = message.token.or(message.code).expect("a token or a passcode");
        values.insert((*field).to_owned(), secret.expose().into());
    }
    for (_, path, field) in START_URLS.iter().filter(|(started, ..)| *started == name) {
        values.insert((*field).to_owned(), open(sandbox, path, values).await.into());
    }
    if let Some(member) = values.remove("member") {
        values.insert("member_password_id".to_owned(), member["member_password_id"].clone());
    }
    if let Some(email_id) = values.remove("email_id") {
        values.insert("method_id".to_owned(), email_id);
    }
}

/// Opens a start URL, and returns the token of the URL that it redirects to.
async fn open(sandbox: &Sandbox, path: &str, values: &Map<String, Value>) -> String {
    let email = values.get("email_address").or_else(|| values.get("email"));
    sandbox.sign_in_as(email.and_then(Value::as_str).expect("an email address"));
    let organization = values.get("organization_id").and_then(Value::as_str).unwrap_or_default();
    let address = sandbox.url().strip_prefix("http://").expect("a plain URL");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!(
        "GET {path}?public_token=public-token-test-1&organization_id={organization} HTTP/1.1\r\n\
         host: sandbox\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("a request");
    let mut response = String::new();
    stream.read_to_string(&mut response).await.expect("a response");
    let (_, token) = response.split_once("&token=").expect("a redirect");
    token.lines().next().expect("a token").to_owned()
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
