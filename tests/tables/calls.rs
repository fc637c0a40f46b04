//! Valid sandbox calls of every endpoint, made from its table.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use stytch_api::{
    Client,
    b2b::{
        organizations::{self, members},
        recovery_codes, totps,
    },
    catalog::Catalog,
    common::m2m,
    sandbox::{ReceivedRequest, Sandbox},
    schema::{EndpointSpec, Kind},
};
use stytch_tests::clients::Clients;

use crate::{
    challenges::add_challenge,
    endpoints::endpoints,
    sample::{Fields, sample},
};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

/// The endpoints that use the state of the sandbox, for which the IDs of a sample would be unknown.
/// Each has the optional fields that its call needs, because one of several fields must be set.
const STATEFUL: [(&str, &[&str]); 96] = [
    ("b2b.organizations.create", &[]),
    ("b2b.organizations.get", &[]),
    ("b2b.organizations.update", &[]),
    ("b2b.organizations.delete", &[]),
    ("b2b.organizations.search", &[]),
    ("b2b.organizations.members.create", &[]),
    ("b2b.organizations.members.get", &["member_id"]),
    ("b2b.organizations.members.update", &[]),
    ("b2b.organizations.members.delete", &[]),
    ("b2b.organizations.members.search", &[]),
    ("b2b.organizations.members.delete_totp", &[]),
    ("b2b.organizations.members.reactivate", &[]),
    ("b2b.magic_links.email.login_or_signup", &[]),
    ("b2b.magic_links.email.invite", &[]),
    ("b2b.magic_links.authenticate", &[]),
    ("b2b.magic_links.email.discovery.send", &[]),
    ("b2b.magic_links.discovery.authenticate", &[]),
    ("b2b.otps.email.login_or_signup", &[]),
    ("b2b.otps.email.authenticate", &[]),
    ("b2b.otps.email.discovery.send", &[]),
    ("b2b.otps.email.discovery.authenticate", &[]),
    ("b2b.otps.sms.send", &["mfa_phone_number"]),
    ("b2b.otps.sms.authenticate", &[]),
    ("b2b.discovery.organizations.list", &["intermediate_session_token"]),
    ("b2b.discovery.organizations.create", &[]),
    ("b2b.discovery.intermediate_sessions.exchange", &[]),
    ("b2b.passwords.authenticate", &[]),
    ("b2b.passwords.migrate", &[]),
    ("b2b.passwords.strength_check", &[]),
    ("b2b.passwords.email.reset_start", &[]),
    ("b2b.passwords.email.reset", &[]),
    ("b2b.passwords.existing_password.reset", &[]),
    ("b2b.passwords.sessions.reset", &["session_token"]),
    ("b2b.organizations.members.delete_password", &[]),
    ("b2b.oauth.authenticate", &[]),
    ("b2b.oauth.discovery.authenticate", &[]),
    ("b2b.sso.authenticate", &[]),
    ("b2b.totps.create", &[]),
    ("b2b.totps.authenticate", &[]),
    ("b2b.totps.migrate", &[]),
    ("b2b.recovery_codes.get", &[]),
    ("b2b.recovery_codes.recover", &[]),
    ("b2b.recovery_codes.rotate", &[]),
    ("b2b.sessions.get", &[]),
    ("b2b.sessions.authenticate", &["session_token"]),
    ("b2b.sessions.revoke", &["session_token"]),
    ("b2b.sessions.exchange", &["session_token"]),
    ("b2b.sessions.get_jwks", &[]),
    ("b2b.rbac.organizations.get_org_policy", &[]),
    ("b2b.rbac.organizations.set_org_policy", &[]),
    ("b2b.m2m.clients.create", &[]),
    ("b2b.m2m.clients.get", &[]),
    ("b2b.m2m.clients.update", &[]),
    ("b2b.m2m.clients.delete", &[]),
    ("b2b.m2m.clients.search", &[]),
    ("b2b.m2m.clients.secrets.rotate_start", &[]),
    ("b2b.m2m.clients.secrets.rotate_cancel", &[]),
    ("b2b.m2m.clients.secrets.rotate", &[]),
    ("b2b.m2m.token", &[]),
    ("b2b.connected_app.introspect", &[]),
    ("consumer.users.create", &["email"]),
    ("consumer.users.get", &[]),
    ("consumer.users.update", &[]),
    ("consumer.users.search", &[]),
    ("consumer.users.delete", &[]),
    ("consumer.users.delete_totp", &[]),
    ("consumer.magic_links.create", &[]),
    ("consumer.magic_links.authenticate", &[]),
    ("consumer.magic_links.email.login_or_create", &[]),
    ("consumer.magic_links.email.send", &["user_id"]),
    ("consumer.magic_links.email.invite", &[]),
    ("consumer.magic_links.email.revoke_invite", &[]),
    ("consumer.otps.authenticate", &[]),
    ("consumer.otps.email.login_or_create", &[]),
    ("consumer.otps.email.send", &["user_id"]),
    ("consumer.otps.sms.login_or_create", &[]),
    ("consumer.otps.sms.send", &["user_id"]),
    ("consumer.otps.whatsapp.login_or_create", &[]),
    ("consumer.otps.whatsapp.send", &["user_id"]),
    ("consumer.passwords.create", &[]),
    ("consumer.passwords.authenticate", &[]),
    ("consumer.passwords.migrate", &[]),
    ("consumer.passwords.strength_check", &[]),
    ("consumer.passwords.email.reset_start", &[]),
    ("consumer.passwords.email.reset", &[]),
    ("consumer.passwords.existing_password.reset", &[]),
    ("consumer.passwords.sessions.reset", &["session_token"]),
    ("consumer.oauth.authenticate", &[]),
    ("consumer.totps.create", &[]),
    ("consumer.totps.authenticate", &[]),
    ("consumer.totps.recover", &[]),
    ("consumer.totps.recovery_codes", &[]),
    ("consumer.sessions.get", &[]),
    ("consumer.sessions.authenticate", &["session_token"]),
    ("consumer.sessions.revoke", &["session_token"]),
    ("consumer.sessions.get_jwks", &[]),
];

