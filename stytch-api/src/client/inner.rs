//! The state that a client's clones and calls share.

use std::{fmt, time::Duration};

use reqwest::Url;

use crate::{
    RetryPolicy,
    error::{ConfigError, RequestError},
    http::{
        client::HttpClient,
        config::Headers,
        credentials::BasicCredentials,
        limiter::Limiter,
        pool::{ConnectionPool, Connections},
    },
    schema::{EndpointSpec, Host},
};
#[cfg(feature = "verify")]
use crate::{
    cache::{keys::ProjectKeys, policies::Policies},
    client::token_settings::TokenSettings,
};

pub(crate) struct Inner {
    pub(super) pool: ConnectionPool,
    pub(super) retry: RetryPolicy,
    pub(super) limiter: Limiter,
    pub(super) timeout: Duration,
    /// The largest accepted response body, in bytes.
    pub(super) response_limit: usize,
    pub(crate) credentials: BasicCredentials,
    /// The hosts that accept the credentials, each with the URL below which it serves its endpoints. The first one
    /// is the base URL.
    pub(super) hosts: Vec<(Host, Url)>,
    pub(super) headers: Headers,
    #[cfg(feature = "verify")]
    pub(crate) keys: ProjectKeys,
    #[cfg(feature = "verify")]
    pub(crate) policies: Policies,
    #[cfg(feature = "verify")]
    pub(crate) tokens: TokenSettings,
}

impl Inner {
    /// Returns the HTTP client with the connection pool of the runtime that drives the call.
    pub(super) fn http(&self, connections: Connections) -> Result<HttpClient, ConfigError> {
        self.pool.client(connections)
    }

    /// Writes the `Debug` of the client.
    pub(super) fn fmt_client(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.credentials.kind.client())
            .field(self.credentials.id_name(), &self.credentials.displayed_id())
            // Without its path, which may contain a token.
            .field("base_url", &self.base_url().origin().ascii_serialization())
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }

    /// Returns the URL that most calls are sent to.
    pub(crate) fn base_url(&self) -> &Url {
        &self.hosts[0].1
    }

    /// Returns the URL below which the host of `endpoint` serves its endpoints.
    ///
    /// # Errors
    /// If the host does not accept the credentials of this client, so that they are not sent to it.
    pub(crate) fn url(&self, endpoint: &'static EndpointSpec) -> Result<&Url, RequestError> {
        let found = self.hosts.iter().find(|(host, _)| *host == endpoint.host);
        found.map(|(_, url)| url).ok_or_else(|| {
            let (host, accepted) = (endpoint.host.as_str(), endpoint.host.credentials());
            RequestError::new(
                endpoint,
                format!(
                    "its host, `{host}`, does not accept the credentials of this client; call it with a `{}`",
                    accepted.client()
                ),
            )
        })
    }

    /// Returns the time limit of a fetch: twice the timeout, since a fetch makes at most two calls.
    #[cfg(feature = "verify")]
    pub(crate) fn fetch_timeout(&self) -> Duration {
        self.timeout.saturating_mul(2)
    }
}
