//! The settings of a client, and the constructors that start from them.

mod transport;

use std::{env::VarError, fmt, sync::Arc, time::Duration};

use crate::{
    Client, Error, RetryPolicy, Secret,
    client::inner::Inner,
    error::ConfigError,
    http::{
        config::{
            Headers, check_credentials, check_max_rate, displayed_project_id, environment_url,
            parse_base_url,
        },
        limiter::Limiter,
        transport::Transport,
    },
};
#[cfg(feature = "verify")]
use crate::{
    cache::{keys::KeyCache, policies},
    client::token_settings::TokenSettings,
};

const TELEMETRY: &str = "https://telemetry.stytch.com";

impl Client {
    /// Creates a client for a project, in the test or live environment that its ID names.
    ///
    /// # Errors
    /// [`Error::Config`] if the ID starts with neither `project-test-` nor `project-live-`, if the
    /// secret is empty, if the two are swapped, or if TLS cannot be set up.
    pub fn new(project_id: impl Into<String>, secret: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder(project_id, secret).build()
    }

    /// Creates a client from the environment variables `STYTCH_PROJECT_ID` and `STYTCH_SECRET` and,
    /// if set, `STYTCH_BASE_URL`.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`builder_from_env`](Self::builder_from_env) and
    /// [`new`](Self::new).
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates the builder of [`from_env`](Self::from_env), for further settings.
    ///
    /// # Errors
    /// [`Error::Config`] if `STYTCH_PROJECT_ID` or `STYTCH_SECRET` is not set, or if one of the three
    /// variables is not valid UTF-8.
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        let invalid = |name| {
            let problem = "is not set, or is not valid UTF-8";
            Error::from(ConfigError::new(format!("the environment variable {name} {problem}")))
        };
        let read = |name| std::env::var(name).map_err(|_| invalid(name));
        let builder = Self::builder(read("STYTCH_PROJECT_ID")?, read("STYTCH_SECRET")?);
        match std::env::var("STYTCH_BASE_URL") {
            Ok(base_url) => Ok(builder.base_url(base_url)),
            Err(VarError::NotPresent) => Ok(builder),
            // Without it, the calls would be sent to Stytch itself.
            Err(VarError::NotUnicode(_)) => Err(invalid("STYTCH_BASE_URL")),
        }
    }

    /// Creates a builder, for settings other than the defaults.
    pub fn builder(project_id: impl Into<String>, secret: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(project_id.into(), secret.into())
    }
}

/// Builds a [`Client`] with settings other than the defaults; created by [`Client::builder`].
#[must_use]
#[derive(Clone)]
pub struct ClientBuilder {
    project_id: String,
    secret: Secret,
    base_url: Option<String>,
    telemetry_url: Option<String>,
    timeout: Duration,
    retry: RetryPolicy,
    max_rate: Option<u32>,
    response_limit: usize,
    user_agent: Option<String>,
    transport: Transport,
    #[cfg(feature = "verify")]
    key_cache: KeyCache,
    #[cfg(feature = "verify")]
    policy_max_age: Duration,
    #[cfg(feature = "verify")]
    tokens: TokenSettings,
}

impl ClientBuilder {
    pub(super) fn new(project_id: String, secret: Secret) -> Self {
        Self {
            project_id,
            secret,
            base_url: None,
            telemetry_url: None,
            timeout: Duration::from_secs(30),
            retry: RetryPolicy::default(),
            max_rate: None,
            response_limit: 16 << 20,
            user_agent: None,
            transport: Transport::default(),
            #[cfg(feature = "verify")]
            key_cache: KeyCache::new(),
            #[cfg(feature = "verify")]
            policy_max_age: policies::MAX_AGE,
            #[cfg(feature = "verify")]
            tokens: TokenSettings::default(),
        }
    }

    /// Sends calls to a URL other than Stytch's, such as a proxy or a sandbox.
    ///
    /// A path in the URL is prepended to the path of every endpoint. Plain `http` is allowed for loopback
    /// addresses only, unless [`danger_allow_plain_http`](Self::danger_allow_plain_http) is set. If a URL of
    /// the client is plain `http`, the environment's proxies are ignored.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sends calls of the fraud products to a URL other than `telemetry.stytch.com`, or than the base
    /// URL if one is set.
    pub fn telemetry_url(mut self, telemetry_url: impl Into<String>) -> Self {
        self.telemetry_url = Some(telemetry_url.into());
        self
    }

    /// Limits each whole call, including retries and the waits between them; 30 s by default.
    ///
    /// A request that had to wait, for a retry or for its turn under a
    /// [rate limit](Self::max_requests_per_second), is sent only if at least a tenth of the timeout is left
    /// for the response, or 100 ms if that is less.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Limits the body of a response, in bytes; 16 MiB by default. A larger one fails the call with
    /// [`TransportKind::TooLarge`](crate::TransportKind::TooLarge).
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets the number of retries after the first attempt; 2 by default, 0 for none. After a rate limit, up
    /// to six are made: see [`RetryPolicy`].
    pub fn retries(mut self, retries: u32) -> Self {
        self.retry = self.retry.retries(retries);
        self
    }

