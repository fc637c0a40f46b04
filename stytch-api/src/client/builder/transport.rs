//! The settings of a client's connections.

use std::{error::Error, sync::Arc, time::Duration};

use reqwest::{Proxy, dns::Resolve};
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    ClientBuilder,
    http::{
        layer::{self, BoxError, HttpService, Request, Response},
        tls::TlsOptions,
        transport::PlainHttp,
    },
};

impl<C> ClientBuilder<C> {
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

    /// Wraps each attempt in a layer of [`tower`](https://docs.rs/tower): for metrics, your own limits, or recording.
    /// A later layer wraps the earlier ones. Without a layer, calls are sent as before, at no cost.
    ///
    /// - A layer sees a complete [`Request`] and a complete [`Response`] of any status, or an error. The body of a
    ///   response is limited by [`response_limit`](Self::response_limit).
    /// - Retries, the rate limit and the decoding are outside of the layer, so it runs once for each attempt. What
    ///   is left of the call's timeout also limits the layer, including the time until it is ready.
    /// - A layer runs within the span of the call.
    /// - If a layer fails, the call fails with [`TransportKind::Layer`](crate::TransportKind::Layer), or with
    ///   [`NotReady`](crate::TransportKind::NotReady) if the outermost `poll_ready` failed. `NotReady` is retried
    ///   as a connection that could not be opened; `Layer` only if the endpoint is
    ///   [safe](crate::schema::RetrySafety::Safe) to retry.
    ///   [`TransportError::layer_error`](crate::TransportError::layer_error) is the layer's error.
    /// - The layer is applied once by [`build`](Self::build) and, with feature `blocking`, once more by the first
    ///   `wait`, whose calls run on a separate runtime. State that both should share must be part of the layer.
    ///
    /// The headers that carry credentials are marked as sensitive, and a [`Body`](crate::layer::Body) shows only its
    /// length, so that the `Debug` of a request shows no secret. Its URL contains IDs.
    ///
    /// ```
    /// # fn run() -> Result<(), stytch_api::Error> {
    /// use stytch_api::Client;
    /// use tower::limit::GlobalConcurrencyLimitLayer;
    ///
    /// let client = Client::builder("project-test-…", "secret-test-…")
    ///     .layer(GlobalConcurrencyLimitLayer::new(10))
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<HttpService> + Send + Sync + 'static,
        L::Service: Service<Request, Response = Response> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Error: Into<BoxError>,
        <L::Service as Service<Request>>::Future: Send,
    {
        self.transport.layers.push(layer::erase(layer));
        self
    }
}
