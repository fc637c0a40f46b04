//! HTTP: connections, TLS, configuration, one attempt, whether to retry it and when to send it.

pub(crate) mod attempt;
pub(crate) mod client;
pub(crate) mod config;
pub(crate) mod credentials;
pub(crate) mod layer;
pub(crate) mod limit;
pub(crate) mod limiter;
pub(crate) mod pool;
pub(crate) mod retry;
#[cfg_attr(
    not(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls")),
    allow(dead_code, reason = "there is no TLS library to apply the settings")
)]
pub(crate) mod tls;
pub(crate) mod transport;
pub(crate) mod version;