    /// Sets how often calls are retried, and how long they wait in between.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Limits how many requests per second are sent, including retries. By default, only the server
    /// limits them. [`build`](Self::build) rejects 0.
    ///
    /// The client and its clones share the limit. The requests are evenly spaced: with a limit of 65,
    /// one request every 15 ms. A call that would exceed the limit waits for its turn, which counts
    /// towards its timeout. It fails at once, and its request is not sent, if its turn would come too late,
    /// given the calls ahead of it.
    ///
    /// With or without this setting, the client adapts to the server's limit. If at least three calls
    /// receive a rate limit response (429) within a second, without another response in between or as a
    /// fifth of all responses, all calls of the client slow down to the rate that the server has just
    /// accepted. `Retry-After` then pauses all of them, for at most two seconds while other calls still
    /// succeed. Afterwards, the rate grows until further requests are rejected. About a minute after the last rejection, the client no longer slows down.
    ///
    /// Fewer rejections, such as those for a single user or email address, slow no other call down: the
    /// rejected call is retried after its own wait and `Retry-After`. Neither do calls wait for a turn that
    /// fetch signing keys or RBAC policies for the verification of tokens, unless this setting is used.
    ///
    /// If some calls must not be slowed down by others, make them with a separate client.
    pub fn max_requests_per_second(mut self, requests: u32) -> Self {
        self.max_rate = Some(requests);
        self
    }

    /// Names your application in the `User-Agent`, in front of this crate's name.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets the cache of the public keys that verify tokens. Several clients can share one; each has its
    /// own by default.
    #[cfg(feature = "verify")]
    pub fn key_cache(mut self, keys: KeyCache) -> Self {
        self.key_cache = keys;
        self
    }

    /// Sets the age at which a cached RBAC policy is fetched again; 5 minutes by default.
    ///
    /// If that fails or takes longer than a second, the old policy stays in use, for up to 24 hours.
    #[cfg(feature = "verify")]
    pub fn policy_max_age(mut self, age: Duration) -> Self {
        self.policy_max_age = age;
        self
    }

    /// Sets how far this machine's clock may differ from Stytch's in local checks of tokens: a token is
    /// accepted this long before its `iat` and `nbf`, and this long after its `exp`.
    ///
    /// The default is 5 seconds before, so that a token that was issued just now is not rejected, and zero
    /// after. A check's own [`leeway`](crate::verify::SessionCheck::leeway) takes precedence. The leeway
    /// is not added to [`max_token_age`](crate::verify::SessionCheck::max_token_age).
    #[cfg(feature = "verify")]
    pub fn token_leeway(mut self, leeway: Duration) -> Self {
        self.tokens.leeway = Some(leeway);
        self
    }

    /// Accepts tokens with one of these issuers, in addition to the project
    /// (`stytch.com/PROJECT_ID`) and the base URL. A second call adds to the first.
    ///
    /// Stytch issues the access tokens of Connected Apps in the name of the domain that the app used:
    /// `https://….customers.stytch.com`, your custom domain (`https://login.example`), or the API's host
    /// (`https://api.stytch.com`). An issuer is compared exactly, except for one trailing slash, so copy it
    /// from the tokens' `iss`. The setting applies to session JWTs, M2M tokens and Connected Apps' tokens;
    /// their audience must still be the project, and their key one of its keys.
    #[cfg(feature = "verify")]
    pub fn token_issuers(mut self, issuers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tokens.issuers.extend(issuers.into_iter().map(Into::into));
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`Client::new`], if a URL or an issuer is invalid or contains
    /// the project secret, if the user agent is not a valid header value, if `max_requests_per_second` is 0,
    /// if a TLS setting is invalid, if the function given to `http_client` fails, if a proxy would receive
    /// plain `http` that is not allowed, or if a setting would have no effect together with the others.
    pub fn build(self) -> Result<Client, Error> {
        check_credentials(&self.project_id, &self.secret)?;
        check_max_rate(self.max_rate)?;
        #[cfg(feature = "verify")]
        self.tokens.check(&self.secret)?;
        let base_url = match &self.base_url {
            Some(base_url) => base_url,
            None => environment_url(&self.project_id)?,
        };
        // A base URL applies to every call, unless there is a separate telemetry URL.
        let telemetry_url = self.telemetry_url.as_deref().or(self.base_url.as_deref());
        let parse = |url| parse_base_url(url, &self.secret, self.transport.plain_http);
        let telemetry_url = parse(telemetry_url.unwrap_or(TELEMETRY))?;
        let base_url = parse(base_url)?;
        let inner = Inner {
            pool: self.transport.build_pool(&[&base_url, &telemetry_url], self.response_limit)?,
            retry: self.retry,
            limiter: Limiter::new(self.max_rate),
            timeout: self.timeout,
            response_limit: self.response_limit,
            headers: Headers::new(&self.project_id, &self.secret, self.user_agent.as_deref())?,
            secret: self.secret,
            #[cfg(feature = "verify")]
            keys: self.key_cache.of(base_url.as_str().trim_end_matches('/'), &self.project_id),
            #[cfg(feature = "verify")]
            policies: policies::Policies::new(self.policy_max_age),
            #[cfg(feature = "verify")]
            tokens: self.tokens,
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
            .field("project_id", &displayed_project_id(&self.project_id))
            .field("secret", &self.secret)
            .finish_non_exhaustive()
    }
}
