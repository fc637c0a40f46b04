//! A running sandbox, and what a test does with it.

use std::{
    fmt,
    net::SocketAddr,
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, SystemTime},
};

use tokio::sync::oneshot;

#[cfg(feature = "management")]
use crate::ManagementClient;
#[cfg(feature = "consumer")]
use crate::consumer;
use crate::{
    Client, ClientBuilder, Json, Metadata, Secret, b2b,
    common::Policy,
    http::credentials::BasicCredentials,
    sandbox::{
        handlers::{handlers, sessions},
        http::{
            fault::Fault,
            received_request::ReceivedRequest,
            service::{Service, Settings},
            stub::Stub,
        },
        store::{Store, outbox::Message},
    },
    schema::{Credentials, Endpoint, EndpointSpec},
};

/// A running sandbox. Dropping it stops the server and frees the port.
///
/// The server runs on a separate thread with its own runtime, so it works under any executor and
/// without one. See the [module documentation](crate::sandbox) for an example and the differences from Stytch.
pub struct Sandbox {
    pub(super) service: Arc<Service>,
    pub(super) client: Client,
    /// Where clients on this machine reach the server.
    pub(super) address: SocketAddr,
    pub(super) url: String,
    // Dropped to stop the server.
    pub(super) stop: Option<oneshot::Sender<()>>,
    pub(super) thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Returns a client for this sandbox with default settings. For other settings, use
    /// [`client_builder`](Self::client_builder).
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Returns a client builder with the credentials and the base URL of this sandbox.
    ///
    /// ```
    /// use std::time::Duration;
    /// use stytch_api::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start_blocking()?;
    /// let client = sandbox.client_builder().timeout(Duration::from_secs(1)).retries(0).build()?;
    /// # assert_eq!(client.base_url(), sandbox.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn client_builder(&self) -> ClientBuilder {
        client_builder(&self.service.settings, self.address)
    }

    /// The base URL for clients on this machine, `http://127.0.0.1:PORT` unless the sandbox listens on
    /// [another address](crate::sandbox::SandboxBuilder::address).
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The ID of the sandbox's project, `project-test-…`.
    pub fn project_id(&self) -> &str {
        &self.service.settings.credentials(Credentials::Project).id
    }

    /// The secret of the sandbox's project.
    pub fn secret(&self) -> &Secret {
        &self.service.settings.credentials(Credentials::Project).secret
    }

    /// The ID of the sandbox's workspace key, `workspace-key-test-…` (feature `management`).
    #[cfg(feature = "management")]
    pub fn workspace_key_id(&self) -> &str {
        &self.service.settings.credentials(Credentials::WorkspaceKey).id
    }

    /// The secret of the sandbox's workspace key (feature `management`).
    #[cfg(feature = "management")]
    pub fn workspace_key_secret(&self) -> &Secret {
        &self.service.settings.credentials(Credentials::WorkspaceKey).secret
    }

    /// Returns a builder of a [`ManagementClient`] with the workspace key and the base URL of this sandbox
    /// (feature `management`). The sandbox keeps no state for the Management API: it validates requests, and
    /// responds [by their shape](crate::sandbox::SandboxBuilder::endpoint).
    ///
    /// ```
    /// use stytch_api::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::start_blocking()?;
    /// let client = sandbox.management_client_builder().retries(0).build()?;
    /// # assert_eq!(client.base_url(), sandbox.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "management")]
    pub fn management_client_builder(&self) -> ClientBuilder<ManagementClient> {
        let builder =
            ManagementClient::builder(self.workspace_key_id(), self.workspace_key_secret());
        at(builder, self.address)
    }

    /// Returns the last requests, including rejected ones, oldest first. Each call copies the list.
    ///
    /// The sandbox keeps 10,000, or the number that
    /// [`keep_requests`](crate::sandbox::SandboxBuilder::keep_requests) sets. Programs in other languages
    /// read them at `GET /_sandbox/requests`: see [its fields](crate::sandbox#other-languages).
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.service.requests()
    }

    /// Returns the number of requests to an endpoint since the start, including those that
    /// [`requests`](Self::requests) no longer returns.
    /// `request_count::<GetJwksRequest>()` counts the fetches of the public keys.
    pub fn request_count<E: Endpoint>(&self) -> usize {
        self.service.request_count(E::spec())
    }

    /// Whether the sandbox carries out requests to an endpoint: they read or change its state. It
    /// responds to all others [by their shape](crate::sandbox::SandboxBuilder::endpoint). The page
    /// [`endpoints`](crate::sandbox::endpoints) has the list.
    pub fn is_stateful(endpoint: &EndpointSpec) -> bool {
        let mut handlers = handlers().into_iter();
        handlers
            .any(|(handled, _)| (handled.method, handled.path) == (endpoint.method, endpoint.path))
    }

    /// Logs a Member in, for a test of the code behind the login. The session lasts an hour by the
    /// sandbox's clock. Its factor is a magic link, even if the Organization requires other factors.
    ///
    /// # Panics
    /// If the sandbox has no Member with this ID.
    pub fn log_in(&self, member_id: &str) -> b2b::sessions::AuthenticateResponse {
        let start = |store: &mut Store| sessions::start_session(store, member_id);
        self.service.with_store(start).unwrap_or_else(|problem| panic!("{}", problem.message))
    }

    /// Logs a User in, for a test of the code behind the login. The session lasts an hour by the
    /// sandbox's clock, and has no factor.
    ///
    /// # Panics
    /// If the sandbox has no User with this ID or external ID.
    #[cfg(feature = "consumer")]
    pub fn log_in_user(&self, user_id: &str) -> consumer::sessions::AuthenticateResponse {
        let start = |store: &mut Store| sessions::start_user_session(store, user_id);
        self.service.with_store(start).unwrap_or_else(|problem| panic!("{}", problem.message))
    }

    /// Returns the emails and text messages that Stytch would have sent, oldest first.
    ///
    /// The sandbox keeps the last 10,000. A test completes a login with the token or passcode of the
    /// last one:
    ///
    /// ```
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{
    ///     b2b::{magic_links, magic_links::email::LoginOrSignupRequest, organizations},
    ///     sandbox::Sandbox,
    /// };
    ///
    /// let sandbox = Sandbox::start().await?;
    /// let client = sandbox.client();
    /// let acme = organizations::CreateRequest::new("Acme")
    ///     .email_allowed_domains(["acme.example"])
    ///     .email_jit_provisioning("RESTRICTED");
    /// client.b2b().organizations().create(acme).await?;
    ///
    /// let send = LoginOrSignupRequest::new("acme", "ada@acme.example");
    /// client.b2b().magic_links().email().login_or_signup(send).await?;
    ///
    /// let message = sandbox.outbox().pop().expect("an email");
    /// assert_eq!(message.recipient, "ada@acme.example");
    /// let token = message.token.expect("an email with a link");
    /// let login = magic_links::AuthenticateRequest::new(token);
    /// let login = client.b2b().magic_links().authenticate(login).await?;
    /// assert!(login.member_authenticated);
    /// # Ok(()) }
    /// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
    /// ```
    pub fn outbox(&self) -> Vec<Message> {
        self.service.with_store(|store| store.challenges.outbox.to_vec())
    }

    /// Names the person who opens start URLs from now on: an OAuth or SSO login succeeds at once.
    ///
    /// The sandbox redirects the browser back with a token for the Member or User with this email
    /// address. A Member may be new if the Organization lets them join, and a User is created. A start
    /// URL can name another person by its provider parameter `login_hint`.
    pub fn sign_in_as(&self, email_address: impl Into<String>) {
        let email_address = email_address.into();
        self.service.with_store(|store| store.signed_in_as = Some(email_address));
    }

    /// Rotates the signing key: later JWTs are signed with a new key.
    ///
    /// The previous key stays in the key set, so its JWTs are valid until they expire. The key
    /// before that is removed.
    pub fn rotate_keys(&self) {
        self.service.with_store(|store| store.keys.rotate());
    }

    /// Signs a JWT with exactly these claims, with the current signing key.
    ///
    /// Use it to test how your code handles an expired token, or one without a required scope.
    ///
    /// ```
    /// use stytch_api::{Metadata, sandbox::Sandbox};
    ///
    /// let sandbox = Sandbox::start_blocking()?;
    /// let claims = Metadata::from_iter([("sub".to_owned(), "member-test-1".into())]);
    /// let jwt = sandbox.sign(claims);
    /// assert_eq!(jwt.expose().split('.').count(), 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn sign(&self, claims: Metadata) -> Secret {
        let claims = Json::Object(claims);
        self.service.with_store(|store| store.keys.sign(&claims))
    }

    /// Sets the project's RBAC policy, which the policy endpoints return and authorization checks
    /// use.
    pub fn set_policy(&self, policy: Policy) {
        self.service.with_store(|store| store.policies.project = policy);
    }

    /// Moves the sandbox's clock forward, so that sessions, codes and tokens expire without a wait.
    ///
    /// Later JWTs are issued at that time too. Local verification uses the system's clock unless you
    /// pass it [`now`](Self::now).
    ///
    /// ```
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    /// use stytch_api::{Metadata, sandbox::Sandbox};
    ///
    /// let sandbox = Sandbox::start().await?;
    /// let before = sandbox.now();
    /// sandbox.advance(Duration::from_secs(3600));
    /// assert!(sandbox.now() >= before + Duration::from_secs(3600));
    /// # Ok(()) }
    /// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
    /// ```
    pub fn advance(&self, duration: Duration) {
        self.service.with_store(|store| store.clock.advance(duration));
    }

    /// Returns the sandbox's time: the system's time plus all that it was [advanced](Self::advance)
    /// by.
    ///
    /// Code that must agree with the sandbox's clock takes it from here: a local verification, as in
    /// `client.b2b().sessions().authenticate_jwt(&jwt).now(sandbox.now())`, or an authenticator that
    /// generates a code.
    pub fn now(&self) -> SystemTime {
        self.service.with_store(|store| store.clock.now())
    }

    /// Makes the next request to any endpoint fail this way. Faults queue; each applies to one request,
    /// and a client's retries are separate requests.
    pub fn fail_next(&self, fault: Fault) {
        self.service.queue_fault(fault);
    }

    /// Chooses how the sandbox responds to an endpoint: to all requests or to some, always or once.
    ///
    /// ```
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{
    ///     ErrorType,
    ///     b2b::sessions::ExchangeRequest,
    ///     sandbox::{Fault, Sandbox},
    /// };
    ///
    /// let sandbox = Sandbox::start().await?;
    /// sandbox
    ///     .on::<ExchangeRequest>()
    ///     .matching(|request| request.organization_id == "acme")
    ///     .answer_with(|response| response.member_id = "member-test-1".to_owned());
    /// let locked = Fault::error(429, ErrorType::TooManyRequests);
    /// sandbox.on::<ExchangeRequest>().once().fail(locked);
    ///
    /// let client = sandbox.client_builder().retries(0).build()?;
    /// let exchange = || ExchangeRequest::new("acme").session_token("any");
    /// let error = client.b2b().sessions().exchange(exchange()).await.unwrap_err();
    /// assert!(error.is_rate_limited());
    /// let session = client.b2b().sessions().exchange(exchange()).await?;
    /// assert_eq!(session.member_id, "member-test-1");
    /// # Ok(()) }
    /// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
    /// ```
    ///
    /// # Panics
    /// Panics if the sandbox does not serve the endpoint; add it with
    /// [`SandboxBuilder::endpoint`](crate::sandbox::SandboxBuilder::endpoint).
    #[track_caller]
    pub fn on<E: Endpoint>(&self) -> Stub<'_, E> {
        let is_served = self.service.routes.serves(E::spec());
        assert!(is_served, "the sandbox does not serve `{}`: add it to the builder", E::spec());
        Stub::new(&self.service.stubs)
    }

    /// Responds to all requests to an endpoint with `response`: [`on`](Self::on) and
    /// [`Stub::answer`] in one.
    ///
    /// All responses have public fields and implement `Default`:
    ///
    /// ```
    /// use stytch_api::{
    ///     b2b::sessions::{ExchangeRequest, ExchangeResponse},
    ///     sandbox::Sandbox,
    /// };
    ///
    /// let sandbox = Sandbox::start_blocking()?;
    /// let mut response = ExchangeResponse::default();
    /// response.member_id = "member-test-1".to_owned();
    /// sandbox.answer::<ExchangeRequest>(response);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Panics
    /// Panics as [`on`](Self::on) and [`Stub::answer`] do.
    #[track_caller]
    pub fn answer<E: Endpoint>(&self, response: E::Response) {
        self.on::<E>().answer(response);
    }

    /// Makes all requests to an endpoint fail, until [`reset`](Self::reset): [`on`](Self::on) and
    /// [`Stub::fail`] in one.
    ///
    /// # Panics
    /// Panics as [`on`](Self::on) does.
    #[track_caller]
    pub fn fail<E: Endpoint>(&self, fault: Fault) {
        self.on::<E>().fail(fault);
    }

    /// Removes all responses and faults that [`on`](Self::on), [`answer`](Self::answer) and
    /// [`fail`](Self::fail) have set for an endpoint.
    pub fn reset<E: Endpoint>(&self) {
        self.service.stubs.remove(E::spec());
    }
}

/// Omits the project's secret and the received requests.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url)
            .field("project_id", &self.project_id())
            .finish_non_exhaustive()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The server stops at once, so the port is free when this returns. A panic of the thread
            // has already been printed.
            let _ = thread.join();
        }
    }
}

pub(super) fn base_url(address: SocketAddr) -> String {
    format!("http://{address}")
}

pub(super) fn client_builder(settings: &Settings, address: SocketAddr) -> ClientBuilder {
    let BasicCredentials { id, secret, .. } = settings.credentials(Credentials::Project);
    at(Client::builder(id, secret), address)
}

/// Sends the calls of a client to the sandbox.
fn at<C>(builder: ClientBuilder<C>, address: SocketAddr) -> ClientBuilder<C> {
    let builder = builder.base_url(base_url(address));
    // An address of this machine: no request leaves it.
    if address.ip().is_loopback() { builder } else { builder.danger_allow_plain_http() }
}
