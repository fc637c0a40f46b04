//! How a sandbox is configured and started.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener},
    sync::Arc,
};

use tokio::sync::oneshot;

use crate::{
    Secret,
    http::credentials::BasicCredentials,
    sandbox::{
        http::{
            parse_request::UnknownFields,
            routing::Routes,
            server,
            service::{Service, Settings},
        },
        instance::{Sandbox, base_url, client_builder},
        store::random,
    },
    schema::{Credentials, Endpoint, EndpointSpec},
};

/// The prefix of the ID of a test project.
const PROJECT_PREFIX: &str = "project-test-";

/// How many received requests are kept unless the builder says otherwise.
const KEPT_REQUESTS: usize = 10_000;

/// The largest request body unless the builder says otherwise.
const MAX_BODY_SIZE: usize = 2 << 20;

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
    max_body_size: usize,
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
            max_body_size: MAX_BODY_SIZE,
        }
    }
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
    /// allow plain HTTP with
    /// [`ClientBuilder::danger_allow_plain_http`](crate::ClientBuilder::danger_allow_plain_http).
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

    /// Sets the largest request body in bytes; 2 MiB by default. A larger one is rejected with status 413.
    /// Such a request is not recorded, and no fault applies to it.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
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
        let Self { address, endpoints, unknown_fields, kept_requests, max_body_size, .. } = self;
        let random_secret = || Secret::from(format!("secret-test-{}", random::token()));
        let project = BasicCredentials {
            kind: Credentials::Project,
            id: self.project_id.unwrap_or_else(|| random::id("project")),
            secret: self.secret.unwrap_or_else(random_secret),
        };
        check_project(&project)?;
        let workspace_key = BasicCredentials {
            kind: Credentials::WorkspaceKey,
            id: random::id("workspace-key"),
            secret: random_secret(),
        };
        let listener = TcpListener::bind(address).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"))
        })?;
        let address = local_address(listener.local_addr()?);
        let settings =
            Settings { project, workspace_key, unknown_fields, kept_requests, max_body_size };
        let client = client_builder(&settings, address).build().map_err(io::Error::other)?;
        let service = Arc::new(Service::new(Routes::new(endpoints), settings));
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
fn check_project(project: &BasicCredentials) -> io::Result<()> {
    let invalid = |message| io::Error::new(io::ErrorKind::InvalidInput, message);
    project.check().map_err(|error| invalid(error.to_string()))?;
    let is_plain = |text: &str, others: &str| {
        text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    let number = project.id.strip_prefix(PROJECT_PREFIX).unwrap_or_default();
    if number.is_empty() || !is_plain(number, "-") {
        let message = "a sandbox's project ID is `project-test-` and letters, digits and hyphens";
        return Err(invalid(message.to_owned()));
    }
    if !is_plain(project.secret.expose(), "-_=") {
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

fn did_not_start() -> io::Error {
    io::Error::other("the sandbox's thread ended before the server was ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_reach_every_address_of_the_sandbox() {
        let credentials = |kind, id: &str| BasicCredentials {
            kind,
            id: id.to_owned(),
            secret: Secret::from("secret"),
        };
        let settings = Settings {
            project: credentials(Credentials::Project, "project-test-1"),
            workspace_key: credentials(Credentials::WorkspaceKey, "workspace-key-test-1"),
            unknown_fields: UnknownFields::Rejected,
            kept_requests: 0,
            max_body_size: 0,
        };
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
            let client = client_builder(&settings, address).build().unwrap();
            assert_eq!(client.base_url(), expected);
        }
    }
}
