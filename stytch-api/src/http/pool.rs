//! The HTTP clients, each with a connection pool: HTTP/1.1, TLS selected by features, no redirects.

use std::time::Duration;

use crate::{
    Error,
    error::{ConfigError, root_cause},
    http::tls,
};

pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Returns the settings that every HTTP client starts from.
pub(crate) fn builder() -> Result<reqwest::ClientBuilder, Error> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // Load balancers close idle connections after 60 s; a request must not race with that.
        .pool_idle_timeout(Duration::from_secs(50))
        .connect_timeout(CONNECT_TIMEOUT);
    Ok(tls::configure(builder)?)
}

/// Which pool a call uses: a connection is driven by the runtime that opened it.
#[derive(Clone, Copy)]
pub(crate) enum Connections {
    /// The pool for the caller's runtime.
    Async,
    /// The pool for the runtime behind `wait`.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// Whether the environment's proxies (`HTTP_PROXY` and similar) are used.
#[derive(Clone, Copy)]
pub(crate) enum Proxies {
    Environment,
    /// Never: plain `http` must not leave this machine.
    None,
}

/// The HTTP clients of one client, with separate connections for blocking calls.
pub(crate) struct ConnectionPool {
    client: reqwest::Client,
    #[cfg(feature = "blocking")]
    blocking: std::sync::OnceLock<reqwest::Client>,
    #[cfg(feature = "blocking")]
    settings: Settings,
}

struct Settings {
    /// The user's HTTP client, used instead of building one.
    custom: Option<reqwest::Client>,
    connect_timeout: Duration,
    proxies: Proxies,
}

impl ConnectionPool {
    pub(crate) fn new(
        custom: Option<reqwest::Client>,
        connect_timeout: Duration,
        proxies: Proxies,
    ) -> Result<Self, Error> {
        let settings = Settings { custom, connect_timeout, proxies };
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
                // The same settings were built once already. Should that fail now, share one pool.
                let build = || self.settings.build().unwrap_or_else(|_| self.client.clone());
                self.blocking.get_or_init(build).clone()
            }
        }
    }
}

impl Settings {
    fn build(&self) -> Result<reqwest::Client, Error> {
        if let Some(custom) = &self.custom {
            return Ok(custom.clone());
        }
        let builder = builder()?.connect_timeout(self.connect_timeout);
        let builder = match self.proxies {
            Proxies::Environment => builder,
            Proxies::None => builder.no_proxy(),
        };
        builder.build().map_err(|error| {
            let cause = root_cause(&error);
            ConfigError::new(format!("the HTTP client could not be set up: {cause}")).into()
        })
    }
}
