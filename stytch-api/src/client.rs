//! The client and how it is made.

use std::{fmt, sync::Arc, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::{
    Url,
    header::{AUTHORIZATION, HeaderValue, USER_AGENT},
};

use crate::{
    Call, Error, RetryPolicy, Secret,
    call::CallOptions,
    endpoint::{Auth, Endpoint, EndpointSpec, Host, Resource},
    error::{ConfigError, RequestError},
    specs::b2b::B2b,
    table::Object,
    tls,
    transport::Prepared,
};

const LIVE: &str = "https://api.stytch.com";
const TEST: &str = "https://test.stytch.com";
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TELEMETRY: &str = "https://telemetry.stytch.com";

/// A client of the Stytch API. Cheap to clone; clones share their connections.
///
/// ```no_run
/// # async fn run() -> Result<(), stytch_api::Error> {
/// use stytch_api::{Client, b2b::totp::MigrateRequest};
///
/// let client = Client::new("project-test-…", "secret-test-…")?;
/// let request = MigrateRequest::new("acme", "member-test-…", "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS");
/// let moved = client.b2b().totp().migrate(request).await?;
/// println!("{}", moved.totp_registration_id);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeout: Duration,
    project_id: String,
    base_url: String,
    telemetry_url: String,
    authorization: HeaderValue,
    user_agent: HeaderValue,
}

impl Client {
    /// A client for the project: test or live as its ID says.
    ///
    /// # Errors
    /// [`Error::Config`] when the ID begins with neither `project-test-` nor `project-live-`, when
    /// the secret is empty, or when TLS cannot be set up.
    pub fn new(project_id: impl Into<String>, secret: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder(project_id, secret).build()
    }

    /// A client for the project in the environment variables `STYTCH_PROJECT_ID` and
    /// `STYTCH_SECRET`; `STYTCH_BASE_URL`, where set, says where it goes.
    ///
    /// # Errors
    /// [`Error::Config`] when one of the first two is not set, and as [`new`](Self::new).
    pub fn from_env() -> Result<Self, Error> {
        let read = |name| {
            std::env::var(name).map_err(|_| {
                ConfigError::new(format!(
                    "the environment variable {name} is not set (or no UTF-8)"
                ))
            })
        };
        let builder = Self::builder(read("STYTCH_PROJECT_ID")?, read("STYTCH_SECRET")?);
        match std::env::var("STYTCH_BASE_URL") {
            Ok(base_url) => builder.base_url(base_url).build(),
            Err(_) => builder.build(),
        }
    }

    /// Begins a client whose settings differ from the defaults.
    pub fn builder(project_id: impl Into<String>, secret: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder {
            project_id: project_id.into(),
            secret: secret.into(),
            base_url: None,
            telemetry_url: None,
            timeout: Duration::from_secs(30),
            connect_timeout: CONNECT_TIMEOUT,
            retry: RetryPolicy::default(),
            user_agent: None,
            http: None,
        }
    }

    /// The settings of the HTTP client that [`build`](ClientBuilder::build) would make, to be added to
    /// and given to [`ClientBuilder::http_client`].
    ///
    /// With feature `rustls`, reqwest is built for rustls without a provider of its own: where no other
    /// crate turns one on, `reqwest::Client::new()` panics for want of it, and a client is begun here.
    ///
    /// # Errors
    /// [`Error::Config`] when TLS cannot be set up.
    pub fn http_builder() -> Result<reqwest::ClientBuilder, Error> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Load balancers close an idle connection after 60 s; a request must not meet that.
            .pool_idle_timeout(Duration::from_secs(50))
            .connect_timeout(CONNECT_TIMEOUT);
        Ok(tls::configure(builder)?)
    }

    /// The B2B API: Organizations, Members and what belongs to them.
    pub fn b2b(&self) -> B2b<'_> {
        Resource::new(self)
    }

    /// Makes the call of any endpoint, wherever it was declared.
    pub fn send<E: Endpoint>(&self, request: E) -> Call<'_, E> {
        Call::new(self, request)
    }

    /// The project that it calls for.
    pub fn project_id(&self) -> &str {
        &self.inner.project_id
    }

    /// Where its calls go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.inner.base_url
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    pub(crate) fn retry_policy(&self) -> &RetryPolicy {
        &self.inner.retry
    }

    pub(crate) fn prepare(
        &self,
        endpoint: &'static EndpointSpec,
        request: &dyn Object,
        options: &CallOptions,
    ) -> Result<Prepared, RequestError> {
        let base = match endpoint.host {
            Host::Api => &self.inner.base_url,
            Host::Telemetry => &self.inner.telemetry_url,
        };
        let mut prepared = Prepared::new(endpoint, request, base)?;
        prepared.headers.insert(USER_AGENT, self.inner.user_agent.clone());
        if endpoint.auth == Auth::Basic {
            prepared.headers.insert(AUTHORIZATION, self.inner.authorization.clone());
        }
        options.apply(endpoint, &mut prepared.headers)?;
        Ok(prepared)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("project_id", &self.inner.project_id)
            .field("base_url", &self.inner.base_url)
            .field("timeout", &self.inner.timeout)
            .field("retry", &self.inner.retry)
            .finish_non_exhaustive()
    }
}

/// The settings of a [`Client`]; begun by [`Client::builder`].
#[must_use]
#[derive(Clone)]
pub struct ClientBuilder {
    project_id: String,
    secret: Secret,
    base_url: Option<String>,
    telemetry_url: Option<String>,
    timeout: Duration,
    connect_timeout: Duration,
    retry: RetryPolicy,
    user_agent: Option<String>,
    http: Option<reqwest::Client>,
}

