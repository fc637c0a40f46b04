//! An in-process Stytch for tests and examples (feature `sandbox`).
//!
//! [`Sandbox`] is a real HTTP server on a loopback port. It knows every endpoint of this crate by its
//! table, checks what it receives as Stytch does (credentials, route, required fields, types, unknown
//! fields), keeps Organizations, Members, Users, authenticators, recovery codes, sessions, M2M clients and
//! RBAC policies in memory, signs JWTs, and [fails on demand](Fault).
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
//! // What arrived can be looked at, and printed: its secrets are redacted.
//! let received = sandbox.requests();
//! assert_eq!(received[2].path, "/v1/b2b/totp/migrate");
//! assert!(!format!("{received:?}").contains(secret));
//! # Ok(()) }
//! # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
//! ```
//!
//! # Where it differs from Stytch
//! - There is no first factor to log in with. Authenticating a TOTP or recovering with a code opens
//!   a session by itself where no session is given (for a User, where its duration is), and no intermediate
//!   session token is ever known.
//! - A User is created, read and deleted, and not yet changed or searched; of factors the authenticator alone
//!   is kept.
//! - The QR code of a new authenticator is the `otpauth://` address as text, not as an image.
//! - The secret of an authenticator that is migrated is base32 as RFC 4648 has it: upper case, with
//!   or without padding, without the spaces that apps show it with. What Stytch makes of the other
//!   forms is not documented.
//! - A slug or external ID that names another Organization in any way is refused, as is an external ID
//!   that names another Member or User: whatever a request calls them by means one of them.
//! - JWTs are signed as Stytch signs them, with keys that everybody can read in this crate's source. What
//!   tells a sandbox's tokens from another's is its random project ID.
//! - There is no RBAC policy until [`Sandbox::set_policy`] sets one. Until then the role `stytch_admin`
//!   may do everything in a Member's authorization check, the others nothing. A `member_credential` must be that
//!   of a live session and is asked no more.
//! - Introspection asks no secret of a Connected App, and knows an access token alone, which it made
//!   itself or by [`Sandbox::sign`].
//! - An endpoint that has no state here answers with zeros in the shape of its response, and with
//!   the request's values where names agree; its IDs also stand in the objects of the response.

mod handlers;
mod http;
mod store;

use std::{fmt, io, net::TcpListener, sync::Arc, thread::JoinHandle};

use tokio::sync::oneshot;

pub use self::http::{fault::Fault, received_request::ReceivedRequest};
use crate::{
    Client, ClientBuilder, Json, Metadata, Secret,
    common::Policy,
    sandbox::http::{routing::Routes, server, service::Service},
    schema::{Endpoint, EndpointSpec},
};

/// A Stytch of your own on a loopback port; dropping it stops it.
///
/// It serves from a thread and a runtime of its own, and so works under any executor and without
/// one. See the [module](self) for an example and for what it does.
pub struct Sandbox {
    service: Arc<Service>,
    client: Client,
    url: String,
    // Dropped to stop the server.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on a free port.
    ///
    /// # Errors
    /// When no port, thread or client can be had.
    pub async fn start() -> Result<Self, io::Error> {
        Self::builder().start().await
    }

