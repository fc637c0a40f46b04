//! No TLS: clients call loopback addresses or other plain HTTP.

use super::TlsOptions;
use crate::{error::ConfigError, http::version::HttpVersions};

#[derive(Clone)]
pub(crate) struct Tls;

impl Tls {
    /// Rejects `options`, which cannot take effect.
    pub(crate) fn new(_: &TlsOptions) -> Result<Self, ConfigError> {
        Err(ConfigError::new("no TLS feature of stytch-api is enabled; enable `rustls`"))
    }

    #[expect(clippy::unnecessary_wraps, reason = "one signature for all features")]
    pub(crate) fn unused() -> Result<Self, ConfigError> {
        Ok(Self)
    }

    #[expect(clippy::unused_self, reason = "one signature for all features")]
    pub(crate) fn configure(
        &self,
        builder: reqwest::ClientBuilder,
        _: HttpVersions,
    ) -> reqwest::ClientBuilder {
        builder
    }
}
