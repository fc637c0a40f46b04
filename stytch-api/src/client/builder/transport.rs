//! The settings of a client's connections.

use std::{error::Error, sync::Arc, time::Duration};

use reqwest::{Proxy, dns::Resolve};

use crate::{
    ClientBuilder,
    http::{tls::TlsOptions, transport::PlainHttp},
};

impl ClientBuilder {
    /// Limits how long opening a connection may take; 10 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.transport.connect_timeout = Some(timeout);
        self
    }

    /// Sets the TLS options: trusted roots, a client certificate, the minimum version.
    ///
    /// The default is [`TlsOptions::new`]. The options also apply to connections to a proxy with
    /// an `https` URL. It is an error to set options if no URL of the client is `https` and no proxy is set.
    pub fn tls(mut self, options: TlsOptions) -> Self {
        self.transport.tls = Some(options);
        self
    }

    /// Sends requests through a proxy, instead of those of the environment or the system. If several are
    /// added, the first that matches is used. With a plain `http` URL, a proxy also requires
    /// [`danger_allow_plain_http`](Self::danger_allow_plain_http).
    ///
    /// ```no_run
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{Client, reqwest::Proxy};
    ///
    /// let proxy = Proxy::https("http://proxy.example:3128")?;
    /// let client = Client::builder("project-test-…", "secret-test-…").proxy(proxy).build()?;
    /// # Ok(()) }
    /// ```
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.transport.proxies.get_or_insert_default().push(proxy);
        self
    }

    /// Uses no proxy, not even one of the environment (`HTTPS_PROXY` and similar) or the system. Removes
    /// the proxies that were added before.
    pub fn no_proxy(mut self) -> Self {
        self.transport.proxies = Some(Vec::new());
        self
    }

    /// Resolves host names with your own resolver instead of the system's.
    pub fn dns_resolver(mut self, resolver: impl Resolve + 'static) -> Self {
        self.transport.dns_resolver = Some(Arc::new(resolver));
        self
    }

    /// Allows plain `http` to any host, not only to this machine.
    ///
    /// **Danger:** the project secret, tokens and personal data are then sent unencrypted. Anyone on the
    /// network path can read and change them. Use it only within a network that you trust, such as between
    /// the containers of one machine or to a sidecar that adds TLS.
    ///
    /// The environment's proxies are ignored as soon as one URL of the client is plain `http`.
    pub fn danger_allow_plain_http(mut self) -> Self {
        self.transport.plain_http = PlainHttp::Anywhere;
        self
    }

    /// Makes calls through your own HTTP clients, for settings that this builder does not have.
    ///
    /// `build` is called once for each pool of connections: by [`build`](Self::build), and by the first
    /// `wait` (feature `blocking`). Each time it must return a new client, because connections cannot be
    /// shared between runtimes. If it fails in `wait`, that call fails with
    /// [`Error::Config`](crate::Error::Config), and the next one tries again.
    ///
    /// Redirects, proxies and TLS are up to your client; the corresponding settings of this builder are
    /// rejected. A client that follows redirects may send the request's secrets to another host, so disable
    /// them, as below.
    ///
    /// With feature `rustls` or `aws-lc-rs`, reqwest is compiled without a default crypto provider, and
    /// `reqwest::ClientBuilder::build` panics unless you [install] one for the process, pass a
    /// [rustls configuration], or enable feature `rustls` of reqwest.
    ///
    /// [install]: https://docs.rs/rustls/0.23/rustls/crypto/struct.CryptoProvider.html#method.install_default
    /// [rustls configuration]: reqwest::ClientBuilder::tls_backend_preconfigured
    ///
    /// ```no_run
    /// use stytch_api::{Client, reqwest};
    ///
    /// # fn run() -> Result<(), stytch_api::Error> {
    /// let client = Client::builder("project-test-…", "secret-test-…")
    ///     .http_client(|| {
    ///         // With rustls, a crypto provider is installed for the process.
    ///         reqwest::Client::builder()
    ///             .redirect(reqwest::redirect::Policy::none())
    ///             .tcp_keepalive(std::time::Duration::from_secs(30))
    ///             .build()
    ///     })
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client<F, E>(mut self, build: F) -> Self
    where
        F: Fn() -> Result<reqwest::Client, E> + Send + Sync + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.transport.http_client = Some(Arc::new(move || build().map_err(Into::into)));
        self
    }
}
