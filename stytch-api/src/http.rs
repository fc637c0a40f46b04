//! HTTP: connections, TLS, configuration, one attempt and whether to retry it.

pub(crate) mod attempt;
pub(crate) mod config;
pub(crate) mod pool;
pub(crate) mod retry;
pub(crate) mod tls;
