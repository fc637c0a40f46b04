//! How a client connects: the settings, and which of them can be combined. The decision is pure.

use std::{sync::Arc, time::Duration};

use reqwest::{Proxy, Url, dns::Resolve};

use crate::{
    error::ConfigError,
    http::{
        layer::BoxLayer,
        pool::{BuildClient, ClientSource, ConnectionPool, Layers, Proxies, Settings},
        tls::{self, Tls, TlsOptions},
        version::HttpVersions,
    },
};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Where plain HTTP, which sends the secret unencrypted, is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PlainHttp {
    /// To this machine.
    #[default]
    Loopback,
    Anywhere,
}

/// The settings, `None` where the default applies.
#[derive(Clone, Default)]
pub(crate) struct Transport {
    pub(crate) http_client: Option<Arc<BuildClient>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) tls: Option<TlsOptions>,
    pub(crate) proxies: Option<Vec<Proxy>>,
    pub(crate) dns_resolver: Option<Arc<dyn Resolve>>,
    pub(crate) plain_http: PlainHttp,
    /// The innermost first.
    pub(crate) layers: Vec<Arc<BoxLayer>>,
}

impl Transport {
    /// Builds the connection pool of a client that calls `urls` and reads responses of up to
    /// `response_limit` bytes.
    ///
    /// # Errors
    /// If settings cannot be combined, or if one of them is invalid.
    pub(crate) fn build_pool(
        self,
        urls: &[&Url],
        response_limit: usize,
    ) -> Result<ConnectionPool, ConfigError> {
        self.check(urls)?;
        // The proxy itself may be called over https.
        let may_need_tls = uses("https", urls) || self.has_proxy();
        let layers = Layers { layers: self.layers, response_limit };
        if let Some(build) = self.http_client {
            return ConnectionPool::new(ClientSource::Custom(build), layers);
        }
        let tls = match &self.tls {
            Some(options) => Tls::new(options)?,
            None if may_need_tls && tls::IS_AVAILABLE => Tls::new(&TlsOptions::new())?,
            None => Tls::unused()?,
        };
        let proxies = match self.proxies {
            Some(proxies) => Proxies::Only(proxies),
            // Plain HTTP must not leave this machine because of an environment variable.
            None if uses("http", urls) => Proxies::Only(Vec::new()),
            None => Proxies::Environment,
        };
        let connect_timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        let settings = Settings {
            connect_timeout,
            proxies,
            resolver: self.dns_resolver,
            tls,
            versions: HttpVersions::default(),
        };
        ConnectionPool::new(ClientSource::Settings(Box::new(settings)), layers)
    }

    /// Rejects settings that would have no effect, or an effect that the user did not ask for.
    fn check(&self, urls: &[&Url]) -> Result<(), ConfigError> {
        let own_settings = [
            ("connect_timeout", self.connect_timeout.is_some()),
            ("tls", self.tls.is_some()),
            ("proxy` or `no_proxy", self.proxies.is_some()),
            ("dns_resolver", self.dns_resolver.is_some()),
        ];
        let ignored = own_settings.iter().find(|(_, is_set)| *is_set);
        if let (Some(_), Some((setting, _))) = (&self.http_client, ignored) {
            return Err(ConfigError::new(format!(
                "`{setting}` has no effect together with `http_client`; set it on your own HTTP client"
            )));
        }
        // A proxy may have an https URL, which cannot be read from it.
        if self.tls.is_some() && !uses("https", urls) && !self.has_proxy() {
            return Err(ConfigError::new(
                "`tls` has no effect, because the client has no https URL and no proxy; use https, or omit \
                 `tls`",
            ));
        }
        if self.has_proxy() && uses("http", urls) && self.plain_http == PlainHttp::Loopback {
            return Err(ConfigError::new(
                "a proxy would receive the secret unencrypted, because a URL of the client is plain http; \
                 use https, or allow it with `ClientBuilder::danger_allow_plain_http`",
            ));
        }
        Ok(())
    }

    fn has_proxy(&self) -> bool {
        self.proxies.as_ref().is_some_and(|proxies| !proxies.is_empty())
    }
}

fn uses(scheme: &str, urls: &[&Url]) -> bool {
    urls.iter().any(|url| url.scheme() == scheme)
}
