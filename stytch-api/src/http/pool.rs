//! The HTTP clients, each with a connection pool: versions of HTTP and TLS selected by features, no redirects.

use std::{error::Error, sync::Arc, time::Duration};

use reqwest::{Proxy, dns::Resolve};

use crate::{
    error::{ConfigError, root_cause},
    http::{client::HttpClient, layer::BoxLayer, tls::Tls, version::HttpVersions},
};

/// Which pool a call uses: a connection is driven by the runtime that opened it.
#[derive(Clone, Copy)]
pub(crate) enum Connections {
    /// The pool for the caller's runtime.
    Async,
    /// The pool for the runtime behind `wait`.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// The HTTP clients of one client, with separate connections for blocking calls.
pub(crate) struct ConnectionPool {
    client: HttpClient,
    /// Built when the first blocking call is made.
    #[cfg(feature = "blocking")]
    blocking: std::sync::Mutex<Option<HttpClient>>,
    #[cfg(feature = "blocking")]
    source: ClientSource,
    #[cfg(feature = "blocking")]
    layers: Layers,
}

/// The layers around each attempt, the innermost first, and the largest response that they receive.
pub(crate) struct Layers {
    pub(crate) layers: Vec<Arc<BoxLayer>>,
    pub(crate) response_limit: usize,
}

impl Layers {
    fn wrap(&self, client: reqwest::Client) -> HttpClient {
        HttpClient::new(client, &self.layers, self.response_limit)
    }
}

impl ConnectionPool {
    #[cfg_attr(
        not(feature = "blocking"),
        expect(clippy::needless_pass_by_value, reason = "one signature for all features")
    )]
    pub(crate) fn new(source: ClientSource, layers: Layers) -> Result<Self, ConfigError> {
        Ok(Self {
            client: layers.wrap(source.build()?),
            #[cfg(feature = "blocking")]
            blocking: std::sync::Mutex::default(),
            #[cfg(feature = "blocking")]
            source,
            #[cfg(feature = "blocking")]
            layers,
        })
    }

    /// Returns the HTTP client of a pool.
    #[cfg_attr(
        not(feature = "blocking"),
        expect(clippy::unnecessary_wraps, reason = "one signature for all features")
    )]
    pub(crate) fn client(&self, connections: Connections) -> Result<HttpClient, ConfigError> {
        match connections {
            Connections::Async => Ok(self.client.clone()),
            #[cfg(feature = "blocking")]
            Connections::Blocking => {
                let blocking = self.blocking.lock();
                let mut blocking = blocking.unwrap_or_else(std::sync::PoisonError::into_inner);
                if let Some(client) = &*blocking {
                    return Ok(client.clone());
                }
                // A failure is not stored: the next call tries again.
                Ok(blocking.insert(self.layers.wrap(self.source.build()?)).clone())
            }
        }
    }
}

/// The user's function that builds HTTP clients.
pub(crate) type BuildClient =
    dyn Fn() -> Result<reqwest::Client, Box<dyn Error + Send + Sync>> + Send + Sync;

/// Where the HTTP clients come from.
pub(crate) enum ClientSource {
    Settings(Box<Settings>),
    Custom(Arc<BuildClient>),
}

pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxies: Proxies,
    pub(crate) resolver: Option<Arc<dyn Resolve>>,
    pub(crate) tls: Tls,
    pub(crate) versions: HttpVersions,
}

/// The proxies that requests are sent through.
pub(crate) enum Proxies {
    /// Those of the environment (`HTTPS_PROXY` and similar) or of the system.
    Environment,
    /// Exactly these.
    Only(Vec<Proxy>),
}

impl ClientSource {
    fn build(&self) -> Result<reqwest::Client, ConfigError> {
        match self {
            Self::Settings(settings) => settings.build().map_err(|error| {
                let cause = root_cause(&error);
                ConfigError::new(format!("the HTTP client could not be set up: {cause}"))
            }),
            Self::Custom(build) => build().map_err(|source| {
                let problem = "the function given to `ClientBuilder::http_client` failed";
                ConfigError::with_source(problem, source)
            }),
        }
    }
}

impl Settings {
    fn build(&self) -> Result<reqwest::Client, reqwest::Error> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Load balancers close idle connections after 60 s; a request must not race with that.
            .pool_idle_timeout(Duration::from_secs(50))
            .connect_timeout(self.connect_timeout);
        if let Proxies::Only(proxies) = &self.proxies {
            builder =
                proxies.iter().cloned().fold(builder.no_proxy(), reqwest::ClientBuilder::proxy);
        }
        if let Some(resolver) = &self.resolver {
            builder = builder.dns_resolver(resolver.clone());
        }
        let builder = self.versions.configure(builder);
        self.tls.configure(builder, self.versions).build()
    }
}