    /// Starts a sandbox on a free port, without `.await`.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn start_blocking() -> Result<Self, io::Error> {
        Self::builder().start_blocking()
    }

    /// Begins a sandbox with a port or endpoints of your own.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder { port: 0, endpoints: Vec::new() }
    }

    /// A client of this sandbox with default settings; for others see
    /// [`client_builder`](Self::client_builder).
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Begins a client of this sandbox: its credentials and base URL are set, all else is yours.
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
        client_builder(&self.service, &self.url)
    }

    /// Where it listens, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The ID of its one project, `project-test-…`.
    pub fn project_id(&self) -> &str {
        self.service.project_id()
    }

    /// The secret of its project.
    pub fn secret(&self) -> &Secret {
        self.service.secret()
    }

    /// What it has received so far, in order, refused requests included.
    ///
    /// Everything is kept for as long as the sandbox lives, and each call copies the list: one that
    /// serves for days holds all of those days' requests.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.service.requests()
    }

    /// Returns the number of requests to an endpoint so far.
    /// `request_count::<GetJwksRequest>()` counts the fetches of the public keys.
    pub fn request_count<E: Endpoint>(&self) -> usize {
        self.service.request_count(E::spec())
    }

    /// Signs the JWTs that follow with another key. The one before stays in the key set, so that its JWTs
    /// are good until they expire; the one before that leaves it.
    pub fn rotate_keys(&self) {
        self.service.with_store(|store| store.keys.rotate());
    }

    /// A JWT of any claims, signed as the sandbox signs its own: to test what an expired token, or one
    /// without a scope, comes to.
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

    /// Sets the project's RBAC policy: served, and used by authorization checks, from now on.
    pub fn set_policy(&self, policy: Policy) {
        self.service.with_store(|store| store.policies.project = Some(policy));
    }

    /// Lets the next request fail in this way. Several calls queue several: one a request, a
    /// client's retries being requests of their own.
    pub fn fail_next(&self, fault: Fault) {
        self.service.queue_fault(fault);
    }
}

/// Shows neither the project's secret nor what was received.
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
            // It ends as soon as it sees the stop: the port is free when this returns. Should it have
            // panicked, that has been printed.
            let _ = thread.join();
        }
    }
}

/// The settings of a [`Sandbox`]; begun by [`Sandbox::builder`].
#[must_use]
#[derive(Clone, Debug)]
pub struct SandboxBuilder {
    port: u16,
    endpoints: Vec<&'static EndpointSpec>,
}

impl SandboxBuilder {
    /// Listens on this port; on a free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves an endpoint of your own as well: its requests are checked by its table, and answered
    /// with zeros in the shape of its response and with the request's values where names agree, its
    /// IDs in the objects of the response as well. It stands before an endpoint of this crate with
    /// the same method and path.
    pub fn endpoint<E: Endpoint>(mut self) -> Self {
        self.endpoints.push(E::spec());
        self
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// When the port is taken, or no thread or client can be had.
    pub async fn start(self) -> Result<Sandbox, io::Error> {
        let (report, started) = oneshot::channel();
        // A receiver that is gone has no use for the report.
        let sandbox = self.spawn(move |result| drop(report.send(result)))?;
        started.await.unwrap_or_else(|_| Err(no_start()))?;
        Ok(sandbox)
    }

    /// Starts the sandbox, without `.await`.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn start_blocking(self) -> Result<Sandbox, io::Error> {
        let (report, started) = std::sync::mpsc::channel();
        let sandbox = self.spawn(move |result| drop(report.send(result)))?;
        started.recv().unwrap_or_else(|_| Err(no_start()))?;
        Ok(sandbox)
    }

    /// Binds here, so that a taken port is known at once; the rest is up to the new thread, which
    /// calls `report` when it serves.
    fn spawn(
        self,
        report: impl FnOnce(io::Result<()>) + Send + 'static,
    ) -> Result<Sandbox, io::Error> {
        let listener = TcpListener::bind(("127.0.0.1", self.port))?;
        let url = format!("http://{}", listener.local_addr()?);
        let service = Arc::new(Service::new(Routes::new(self.endpoints)));
        let client = client_builder(&service, &url).build().map_err(io::Error::other)?;
        let (stop, stopped) = oneshot::channel();
        let serving = service.clone();
        let thread = std::thread::Builder::new()
            .name("stytch-sandbox".to_owned())
            .spawn(move || server::run(listener, serving, stopped, report))?;
        Ok(Sandbox { service, client, url, stop: Some(stop), thread: Some(thread) })
    }
}

fn client_builder(service: &Service, url: &str) -> ClientBuilder {
    Client::builder(service.project_id(), service.secret()).base_url(url).telemetry_url(url)
}

fn no_start() -> io::Error {
    io::Error::other("the sandbox's thread ended before it served")
}
