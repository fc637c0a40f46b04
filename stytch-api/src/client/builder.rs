//! The settings of a client.

mod environment;
#[cfg(feature = "management")]
mod management;
mod project;
mod transport;

use std::{fmt, marker::PhantomData, time::Duration};

use crate::{
    Client, Error, RetryPolicy,
    client::inner::Inner,
    http::{
        config::{Headers, check_max_rate, parse_base_url},
        credentials::BasicCredentials,
        limiter::Limiter,
        transport::Transport,
    },
    schema::Host,
};
#[cfg(feature = "verify")]
use crate::{
    cache::{keys::KeyCache, policies},
    client::token_settings::TokenSettings,
};

/// Builds a [`Client`] with settings other than the defaults; created by [`Client::builder`]. With feature
/// `management`, `ManagementClient::builder` creates the builder of a `ManagementClient`, with the same settings
/// except for those of tokens and of the fraud products.
#[must_use]
#[derive(Clone)]
pub struct ClientBuilder<C = Client> {
    credentials: BasicCredentials,
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
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    fn new(credentials: BasicCredentials) -> Self {
        Self {
            credentials,
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
            client: PhantomData,
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

    /// Builds the state of a client that calls `hosts`, each at its URL. The first one is the client's base URL.
    fn build_inner(self, hosts: &[(Host, &str)]) -> Result<Inner, Error> {
        self.credentials.check()?;
        check_max_rate(self.max_rate)?;
        let parse = |(host, url): &(Host, &str)| {
            let url = parse_base_url(url, &self.credentials, self.transport.plain_http)?;
            Ok((*host, url))
        };
        let hosts = hosts.iter().map(parse).collect::<Result<Vec<_>, Error>>()?;
        let urls: Vec<_> = hosts.iter().map(|(_, url)| url).collect();
        Ok(Inner {
            pool: self.transport.build_pool(&urls, self.response_limit)?,
            retry: self.retry,
            limiter: Limiter::new(self.max_rate),
            timeout: self.timeout,
            response_limit: self.response_limit,
            headers: Headers::new(&self.credentials, self.user_agent.as_deref())?,
            #[cfg(feature = "verify")]
            keys: self.key_cache.of(urls[0].as_str().trim_end_matches('/'), &self.credentials.id),
            #[cfg(feature = "verify")]
            policies: policies::Policies::new(self.policy_max_age),
            #[cfg(feature = "verify")]
            tokens: self.tokens,
            credentials: self.credentials,
            hosts,
        })
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field(self.credentials.id_name(), &self.credentials.displayed_id())
            .field("secret", &self.credentials.secret)
            .finish_non_exhaustive()
    }
}
