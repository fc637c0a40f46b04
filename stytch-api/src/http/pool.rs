//! The HTTP clients underneath: HTTP/1.1 over the TLS that the features chose; redirects are answers.

use std::time::Duration;

use crate::{Error, error::ConfigError, http::tls};

pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What every HTTP client is begun with.
pub(crate) fn builder() -> Result<reqwest::ClientBuilder, Error> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // Load balancers close an idle connection after 60 s; a request must not meet that.
        .pool_idle_timeout(Duration::from_secs(50))
        .connect_timeout(CONNECT_TIMEOUT);
    Ok(tls::configure(builder)?)
}

/// Whose connections a call uses: a connection is driven by the runtime that opened it.
#[derive(Clone, Copy)]
pub(crate) enum Connections {
    /// Those of the caller's runtime.
    Async,
    /// Those of the runtime behind `wait`.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// Whether the environment's proxies (`HTTP_PROXY` and its like) are used.
#[derive(Clone, Copy)]
pub(crate) enum Proxies {
    Environment,
    /// Never: plain `http` must not leave this machine.
    None,
}

/// The HTTP clients of one client, each with connections of its own.
pub(crate) struct Http {
    client: reqwest::Client,
    #[cfg(feature = "blocking")]
    blocking: std::sync::OnceLock<reqwest::Client>,
    #[cfg(feature = "blocking")]
    settings: Settings,
}

/// What an HTTP client is made of.
struct Settings {
    /// The user's own, used as it is.
    own: Option<reqwest::Client>,
    connect_timeout: Duration,
    proxies: Proxies,
}

impl Http {
    pub(crate) fn new(
        own: Option<reqwest::Client>,
        connect_timeout: Duration,
        proxies: Proxies,
    ) -> Result<Self, Error> {
        let settings = Settings { own, connect_timeout, proxies };
        Ok(Self {
            client: settings.build()?,
            #[cfg(feature = "blocking")]
            blocking: std::sync::OnceLock::new(),
            #[cfg(feature = "blocking")]
            settings,
        })
    }

    pub(crate) fn client(&self, connections: Connections) -> reqwest::Client {
        match connections {
            Connections::Async => self.client.clone(),
            #[cfg(feature = "blocking")]
            Connections::Blocking => {
                // What could be built once can be built again; were it not so, one pool serves both.
                let build = || self.settings.build().unwrap_or_else(|_| self.client.clone());
                self.blocking.get_or_init(build).clone()
            }
        }
    }
}

impl Settings {
    fn build(&self) -> Result<reqwest::Client, Error> {
        if let Some(own) = &self.own {
            return Ok(own.clone());
        }
        let builder = builder()?.connect_timeout(self.connect_timeout);
        let builder = match self.proxies {
            Proxies::Environment => builder,
            Proxies::None => builder.no_proxy(),
        };
        builder.build().map_err(|source| {
            let problem = format!("the HTTP client cannot be set up: {source}");
            ConfigError { problem, source: Some(source) }.into()
        })
    }
}
