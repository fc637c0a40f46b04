//! TLS, selected by features: aws-lc-rs takes precedence over ring, and both over the platform's TLS.

use crate::error::ConfigError;

/// Whether any TLS is compiled in.
pub(crate) const IS_AVAILABLE: bool =
    cfg!(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls"));

/// Configures rustls with an explicit provider, so that none is installed for the whole process.
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
pub(crate) fn configure(
    builder: reqwest::ClientBuilder,
) -> Result<reqwest::ClientBuilder, ConfigError> {
    use std::sync::Arc;

    use rustls_platform_verifier::BuilderVerifierExt;

    #[cfg(feature = "aws-lc-rs")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc-rs"))]
    let provider = rustls::crypto::ring::default_provider();

    let config_error =
        |error: rustls::Error| ConfigError::new(format!("TLS could not be set up: {error}"));
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .map_err(config_error)?
        .with_platform_verifier()
        .map_err(config_error)?
        .with_no_client_auth();
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(not(any(feature = "rustls", feature = "aws-lc-rs")))]
#[expect(clippy::unnecessary_wraps, reason = "one signature for all features")]
pub(crate) fn configure(
    builder: reqwest::ClientBuilder,
) -> Result<reqwest::ClientBuilder, ConfigError> {
    Ok(builder)
}
