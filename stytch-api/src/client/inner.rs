//! The state that a client's clones and calls share.

use std::time::Duration;

use reqwest::Url;

use crate::{
    RetryPolicy, Secret,
    error::ConfigError,
    http::{
        client::HttpClient,
        config::Headers,
        limiter::Limiter,
        pool::{ConnectionPool, Connections},
    },
    schema::Host,
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
    pub(super) secret: Secret,
    pub(crate) project_id: String,
    pub(super) base_url: Url,
    pub(super) telemetry_url: Url,
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

    /// Returns the URL below which `host` serves its endpoints.
    pub(crate) fn url(&self, host: Host) -> &Url {
        match host {
            Host::Api => &self.base_url,
            Host::Telemetry => &self.telemetry_url,
        }
    }

    /// Returns the time limit of a fetch: twice the timeout, since a fetch makes at most two calls.
    #[cfg(feature = "verify")]
    pub(crate) fn fetch_timeout(&self) -> Duration {
        self.timeout.saturating_mul(2)
    }
}