impl ClientBuilder {
    /// Sends the calls somewhere else than to Stytch: a proxy, a sandbox. A path in the URL is kept
    /// as a prefix. Plain `http` is taken for this machine's loopback addresses only.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sends the calls of the fraud products somewhere else than to `telemetry.stytch.com`, or than to
    /// the base URL where one is given.
    pub fn telemetry_url(mut self, telemetry_url: impl Into<String>) -> Self {
        self.telemetry_url = Some(telemetry_url.into());
        self
    }

    /// Limits each call as a whole, retries and their waits included; 30 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Limits how long a connection may take to come about; 10 s by default. Without effect beside
    /// [`http_client`](Self::http_client).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how often a call is tried after the first time; 2 by default.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retry = self.retry.retries(retries);
        self
    }

    /// Sets how calls are tried again.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Names your program in the `User-Agent`, before this crate's own name.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Makes the calls through a client of your own: with a proxy, certificates, a resolver.
    ///
    /// Begin it with [`Client::http_builder`], which has TLS as this crate's features chose it and
    /// follows no redirect. A client made otherwise keeps its own policy, which cannot be seen from
    /// here: a redirect that it follows takes the request's secrets along.
    ///
    /// ```
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{Client, reqwest::Proxy};
    ///
    /// let proxy = Proxy::https("http://proxy.example:3128")?;
    /// let http = Client::http_builder()?.proxy(proxy).build()?;
    /// let client = Client::builder("project-test-…", "secret-test-…").http_client(http).build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Config`] as [`Client::new`], when a URL is none, and when the user agent is no
    /// header.
    pub fn build(self) -> Result<Client, Error> {
        check_credentials(&self.project_id, &self.secret)?;
        let base_url = match &self.base_url {
            Some(base_url) => base_url,
            None => environment(&self.project_id)?,
        };
        // Whoever sends the calls elsewhere means all of them.
        let elsewhere = self.telemetry_url.as_deref().or(self.base_url.as_deref());
        let telemetry_url = check_url(elsewhere.unwrap_or(TELEMETRY))?;
        let base_url = check_url(base_url)?;
        let http = match self.http {
            Some(http) => http,
            None => build_http(self.connect_timeout)?,
        };
        let inner = Inner {
            http,
            retry: self.retry,
            timeout: self.timeout,
            authorization: authorization(&self.project_id, &self.secret)?,
            user_agent: user_agent(self.user_agent.as_deref())?,
            project_id: self.project_id,
            base_url,
            telemetry_url,
        };
        Ok(Client { inner: Arc::new(inner) })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("project_id", &self.project_id)
            .field("secret", &self.secret)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

fn build_http(connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    let http = Client::http_builder()?.connect_timeout(connect_timeout).build();
    http.map_err(|source| {
        let problem = format!("the HTTP client cannot be set up: {source}");
        ConfigError { problem, source: Some(source) }.into()
    })
}

fn check_credentials(project_id: &str, secret: &Secret) -> Result<(), ConfigError> {
    if project_id.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control()) {
        return Err(ConfigError::new("the project ID has a colon, a space or a line break in it"));
    }
    if secret.is_empty() {
        return Err(ConfigError::new("the project's secret is empty"));
    }
    if secret.expose().contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(ConfigError::new("the project's secret has a space or a line break in it"));
    }
    Ok(())
}

fn environment(project_id: &str) -> Result<&'static str, ConfigError> {
    if project_id.starts_with("project-live-") {
        Ok(LIVE)
    } else if project_id.starts_with("project-test-") {
        Ok(TEST)
    } else {
        Err(ConfigError::new(format!(
            "the project ID {project_id:?} begins with neither `project-test-` nor `project-live-`, \
             so that its environment is unknown; give a base URL to the builder if it is meant so"
        )))
    }
}

/// The URL without a slash at its end.
fn check_url(text: &str) -> Result<String, ConfigError> {
    let refused = |problem: &str| ConfigError::new(format!("the base URL {problem}"));
    let url = Url::parse(text).map_err(|error| refused(&format!("is none: {error}")))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("has credentials in it; they belong to `Client::builder`"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("has a query or a fragment, where only a path can be a prefix"));
    }
    match url.scheme() {
        "https" if tls::IS_THERE => {}
        "https" => {
            return Err(refused(
                "is https, but no TLS feature of stytch-api is on: turn on `rustls`",
            ));
        }
        "http" if is_loopback(&url) => {}
        "http" => return Err(refused("is plain http, which would send the secret in the clear")),
        _ => return Err(refused("is neither https nor http")),
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

fn authorization(project_id: &str, secret: &Secret) -> Result<HeaderValue, ConfigError> {
    let credentials =
        Secret::from(BASE64_STANDARD.encode(format!("{project_id}:{}", secret.expose())));
    let mut value = HeaderValue::from_str(&format!("Basic {}", credentials.expose()))
        .map_err(|_| ConfigError::new("the credentials do not fit into a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn user_agent(program: Option<&str>) -> Result<HeaderValue, ConfigError> {
    let own = concat!("stytch-api/", env!("CARGO_PKG_VERSION"));
    let text = program.map_or_else(|| own.to_owned(), |program| format!("{program} {own}"));
    HeaderValue::from_str(&text)
        .map_err(|_| ConfigError::new("the user agent must be one line of visible characters"))
}
