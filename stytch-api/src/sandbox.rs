//! An in-process Stytch sandbox for tests and examples (feature `sandbox`).
//!
//! [`Sandbox`] starts an HTTP server, by default on a loopback port. It serves every endpoint of this
//! crate and validates requests as Stytch does: credentials, route, required fields, types and unknown
//! fields.
//! It stores Organizations, Members, Users, authenticators, recovery codes, sessions, M2M clients and
//! RBAC policies in memory, and signs JWTs. Its [outbox](Sandbox::outbox) holds the links and passcodes that
//! complete a login. Tests can [advance](Sandbox::advance) its clock, and [choose](Sandbox::on) responses and
//! faults.
//!
//! ```
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_api::{
//!     b2b::organizations::{CreateRequest, members},
//!     b2b::totps::MigrateRequest,
//!     sandbox::Sandbox,
//! };
//!
//! let sandbox = Sandbox::start().await?;
//! let client = sandbox.client();
//!
//! let organizations = client.b2b().organizations();
//! let acme = organizations.create(CreateRequest::new("Acme")).await?.organization;
//! let ada = members::CreateRequest::new(&acme.organization_id, "ada@acme.example");
//! let ada = organizations.members().create(ada).await?;
//!
//! let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
//! let migrate = MigrateRequest::new(&acme.organization_id, &ada.member_id, secret);
//! let moved = client.b2b().totps().migrate(migrate).await?;
//! assert_eq!(moved.recovery_codes.len(), 10);
//!
//! // You can inspect and print the received requests: `Debug` redacts secrets.
//! let received = sandbox.requests();
//! assert_eq!(received[2].path, "/v1/b2b/totp/migrate");
//! assert!(!format!("{received:?}").contains(secret));
//! # Ok(()) }
//! # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
//! ```
//!
//! The [`guide`] is about testing with it.
//!
//! # Other languages
//! The command line starts a sandbox for programs in any language: `stytch-api sandbox --port 4000`. In
//! addition to Stytch's endpoints, it serves the routes below, with the project's credentials. They are
//! not recorded, and no fault applies to them.
//!
//! | route | response |
//! |---|---|
//! | `GET /_sandbox/requests` | the last requests, oldest first: `{"requests": [{"method", "path", "query", "headers", "body", "endpoint"}]}` |
//! | `GET /_sandbox/outbox` | the messages of [`Sandbox::outbox`], oldest first: `{"messages": [{"recipient", "delivery_method", "purpose", "code", "token", "link", "expires_at"}]}` |
//!
//! `headers` are pairs of name and value, without `Authorization`, which has the project's secret.
//! Everything else is as it was sent, also other secrets, such as passwords and codes. `body` is JSON, or
//! text if it is not valid JSON. `endpoint` is the endpoint's method and path with placeholders, or `null`.
//!
//! # Differences from Stytch
//! - Emails and text messages are not sent: [`Sandbox::outbox`] returns them. Any redirect URL is
//!   accepted.
//! - OAuth and SSO involve no provider. A start URL that is opened on the sandbox redirects at once with
//!   a token for the person that [`Sandbox::sign_in_as`] has named, and any public token is accepted.
//!   The sandbox stores no SSO connections: an unknown one belongs to the Organization of the person. A
//!   token lasts five minutes; Stytch does not document how long its own last.
//! - New passwords need nine different characters, instead of a strength that zxcvbn estimates. The
//!   sandbox computes no hashes, so an imported password is rejected until it is reset.
//! - A wrong password is rejected with `unauthorized_credentials`, which is an assumption.
//! - A second factor also works alone: a Member who authenticates a TOTP, a passcode by text message or
//!   a recovery code without giving a session gets a new one.
//! - Where Stytch's reference names no error type for a token that was used or has expired, the sandbox
//!   responds as for an unknown one.
//! - An email address or phone number that `send` adds to a User stays, even if the link or passcode is
//!   never used.
//! - New Members may join through discovery if their email domain is allowed. Stytch also
//!   [requires](https://stytch.com/docs/multi-tenant-auth/enterprise-ready/org-management/jit-provision-members)
//!   a Member with a verified address of that domain.
//! - A session can be exchanged for one in another Organization of which the person is a Member by the
//!   same email address. As Stytch [documents](https://stytch.com/docs/b2b/api/exchange-session),
//!   only some kinds of factors count there. Stytch does not document whether the old session ends: in
//!   the sandbox it does, once the login is complete. Sessions are neither attested nor migrated: these
//!   endpoints respond with placeholders.
//! - The QR code of a new authenticator is its `otpauth://` URI as text instead of an image.
//! - The secret of a migrated authenticator must be upper-case base32 (RFC 4648), with or without
//!   padding and without spaces. Stytch does not document how it treats other forms.
//! - References are unambiguous. A slug or external ID is rejected if it equals the ID, slug or
//!   external ID of another Organization; an external ID, if it equals the ID or external ID of
//!   another Member or User.
//! - JWTs are signed as Stytch signs them, but the private keys are public: they are part of this
//!   crate's source. The random project ID keeps the tokens of different sandboxes apart.
//! - The project's RBAC policy has Stytch's own
//!   [roles and resources](https://stytch.com/docs/b2b/guides/rbac/stytch-default) until
//!   [`Sandbox::set_policy`] replaces it, or another program by `PUT /_sandbox/policy`. The sandbox does
//!   not add them to a policy that you set.
//! - Unknown query parameters and body fields are rejected, unless
//!   [`SandboxBuilder::ignore_unknown_fields`] is set. A path parameter may be repeated in the query
//!   or the body with an equal value, as the vendor's SDKs do.
//! - A `member_credential` must belong to a live session. Its permissions are not checked.
//! - Introspection does not require a Connected App's secret. It supports only access tokens that
//!   the sandbox issued or that [`Sandbox::sign`] made.
//! - Endpoints without state respond with values of the right types: values of the request where the
//!   names match, and default values elsewhere. Nested objects repeat the request's IDs. Their responses
//!   have the header `stytch-sandbox: shape-only`. Among them are passkeys, crypto wallets, SCIM,
//!   impersonation, and passwords that are shared across Organizations.
//! - A session token, session JWT or intermediate session token that a response does not have is an
//!   empty string, because the response models of the vendor's SDKs require them.

#[cfg(doc)]
#[doc = include_str!("../sandbox-endpoints.md")]
pub mod endpoints {}
#[cfg(doc)]
pub mod guide {
    #![doc = include_str!("../test-your-code.md")]

    #[expect(unused_imports, reason = "the guide links to them")]
    use super::*;
}
mod handlers;
mod http;
mod store;

use std::{
    fmt, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, SystemTime},
};

