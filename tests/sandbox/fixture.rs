//! A sandbox with an Organization, and requests that the client cannot make.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;
use stytch_api::{
    Client, Error, ErrorType, Secret,
    b2b::{
        B2b, Organization, magic_links,
        magic_links::email::LoginOrSignupRequest,
        organizations,
        organizations::{UpdateRequest, members},
        totps::{AuthenticateRequest, AuthenticateResponse, MigrateRequest, MigrateResponse},
    },
    sandbox::{Message, Sandbox},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The secret in Stytch's example of Migrate TOTP.
pub(crate) const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

/// A sandbox with an Organization `acme`.
pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) acme: Organization,
}

impl Fixture {
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

    /// Creates a Member of `acme` and returns their ID.
    pub(crate) async fn member(&self, email: &str) -> String {
        let request = members::CreateRequest::new(&self.acme.organization_id, email);
        let members = self.b2b().organizations().members();
        members.create(request).await.expect("a member").member_id
    }

    /// Creates the Member `ada@acme.example` and returns the address.
    pub(crate) async fn member_email(&self) -> String {
        self.member("ada@acme.example").await;
        "ada@acme.example".to_owned()
    }

    /// Creates a Member with an authenticator whose secret is [`SECRET`].
    pub(crate) async fn member_with_totp(&self, email: &str) -> MigrateResponse {
        let member_id = self.member(email).await;
        self.b2b().totps().migrate(self.migration(&member_id)).await.expect("a migration")
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
        self.b2b().totps().authenticate(request).await.expect("a session")
    }

    /// Changes the settings of `acme`.
    pub(crate) async fn update_acme(&self, update: impl FnOnce(UpdateRequest) -> UpdateRequest) {
        let request = update(UpdateRequest::new(&self.acme.organization_id));
        self.b2b().organizations().update(request).await.expect("an update");
    }

    /// The message that was sent last.
    pub(crate) fn last_message(&self) -> Message {
        self.sandbox.outbox().pop().expect("a message")
    }

    /// The token of the link that was sent last.
    pub(crate) fn token(&self) -> Secret {
        self.last_message().token.expect("a link")
    }

    /// The passcode that was sent last.
    pub(crate) fn passcode(&self) -> Secret {
        self.last_message().code.expect("a passcode")
    }

    /// Logs a Member in with a magic link.
    pub(crate) async fn follow_link(&self, email: &str) -> magic_links::AuthenticateResponse {
        let links = self.b2b().magic_links();
        let send = LoginOrSignupRequest::new(&self.acme.organization_id, email);
        links.email().login_or_signup(send).await.expect("an email");
        let login = magic_links::AuthenticateRequest::new(self.token());
        links.authenticate(login).await.expect("a login")
    }

    /// Sends a request with the project's credentials, and returns the status and the JSON.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        RawRequest::new(&self.sandbox, method, path).authorized().body(body).send().await
    }
}

/// A request written without the client.
pub(crate) struct RawRequest<'s> {
    sandbox: &'s Sandbox,
    head: String,
    body: String,
}

impl<'s> RawRequest<'s> {
    pub(crate) fn new(sandbox: &'s Sandbox, method: &str, path: &str) -> Self {
        let head = format!("{method} {path} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n");
        Self { sandbox, head, body: String::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head = format!("{}{name}: {value}\r\n", self.head);
        self
    }

    /// Adds the credentials of the first request that the sandbox received.
    pub(crate) fn authorized(self) -> Self {
        let first = self.sandbox.requests().swap_remove(0);
        self.header("authorization", first.header("authorization").expect("a client's request"))
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// Sends the request, and returns the status and the JSON of the response.
    pub(crate) async fn send(self) -> (u16, Value) {
        let (status, _, body) = self.send_for_text().await;
        (status, serde_json::from_str(&body).expect("JSON"))
    }

    /// Sends the request, and returns the status, the head and the body of the response.
    pub(crate) async fn send_for_text(self) -> (u16, String, String) {
        let address = self.sandbox.url().strip_prefix("http://").expect("a plain URL");
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let Self { head, body, .. } = self;
        let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).await.expect("a request");
        let mut response = String::new();
        stream.read_to_string(&mut response).await.expect("a response");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).expect("a status line").parse().expect("a status");
        (status, head.to_owned(), body.to_owned())
    }
}

/// The code of an authenticator with this secret, `steps` from now.
///
/// A code for 0 or 1 is still accepted if the next step starts before it is used.
pub(crate) fn code(secret: &str, steps: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("an authenticator");
    totp.generate(current_step().checked_add_signed(steps).expect("a step") * 30).to_string()
}

/// Runs `attempt` again if a new step of 30 seconds started during it.
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

/// Asserts that the result is this error, in the complete format of Stytch, and returns its message.
#[track_caller]
pub(crate) fn assert_error<T: std::fmt::Debug>(
    result: Result<T, Error>,
    status: u16,
    error_type: &str,
) -> String {
    let error = result.expect_err(error_type);
    let received = error.error_type().map(ErrorType::as_str);
    assert_eq!((error.status(), received), (Some(status), Some(error_type)), "{error}");
    assert!(ErrorType::VALUES.contains(&error_type), "Stytch does not document {error_type}");
    assert!(error.request_id().is_some_and(|id| id.starts_with("request-id-test-")), "{error}");
    let body: Value = serde_json::from_slice(error.body().expect("a body")).expect("JSON");
    let url = format!("https://stytch.com/docs/api/errors/{status}#{error_type}");
    assert_eq!((&body["status_code"], &body["error_url"]), (&status.into(), &url.into()));
    error.to_string()
}

/// The values of the secrets.
pub(crate) fn exposed(secrets: &[Secret]) -> Vec<&str> {
    secrets.iter().map(Secret::expose).collect()
}
