//! Signing keys, claims as Stytch issues them, and a server that has the keys.

use std::{
    error::Error as _,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::{KeyPair, PublicKeyComponents},
    signature::RSA_PKCS1_SHA256,
};
use serde_json::{Value, json};
use stytch_api::{
    Client, Error, Secret,
    b2b::MemberSession,
    sandbox::Sandbox,
    verify::{SessionCheck, TokenErrorKind, VerifiedSession},
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};

/// The time at which the tokens are issued.
pub(crate) const ISSUED: u64 = 1_700_000_000;

/// Returns the time that is so many seconds after [`ISSUED`].
pub(crate) fn at(after_issue: i64) -> SystemTime {
    let seconds = ISSUED.checked_add_signed(after_issue).expect("a time after 1970");
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// A key pair that signs JWTs as Stytch does.
pub(crate) struct Signer {
    pair: KeyPair,
    pub(crate) kid: &'static str,
}

impl Signer {
    /// The key called `key0`.
    pub(crate) fn first() -> Self {
        Self::new(include_bytes!("keys/first.pkcs8"), "key0")
    }

    /// The key called `key1`.
    pub(crate) fn second() -> Self {
        Self::new(include_bytes!("keys/second.pkcs8"), "key1")
    }

    fn new(key: &[u8], kid: &'static str) -> Self {
        Self { pair: KeyPair::from_pkcs8(key).expect("a key pair"), kid }
    }

    /// Returns the public key as an entry of a key set.
    pub(crate) fn jwk(&self) -> Value {
        let components = PublicKeyComponents::<Vec<u8>>::from(self.pair.public());
        json!({
            "kty": "RSA", "use": "sig", "key_ops": ["verify"], "alg": "RS256", "kid": self.kid,
            "n": BASE64_URL_SAFE_NO_PAD.encode(components.n),
            "e": BASE64_URL_SAFE_NO_PAD.encode(components.e),
        })
    }

    /// Signs a token with these claims.
    pub(crate) fn jwt(&self, claims: &Value) -> String {
        self.jwt_with(&json!({ "alg": "RS256", "kid": self.kid, "typ": "JWT" }), claims)
    }

    /// Signs a token with this header, even if the header is invalid.
    pub(crate) fn jwt_with(&self, header: &Value, claims: &Value) -> String {
        let signing_input = signing_input(header, claims);
        let mut signature = vec![0; self.pair.public().modulus_len()];
        let random = SystemRandom::new();
        self.pair
            .sign(&RSA_PKCS1_SHA256, &random, signing_input.as_bytes(), &mut signature)
            .expect("a signature");
        format!("{signing_input}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Returns the part of a token that is signed.
pub(crate) fn signing_input(header: &Value, claims: &Value) -> String {
    let part = |json: &Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// Returns Stytch's response with these keys.
pub(crate) fn key_set(keys: &[Value]) -> MockResponse {
    let body = json!({ "status_code": 200, "request_id": "request-id-test-1", "keys": keys });
    MockResponse::json(body.to_string())
}

/// Returns the claims of a Member's session.
pub(crate) fn claims() -> Value {
    json!({
        "iss": format!("stytch.com/{PROJECT_ID}"),
        "aud": [PROJECT_ID],
        "sub": "member-test-1",
        "iat": ISSUED,
        "nbf": ISSUED,
        "exp": ISSUED + 300,
        "https://stytch.com/session": {
            "id": "session-test-1",
            "started_at": "2023-11-14T22:13:00Z",
            "last_accessed_at": "2023-11-14T22:13:20Z",
            "expires_at": "2023-11-15T00:13:20Z",
            "authentication_factors": [{ "type": "totp", "delivery_method": "authenticator_app" }],
            "roles": ["stytch_member", "editor"],
        },
        "https://stytch.com/organization": { "organization_id": "organization-test-1", "slug": "acme" },
        "https://example.com/plan": "pro",
    })
}

/// Returns [`claims`] with some of them replaced, or removed by `null`.
pub(crate) fn claims_with(changes: &Value) -> Value {
    let mut claims = claims();
    let members = claims.as_object_mut().expect("claims");
    for (name, value) in changes.as_object().expect("changes") {
        match value {
            Value::Null => drop(members.remove(name)),
            value => drop(members.insert(name.clone(), value.clone())),
        }
    }
    claims
}

/// Starts a server with these responses, one per request, and a client of it.
pub(crate) async fn key_server(
    responses: impl IntoIterator<Item = MockResponse>,
) -> (Server, Client) {
    let server = Server::start(responses).await;
    let client = server.client();
    (server, client)
}

/// Advances the runtime's clock, and runs the tasks and timers that are ready by then.
pub(crate) async fn advance(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    // While the clock is paused, this sleep ends once every other task is idle.
    tokio::time::sleep(Duration::from_millis(1)).await;
    tokio::time::resume();
}

/// Checks `jwt` three seconds after it was issued.
pub(crate) fn check<'c>(client: &'c Client, jwt: &'c str) -> SessionCheck<'c, MemberSession> {
    client.b2b().sessions().authenticate_jwt(jwt).now(at(3))
}

/// Signs an access token with the sandbox's key, issued at [`ISSUED`] for an hour, with some claims changed.
pub(crate) fn sign_token(sandbox: &Sandbox, changes: &Value) -> Secret {
    let project_id = sandbox.project_id();
    let mut claims = json!({
        "iss": format!("stytch.com/{project_id}"),
        "aud": [project_id],
        "sub": "m2m-client-test-1",
        "iat": ISSUED,
        "nbf": ISSUED,
        "exp": ISSUED + 3600,
        "scope": "read:users write:users",
    });
    for (name, value) in changes.as_object().expect("changes") {
        claims[name] = value.clone();
    }
    sandbox.sign(claims.as_object().cloned().expect("claims"))
}

/// Returns a client with empty caches.
pub(crate) fn cold_client(sandbox: &Sandbox) -> Client {
    sandbox.client_builder().build().expect("a client")
}

/// Returns why the token was rejected or the permission denied.
#[track_caller]
pub(crate) fn rejection<T: std::fmt::Debug>(result: Result<T, Error>) -> TokenErrorKind {
    match result {
        Err(Error::Token(error)) => error.kind,
        other => panic!("neither rejected nor denied: {other:?}"),
    }
}

/// Returns why the token was rejected or the permission denied; `None` if neither was.
#[track_caller]
pub(crate) fn error_kind<T: std::fmt::Debug>(result: Result<T, Error>) -> Option<TokenErrorKind> {
    result.is_err().then(|| rejection(result))
}

/// Returns the session, after asserting that the token was accepted.
#[track_caller]
pub(crate) fn accepted(
    result: Result<VerifiedSession<MemberSession>, Error>,
) -> VerifiedSession<MemberSession> {
    result.unwrap_or_else(|error| panic!("{error}: {:?}", error.source()))
}