use tokio::sync::oneshot;

pub use self::{
    http::{
        fault::{Fault, FaultBody},
        received_request::ReceivedRequest,
        stub::Stub,
    },
    store::outbox::{Message, MessagePurpose},
};
#[cfg(feature = "consumer")]
use crate::consumer;
use crate::{
    Client, ClientBuilder, Json, Metadata, Secret, b2b,
    common::Policy,
    http::config::check_credentials,
    sandbox::{
        handlers::{handlers, sessions},
        http::{
            parse_request::UnknownFields,
            routing::Routes,
            server,
            service::{Service, Settings},
        },
        store::{Store, random},
    },
    schema::{Endpoint, EndpointSpec},
};

/// The prefix of the ID of a test project.
const PROJECT_PREFIX: &str = "project-test-";

/// How many received requests are kept unless the builder says otherwise.
const KEPT_REQUESTS: usize = 10_000;

/// A running sandbox. Dropping it stops the server and frees the port.
///
/// The server runs on a separate thread with its own runtime, so it works under any executor and
/// without one. See the [module documentation](self) for an example and the differences from Stytch.
pub struct Sandbox {
    service: Arc<Service>,
    client: Client,
    /// Where clients on this machine reach the server.
    address: SocketAddr,
    url: String,
    // Dropped to stop the server.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on a free port.
    ///
    /// # Errors
    /// Returns an error if no port is available, or if the thread or the client cannot be created.
    pub async fn start() -> Result<Self, io::Error> {
        Self::builder().start().await
    }

    /// Starts a sandbox on a free port, without `.await`.
    ///
    /// # Errors
    /// Returns the errors of [`start`](Self::start).
    pub fn start_blocking() -> Result<Self, io::Error> {
        Self::builder().start_blocking()
    }

