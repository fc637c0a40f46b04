//! TLS by rustls, with an explicit crypto provider, so that none is installed for the whole process.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore, SupportedProtocolVersion,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    version::{TLS12, TLS13},
};
use rustls_platform_verifier::Verifier;

use super::{
    ClientCertificate, SystemRoots, TlsOptions, TlsVersion, invalid_client_certificate,
    invalid_roots,
};
use crate::{error::ConfigError, http::version::HttpVersions};

/// The TLS settings of an HTTP client.
#[derive(Clone)]
pub(crate) struct Tls(ClientConfig);

impl Tls {
    /// Loads the trusted roots and applies `options`.
    pub(crate) fn new(options: &TlsOptions) -> Result<Self, ConfigError> {
        options.check()?;
        let (certificates, roots) = parse_roots(&options.roots)?;
        let provider = provider();
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&versions(options.min_version))
            .map_err(|error| unavailable(&error))?;
        let builder = match options.system_roots {
            SystemRoots::Trusted => {
                let verifier = platform_verifier(certificates, provider)?;
                builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
            }
            SystemRoots::Ignored => builder.with_root_certificates(roots),
        };
        let Some(certificate) = &options.client_certificate else {
            return Ok(Self(builder.with_no_client_auth()));
        };
        let (chain, key) = parse_client_certificate(certificate)?;
        let config = builder.with_client_auth_cert(chain, key);
        config.map(Self).map_err(|error| invalid_client_certificate(&error.to_string()))
    }

    /// Returns settings for plain HTTP: no roots are loaded, and every TLS handshake would fail.
    pub(crate) fn unused() -> Result<Self, ConfigError> {
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| unavailable(&error))?;
        Ok(Self(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()))
    }

    pub(crate) fn configure(
        &self,
        builder: reqwest::ClientBuilder,
        versions: HttpVersions,
    ) -> reqwest::ClientBuilder {
        let mut config = self.0.clone();
        // reqwest does not change a configuration that it is given.
        config.alpn_protocols = versions.alpn();
        builder.tls_backend_preconfigured(config)
    }
}

fn provider() -> Arc<CryptoProvider> {
    #[cfg(feature = "aws-lc-rs")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc-rs"))]
    let provider = rustls::crypto::ring::default_provider();
    Arc::new(provider)
}

fn versions(min_version: TlsVersion) -> Vec<&'static SupportedProtocolVersion> {
    match min_version {
        TlsVersion::Tls12 => vec![&TLS13, &TLS12],
        TlsVersion::Tls13 => vec![&TLS13],
    }
}

fn unavailable(error: &rustls::Error) -> ConfigError {
    ConfigError::new(format!("TLS could not be set up: {error}"))
}

/// Parses PEM bundles, each of which must contain a certificate.
fn parse_roots(
    bundles: &[Vec<u8>],
) -> Result<(Vec<CertificateDer<'static>>, RootCertStore), ConfigError> {
    let (mut certificates, mut store) = (Vec::new(), RootCertStore::empty());
    for bundle in bundles {
        let added = parse_certificates(bundle).map_err(invalid_roots)?;
        for certificate in &added {
            let added = store.add(certificate.clone());
            added.map_err(|error| invalid_roots(&error.to_string()))?;
        }
        certificates.extend(added);
    }
    Ok((certificates, store))
}

fn parse_certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, &'static str> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let certificates = certificates.map_err(|_| "malformed PEM")?;
    if certificates.is_empty() { Err("no PEM certificate found") } else { Ok(certificates) }
}

fn parse_client_certificate(
    certificate: &ClientCertificate,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), ConfigError> {
    let chain = parse_certificates(&certificate.chain).map_err(invalid_client_certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&certificate.key)
        .map_err(|_| invalid_client_certificate("its key is not an unencrypted PEM key"))?;
    Ok((chain, key))
}

/// Trusts the platform's roots and those of `certificates`, which are valid.
fn platform_verifier(
    certificates: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Verifier, ConfigError> {
    #[cfg(target_os = "android")]
    let verifier = {
        if !certificates.is_empty() {
            return Err(invalid_roots(
                "Android cannot add roots to its own; use `TlsOptions::without_system_roots`",
            ));
        }
        Verifier::new(provider)
    };
    #[cfg(not(target_os = "android"))]
    let verifier = Verifier::new_with_extra_roots(certificates, provider);
    verifier.map_err(|error| {
        ConfigError::new(format!(
            "the platform's root certificates could not be loaded: {error}; install them (on Linux, the \
             package `ca-certificates`), or set your own with `ClientBuilder::tls`"
        ))
    })
}
