//! How a client connects: TLS, proxies, name resolution, and HTTP clients that the user provides.

// Elsewhere, the platform's own interface is used.
#[cfg(all(unix, not(target_vendor = "apple"), not(target_os = "android")))]
mod ca_store;
mod http2;
mod http_client;
mod settings;
mod setup;
mod tls;