    /// Configures a sandbox with a fixed port, another address, credentials or endpoints of your own.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            endpoints: Vec::new(),
            project_id: None,
            secret: None,
            unknown_fields: UnknownFields::Rejected,
            kept_requests: KEPT_REQUESTS,
        }
    }

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
    /// let client = sandbox.client_builder().timeout(Duration::from_millis(300)).retries(0).build()?;
    /// # assert_eq!(client.base_url(), sandbox.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn client_builder(&self) -> ClientBuilder {
        client_builder(&self.service, self.address)
    }

    /// The base URL for clients on this machine, `http://127.0.0.1:PORT` unless the sandbox listens on
    /// [another address](SandboxBuilder::address).
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The ID of the sandbox's project, `project-test-…`.
    pub fn project_id(&self) -> &str {
        self.service.project_id()
    }

    /// The secret of the sandbox's project.
    pub fn secret(&self) -> &Secret {
        self.service.secret()
    }

    /// Returns the last requests, including rejected ones, oldest first. Each call copies the list.
    ///
    /// The sandbox keeps 10,000, or the number that [`SandboxBuilder::keep_requests`] sets. Programs
    /// in other languages read them at `GET /_sandbox/requests`: see [its fields](self#other-languages).
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.service.requests()
    }

    /// Returns the number of requests to an endpoint since the start, including those that
    /// [`requests`](Self::requests) no longer returns.
    /// `request_count::<GetJwksRequest>()` counts the fetches of the public keys.
    pub fn request_count<E: Endpoint>(&self) -> usize {
        self.service.request_count(E::spec())
    }

    /// Whether the sandbox carries out requests to an endpoint: they read or change its state. It responds to
    /// all others by their shape, as described at [`SandboxBuilder::endpoint`]. The page
    /// [`endpoints`] has the list.
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
        let start = |store: &mut Store| sessions::b2b::start_session(store, member_id);
        self.service.with_store(start).unwrap_or_else(|problem| panic!("{}", problem.message))
    }

    /// Logs a User in, for a test of the code behind the login. The session lasts an hour by the
    /// sandbox's clock, and has no factor.
    ///
    /// # Panics
    /// If the sandbox has no User with this ID or external ID.
    #[cfg(feature = "consumer")]
    pub fn log_in_user(&self, user_id: &str) -> consumer::sessions::AuthenticateResponse {
        let start = |store: &mut Store| sessions::consumer::start_session(store, user_id);
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
    /// Panics if the sandbox does not serve the endpoint; add it with [`SandboxBuilder::endpoint`].
    #[track_caller]
    pub fn on<E: Endpoint>(&self) -> Stub<'_, E> {
        let is_served = self.service.routes().serves(E::spec());
        assert!(is_served, "the sandbox does not serve `{}`: add it to the builder", E::spec());
        Stub::new(self.service.stubs())
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
        self.service.stubs().remove(E::spec());
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

/// Configures a [`Sandbox`]. Created by [`Sandbox::builder`].
#[must_use]
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    address: SocketAddr,
    endpoints: Vec<&'static EndpointSpec>,
    project_id: Option<String>,
    secret: Option<Secret>,
    unknown_fields: UnknownFields,
    kept_requests: usize,
}