/// A call and its response.
pub(crate) struct Exchange {
    pub(crate) spec: &'static EndpointSpec,
    pub(crate) sent: Map<String, Value>,
    pub(crate) received: ReceivedRequest,
    pub(crate) response: Value,
}

/// Calls every endpoint with its required fields, and each stateless endpoint also with all fields.
pub(crate) async fn call_each(sandbox: &Sandbox) -> Vec<Exchange> {
    let client = sandbox.client_builder().retries(0).build().expect("a client");
    let clients = Clients::new(sandbox.client_builder(), sandbox.management_client_builder());
    let catalog = Catalog::stytch();
    let stateful = STATEFUL.map(|(name, _)| catalog.find(name).expect("an endpoint"));
    let fixture = fixture(sandbox, &client, "all").await;
    let mut exchanges = Vec::new();
    for spec in endpoints() {
        if stateful.iter().any(|stateful| std::ptr::eq(*stateful, spec)) {
            continue;
        }
        for fields in [Fields::Required, Fields::All] {
            let mut sent = sample((spec.request)(), fields);
            set_session(spec, &mut sent, &fixture["session_token"]);
            exchanges.push(call(sandbox, &clients, spec, sent).await);
        }
    }
    for ((name, optional), spec) in STATEFUL.into_iter().zip(stateful) {
        let fixture = fixture_for(sandbox, &client, name).await;
        let mut sent = sample((spec.request)(), Fields::Required);
        let values = fixture
            .iter()
            .filter(|(field, _)| sent.contains_key(*field) || optional.contains(&field.as_str()));
        let values: Vec<_> = values.map(|(field, value)| (field.clone(), value.clone())).collect();
        sent.extend(values);
        exchanges.push(call(sandbox, &clients, spec, sent).await);
    }
    exchanges
}

async fn call(
    sandbox: &Sandbox,
    clients: &Clients,
    spec: &'static EndpointSpec,
    sent: Map<String, Value>,
) -> Exchange {
    let response = clients.send_json(spec, sent.clone()).await;
    let response = response.unwrap_or_else(|error| panic!("{spec}: {error}"));
    let received = sandbox.requests().pop().expect("the request");
    Exchange { spec, sent, received, response }
}

/// Replaces the session of a sample with that of an existing Member.
fn set_session(spec: &EndpointSpec, sent: &mut Map<String, Value>, session_token: &Value) {
    for field in (spec.request)().fields {
        if let (Kind::Header(names), Some(value)) = (field.kind, sent.get_mut(field.wire_name)) {
            *value = json!({ names[0]: session_token });
        }
    }
}

