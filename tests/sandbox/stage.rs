//! What the tests begin with: a sandbox with an Organization, and requests that no client makes.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;
use stytch_api::{
    Client, Error, Secret,
    b2b::{
        B2b, Organization, organizations,
        organizations::members,
        totp::{AuthenticateRequest, AuthenticateResponse, MigrateRequest, MigrateResponse},
    },
    sandbox::Sandbox,
};

/// The documented secret of Migrate TOTP.
pub(crate) const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

/// A sandbox with an Organization `acme`.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) acme: Organization,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let client = sandbox.client_builder().retries(0).build().expect("a client");
        let acme = organizations::CreateRequest::new("Acme");
        let acme = client.b2b().organizations().create(acme).await.expect("acme").organization;
        Self { sandbox, client, acme }
    }

    pub(crate) fn b2b(&self) -> B2b<'_> {
        self.client.b2b()
    }

    /// A new Member of `acme`: its ID.
    pub(crate) async fn member(&self, email: &str) -> String {
        let request = members::CreateRequest::new(&self.acme.organization_id, email);
        let members = self.b2b().organizations().members();
        members.create(request).await.expect("a member").member_id
    }

    /// A new Member whose authenticator has [`SECRET`].
    pub(crate) async fn member_with_totp(&self, email: &str) -> MigrateResponse {
        let member_id = self.member(email).await;
        self.b2b().totp().migrate(self.migration(&member_id)).await.expect("a migration")
    }

    pub(crate) fn migration(&self, member_id: &str) -> MigrateRequest {
        MigrateRequest::new(&self.acme.organization_id, member_id, SECRET)
    }

    pub(crate) fn authentication(&self, member_id: &str, code: &str) -> AuthenticateRequest {
        AuthenticateRequest::new(&self.acme.organization_id, member_id, code)
    }

    /// Logs a Member in with the current code of [`SECRET`].
    pub(crate) async fn log_in(&self, member_id: &str) -> AuthenticateResponse {
        let request = self.authentication(member_id, &code(SECRET, 0));
        self.b2b().totp().authenticate(request).await.expect("a session")
    }

    /// Sends what the client would not, with the project's credentials: status and JSON.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let secret = self.sandbox.secret().expose();
        let request = self.plain(method, path).basic_auth(self.sandbox.project_id(), Some(secret));
        answer(request.body(body.to_owned())).await
    }

    /// A request without credentials.
    pub(crate) fn plain(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = method.parse().expect("a method");
        reqwest::Client::new().request(method, format!("{}{path}", self.sandbox.url()))
    }
}

/// Status and JSON of an answer.
pub(crate) async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    let body = response.bytes().await.expect("a body");
    (status, serde_json::from_slice(&body).expect("JSON"))
}

/// The code of the authenticator with this secret, `steps` from now.
///
/// For `steps` of 0 and 1 the leeway of one step holds should the step turn before the code is used.
pub(crate) fn code(secret: &str, steps: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("an authenticator");
    totp.generate(current_step().checked_add_signed(steps).expect("a step") * 30).to_string()
}

/// Repeats `attempt` until it fits into one step of 30 s: once, or twice when the step turned in it.
pub(crate) async fn within_one_step<T>(attempt: impl AsyncFn() -> T) -> T {
    loop {
        let step = current_step();
        let result = attempt().await;
        if step == current_step() {
            return result;
        }
    }
}

fn current_step() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs() / 30
}

/// Asserts which error of Stytch's it is, and that it is one in full.
#[track_caller]
pub(crate) fn assert_refused<T: std::fmt::Debug>(
    result: Result<T, Error>,
    status: u16,
    error_type: &str,
) -> String {
    let error = result.expect_err(error_type);
    assert_eq!((error.status(), error.error_type()), (Some(status), Some(error_type)), "{error}");
    assert!(error.request_id().is_some_and(|id| id.starts_with("request-id-test-")), "{error}");
    let body: Value = serde_json::from_slice(error.body().expect("a body")).expect("JSON");
    let url = format!("https://stytch.com/docs/api/errors/{status}#{error_type}");
    assert_eq!((&body["status_code"], &body["error_url"]), (&status.into(), &url.into()));
    error.to_string()
}

/// The secrets as plain strings.
pub(crate) fn exposed(secrets: &[Secret]) -> Vec<&str> {
    secrets.iter().map(Secret::expose).collect()
}