impl SandboxBuilder {
    /// Sets the port. By default the operating system chooses a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// Sets the address to listen on; `127.0.0.1` by default. `0.0.0.0` means every IPv4 address of this
    /// machine, for example to make the sandbox reachable from outside a container.
    ///
    /// **Danger:** on an address other than a loopback one, any machine that can reach it can send
    /// requests, over plain HTTP. The sandbox stores everything unprotected, and the keys that it signs
    /// JWTs with are public. Use it only within a network that you trust. Clients on other machines must
    /// allow plain HTTP with [`ClientBuilder::danger_allow_plain_http`].
    pub fn address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address.set_ip(address.into());
        self
    }

    /// Sets the project ID, `project-test-` and letters, digits and hyphens. By default it is random.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Sets the project secret: letters, digits, `-`, `_` and `=`. By default it is random.
    pub fn secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Sets how many received requests [`Sandbox::requests`] returns at most; 10,000 by default.
    pub fn keep_requests(mut self, number: usize) -> Self {
        self.kept_requests = number;
        self
    }

    /// Also serves your own endpoint. It takes precedence over an endpoint of this crate with the
    /// same method and path.
    ///
    /// Requests are validated by the endpoint's table. The response has values of the right types:
    /// values of the request where the names match, and default values elsewhere. Nested objects
    /// repeat the request's IDs.
    pub fn endpoint<E: Endpoint>(mut self) -> Self {
        self.endpoints.push(E::spec());
        self
    }

    /// Ignores unknown query parameters and top-level body fields. By default, they are rejected,
    /// because a misspelled name would otherwise go unnoticed.
    pub fn ignore_unknown_fields(mut self) -> Self {
        self.unknown_fields = UnknownFields::Ignored;
        self
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// Returns an error if the address is not one of this machine's, if the port is in use, or if the thread
    /// or the client cannot be created. Returns one of kind [`io::ErrorKind::InvalidInput`] if the project
    /// ID or the secret is invalid.
    pub async fn start(self) -> Result<Sandbox, io::Error> {
        let (report, started) = oneshot::channel();
        // The receiver is gone if the caller has dropped this future.
        let sandbox = self.spawn(move |result| drop(report.send(result)))?;
        started.await.unwrap_or_else(|_| Err(did_not_start()))?;
        Ok(sandbox)
    }

    /// Starts the sandbox, without `.await`.
    ///
    /// # Errors
    /// Returns the errors of [`start`](Self::start).
    pub fn start_blocking(self) -> Result<Sandbox, io::Error> {
        let (report, started) = std::sync::mpsc::channel();
        let sandbox = self.spawn(move |result| drop(report.send(result)))?;
        started.recv().unwrap_or_else(|_| Err(did_not_start()))?;
        Ok(sandbox)
    }

    /// Binds the port on the calling thread, so that a port in use is reported at once. The new
    /// thread calls `report` when it is ready or has failed to start.
    fn spawn(
        self,
        report: impl FnOnce(io::Result<()>) + Send + 'static,
    ) -> Result<Sandbox, io::Error> {
        let Self { address, endpoints, project_id, secret, unknown_fields, kept_requests } = self;
        let project_id = project_id.unwrap_or_else(|| random::id("project"));
        let secret = secret.unwrap_or_else(|| format!("secret-test-{}", random::token()).into());
        check_project(&project_id, &secret)?;
        let listener = TcpListener::bind(address).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"))
        })?;
        let address = local_address(listener.local_addr()?);
        let settings = Settings { project_id, secret, unknown_fields, kept_requests };
        let service = Arc::new(Service::new(Routes::new(endpoints), settings));
        let client = client_builder(&service, address).build().map_err(io::Error::other)?;
        let (stop, stopped) = oneshot::channel();
        let served = service.clone();
        let thread = std::thread::Builder::new()
            .name("stytch-sandbox".to_owned())
            .spawn(move || server::run(listener, served, stopped, report))?;
        let url = base_url(address);
        Ok(Sandbox { service, client, address, url, stop: Some(stop), thread: Some(thread) })
    }
}

/// Rejects credentials that clients reject, or that a shell would change.
fn check_project(project_id: &str, secret: &Secret) -> io::Result<()> {
    let invalid = |message| io::Error::new(io::ErrorKind::InvalidInput, message);
    check_credentials(project_id, secret).map_err(|error| invalid(error.to_string()))?;
    let is_plain = |text: &str, others: &str| {
        text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    let number = project_id.strip_prefix(PROJECT_PREFIX).unwrap_or_default();
    if number.is_empty() || !is_plain(number, "-") {
        let message = "a sandbox's project ID is `project-test-` and letters, digits and hyphens";
        return Err(invalid(message.to_owned()));
    }
    if !is_plain(secret.expose(), "-_=") {
        let message = "a sandbox's project secret has only letters, digits, `-`, `_` and `=`";
        return Err(invalid(message.to_owned()));
    }
    Ok(())
}

/// Returns the address at which clients on this machine reach a server that listens on `address`.
fn local_address(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn base_url(address: SocketAddr) -> String {
    format!("http://{address}")
}

fn client_builder(service: &Service, address: SocketAddr) -> ClientBuilder {
    let url = base_url(address);
    let builder = Client::builder(service.project_id(), service.secret());
    let builder = builder.base_url(&url).telemetry_url(&url);
    // An address of this machine: no request leaves it.
    if address.ip().is_loopback() { builder } else { builder.danger_allow_plain_http() }
}

fn did_not_start() -> io::Error {
    io::Error::other("the sandbox's thread ended before the server was ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_reach_every_address_of_the_sandbox() {
        let settings = Settings {
            project_id: "project-test-1".to_owned(),
            secret: Secret::from("secret"),
            unknown_fields: UnknownFields::Rejected,
            kept_requests: 0,
        };
        let service = Service::new(Routes::new(Vec::new()), settings);
        let cases = [
            ("127.0.0.1:1", "http://127.0.0.1:1"),
            ("0.0.0.0:1", "http://127.0.0.1:1"),
            ("[::]:1", "http://[::1]:1"),
            ("[::1]:1", "http://[::1]:1"),
            ("192.0.2.7:1", "http://192.0.2.7:1"),
            ("[2001:db8::7]:1", "http://[2001:db8::7]:1"),
        ];
        for (address, expected) in cases {
            let address = local_address(address.parse().unwrap());
            let client = client_builder(&service, address).build().unwrap();
            assert_eq!(client.base_url(), expected);
        }
    }
}