/// Creates the objects that a call needs and returns their values by field name.
async fn fixture_for(sandbox: &Sandbox, client: &Client, name: &str) -> Map<String, Value> {
    if name.starts_with("consumer.") {
        let mut fixture = user_fixture(sandbox, client, name).await;
        add_challenge(sandbox, client, name, &mut fixture).await;
        return fixture;
    }
    let mut fixture = fixture(sandbox, client, name).await;
    let organization_id = fixture["organization_id"].as_str().expect("a string").to_owned();
    let member_id = fixture["member_id"].as_str().expect("a string").to_owned();
    let members = client.b2b().organizations().members();
    match name {
        // A Member has at most one authenticator.
        "b2b.totps.create" | "b2b.totps.migrate" => {
            let delete = members::DeleteTotpRequest::new(organization_id, member_id);
            members.delete_totp(delete).await.expect("a Member without an authenticator");
        }
        "b2b.organizations.members.reactivate" => {
            let delete = members::DeleteRequest::new(organization_id, member_id);
            members.delete(delete).await.expect("a deleted Member");
        }
        "b2b.m2m.clients.secrets.rotate_cancel" | "b2b.m2m.clients.secrets.rotate" => {
            let client_id = fixture["client_id"].as_str().expect("a string");
            let start = m2m::clients::secrets::RotateStartRequest::new(client_id);
            let secrets = client.b2b().m2m().clients().secrets();
            secrets.rotate_start(start).await.expect("a second secret");
        }
        "b2b.organizations.members.create"
        | "b2b.magic_links.email.invite"
        | "b2b.passwords.migrate" => {
            fixture.insert("email_address".to_owned(), json!("new@acme.example"));
        }
        _ => {}
    }
    add_challenge(sandbox, client, name, &mut fixture).await;
    fixture
}

/// Creates an Organization, and a Member with an authenticator, recovery codes and a session.
async fn fixture(sandbox: &Sandbox, client: &Client, name: &str) -> Map<String, Value> {
    let b2b = client.b2b();
    let create = organizations::CreateRequest::new(name);
    let organization = b2b.organizations().create(create).await.expect("an Organization");
    let organization_id = organization.organization.organization_id;
    let create = members::CreateRequest::new(&organization_id, "ada@acme.example");
    let member_id = b2b.organizations().members().create(create).await.expect("a Member").member_id;
    let migrate = totps::MigrateRequest::new(&organization_id, &member_id, SECRET);
    let migrated = b2b.totps().migrate(migrate).await.expect("an authenticator");
    let [first, second] = [0, 1].map(|index| migrated.recovery_codes[index].expose().to_owned());
    let recover = recovery_codes::RecoverRequest::new(&organization_id, &member_id, first);
    let session = b2b.recovery_codes().recover(recover).await.expect("a session");
    let create = m2m::clients::CreateRequest::new(["read:users"]);
    let m2m_client = b2b.m2m().clients().create(create).await.expect("an M2M client").m2m_client;
    let fixture = json!({
        "client_id": m2m_client.client_id,
        "client_secret": m2m_client.client_secret.expose(),
        "organization_ids": [&organization_id],
        "organization_id": organization_id,
        "member_id": member_id,
        "email_address": "ada@acme.example",
        "mfa_phone_number": "+12025550162",
        "password": "correct horse battery staple",
        "existing_password": "correct horse battery staple",
        "new_password": "another quite long password",
        "session_token": session.session_token.expose(),
        "recovery_code": second,
        "secret": SECRET,
        "code": code(SECRET),
        "project_id": sandbox.project_id(),
    });
    fixture.as_object().expect("an object").clone()
}

/// Creates a User with an authenticator, recovery codes and a session.
async fn user_fixture(sandbox: &Sandbox, client: &Client, name: &str) -> Map<String, Value> {
    use stytch_api::consumer::{totps, users};

    let consumer = client.consumer();
    let email = |user: &str| format!("{user}@{name}.example");
    let create = users::CreateRequest::new().email(email("ada"));
    let user_id = consumer.users().create(create).await.expect("a User").user_id;
    let mut fixture = json!({
        "email": email("bob"),
        // The names of the calls that use it have different lengths.
        "phone_number": format!("+12025550{:03}", name.len()),
        "password": "correct horse battery staple",
        "existing_password": "correct horse battery staple",
        "new_password": "another quite long password",
        "user_id": user_id,
        "project_id": sandbox.project_id(),
    });
    // A User has at most one authenticator.
    if name != "consumer.totps.create" {
        let totp = consumer.totps().create(totps::CreateRequest::new(&user_id)).await;
        let totp = totp.expect("an authenticator");
        let recover = totps::RecoverRequest::new(&user_id, &totp.recovery_codes[0]);
        let recover = recover.session_duration_minutes(60);
        let session = consumer.totps().recover(recover).await.expect("a session");
        fixture["totp_id"] = json!(totp.totp_id);
        fixture["session_token"] = json!(session.session_token.expect("a token").expose());
        fixture["recovery_code"] = json!(totp.recovery_codes[1].expose());
        fixture["totp_code"] = json!(code(totp.secret.expose()));
    }
    fixture.as_object().expect("an object").clone()
}

/// Returns the current code of an authenticator.
fn code(secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("an authenticator");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    totp.generate(now.as_secs()).to_string()
}
