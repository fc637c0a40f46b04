//! The client and how it is made.

#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod call;
#[cfg(feature = "json")]
pub(crate) mod json;
pub(crate) mod pages;
pub(crate) mod send;

use std::{fmt, sync::Arc, time::Duration};

use reqwest::Url;

#[cfg(feature = "b2b")]
use crate::b2b::B2b;
#[cfg(feature = "verify")]
use crate::cache::{
    keys::{KeyCache, Keys},
    policies::{MAX_AGE as POLICY_MAX_AGE, Policies},
};
#[cfg(feature = "consumer")]
use crate::consumer::Consumer;
use crate::{
    Call, Error, RetryPolicy, Secret,
    client::call::CallOptions,
    error::{ConfigError, RequestError},
    http::{
        attempt::Prepared,
        config::{Headers, check_credentials, check_url, environment},
        pool,
        pool::{Connections, Http, Proxies},
    },
    schema::{Endpoint, EndpointSpec, Host, Object},
};

const TELEMETRY: &str = "https://telemetry.stytch.com";

/// A client of the Stytch API. Cheap to clone; clones share their connections.
///
/// A connection is driven by the async runtime that opened it: give each runtime a client of its own.
/// (`Call::wait` has a runtime and connections of its own, and mixes with `.await`.)
///
/// ```no_run
/// # async fn run() -> Result<(), stytch_api::Error> {
/// use stytch_api::{Client, b2b::totps::MigrateRequest};
///
/// let client = Client::new("project-test-…", "secret-test-…")?;
/// let request = MigrateRequest::new("acme", "member-test-…", "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS");
/// let moved = client.b2b().totps().migrate(request).await?;
/// println!("{}", moved.totp_registration_id);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    http: Http,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeout: Duration,
    /// The largest body that is taken of an answer, in bytes.
    pub(crate) response_limit: usize,
    pub(crate) secret: Secret,
    project_id: String,
    base_url: Url,
    telemetry_url: Url,
    pub(crate) headers: Headers,
    #[cfg(feature = "verify")]
    pub(crate) keys: Keys,
    #[cfg(feature = "verify")]
    pub(crate) policies: Policies,
}

impl Inner {
    pub(crate) fn http(&self, connections: Connections) -> reqwest::Client {
        self.http.client(connections)
    }

    /// How long a fetch of keys, a policy or a token may take, which makes two calls at most.
    #[cfg(feature = "verify")]
    pub(crate) fn fetch_limit(&self) -> Duration {
        self.timeout.saturating_mul(2)
    }
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
        Self::builder_from_env()?.build()
    }

    /// Begins the client of [`from_env`](Self::from_env), for further settings.
    ///
    /// # Errors
    /// [`Error::Config`] when `STYTCH_PROJECT_ID` or `STYTCH_SECRET` is not set.
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        let read = |name| {
            std::env::var(name).map_err(|_| {
                ConfigError::new(format!(
                    "the environment variable {name} is not set (or no UTF-8)"
                ))
            })
        };
        let builder = Self::builder(read("STYTCH_PROJECT_ID")?, read("STYTCH_SECRET")?);
        match std::env::var("STYTCH_BASE_URL") {
            Ok(base_url) => Ok(builder.base_url(base_url)),
            Err(_) => Ok(builder),
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
            connect_timeout: pool::CONNECT_TIMEOUT,
            retry: RetryPolicy::default(),
            response_limit: 16 << 20,
            user_agent: None,
            http: None,
            #[cfg(feature = "verify")]
            key_cache: KeyCache::new(),
            #[cfg(feature = "verify")]
            policy_max_age: POLICY_MAX_AGE,
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
        pool::builder()
    }

    /// The B2B API: Organizations, Members and what belongs to them.
    #[cfg(feature = "b2b")]
    pub fn b2b(&self) -> B2b<'_> {
        B2b::new(self)
    }

    /// The consumer API: Users and what belongs to them.
    #[cfg(feature = "consumer")]
    pub fn consumer(&self) -> Consumer<'_> {
        Consumer::new(self)
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
        self.inner.base_url.as_str().trim_end_matches('/')
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
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
        options.apply(endpoint, &mut prepared.headers)?;
        Ok(prepared)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("project_id", &self.inner.project_id)
            .field("base_url", &self.base_url())
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
    response_limit: usize,
    user_agent: Option<String>,
    http: Option<reqwest::Client>,
    #[cfg(feature = "verify")]
    key_cache: KeyCache,
    #[cfg(feature = "verify")]
    policy_max_age: Duration,
}

impl ClientBuilder {
    /// Sends the calls somewhere else than to Stytch: a proxy, a sandbox. A path in the URL is kept
    /// as a prefix. Plain `http` is taken for this machine's loopback addresses only, and then no proxy
    /// of the environment is used.
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

    /// Limits the body of an answer, in bytes; 16 MiB by default. A larger one ends the call.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
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

    /// Keeps the public keys that tokens are checked with in this cache, whose settings hold and which
    /// other clients may share; one of its own by default.
    #[cfg(feature = "verify")]
    pub fn key_cache(mut self, keys: KeyCache) -> Self {
        self.key_cache = keys;
        self
    }

    /// Sets how old the RBAC policy may be that permissions are checked by; 5 minutes by default. While
    /// a newer one cannot be fetched, or takes more than a second, the old one is good for 24 hours more.
    #[cfg(feature = "verify")]
    pub fn policy_max_age(mut self, age: Duration) -> Self {
        self.policy_max_age = age;
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
        let is_plain = base_url.scheme() == "http" || telemetry_url.scheme() == "http";
        let proxies = if is_plain { Proxies::None } else { Proxies::Environment };
        let inner = Inner {
            http: Http::new(self.http, self.connect_timeout, proxies)?,
            retry: self.retry,
            timeout: self.timeout,
            response_limit: self.response_limit,
            headers: Headers::new(&self.project_id, &self.secret, self.user_agent.as_deref())?,
            secret: self.secret,
            #[cfg(feature = "verify")]
            keys: self.key_cache.of_project(&self.project_id),
            #[cfg(feature = "verify")]
            policies: Policies::new(self.policy_max_age),
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
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "b2b"))]
mod tests {
    use reqwest::header::{AUTHORIZATION, USER_AGENT};

    use super::*;
    use crate::{
        MemberCredential,
        b2b::organizations::{DeleteRequest, GetRequest},
        schema::HeaderField,
    };

    #[test]
    fn headers_with_secrets_are_marked_sensitive() {
        let builder = Client::builder("project-test-1", "secret-test-1");
        let client = builder.base_url("http://localhost:1").build().unwrap();
        let headers = client.inner.headers.of(GetRequest::spec());
        assert!(headers[AUTHORIZATION].is_sensitive());
        assert!(!headers[USER_AGENT].is_sensitive());
        for credential in [MemberCredential::token("token"), MemberCredential::jwt("jwt")] {
            let (name, _) = credential.header();
            let request = DeleteRequest::new("acme").member_credential(credential.clone());
            let options = CallOptions::default();
            let prepared = client.prepare(DeleteRequest::spec(), &request, &options).unwrap();
            assert!(prepared.headers[name].is_sensitive());
        }
    }
}
