//! TLS by the platform's own library.

use reqwest::{Certificate, Identity, tls::Version};

use super::{SystemRoots, TlsOptions, TlsVersion, invalid_client_certificate, invalid_roots};
use crate::{error::ConfigError, http::version::HttpVersions};

/// The TLS settings of an HTTP client.
#[derive(Clone)]
pub(crate) struct Tls {
    roots: Vec<Certificate>,
    system_roots: SystemRoots,
    identity: Option<Identity>,
    min_version: TlsVersion,
}

impl Tls {
    /// Applies `options`. The platform loads its own roots.
    pub(crate) fn new(options: &TlsOptions) -> Result<Self, ConfigError> {
        options.check()?;
        let mut roots = Vec::new();
        for bundle in &options.roots {
            let added =
                Certificate::from_pem_bundle(bundle).map_err(|_| invalid_roots("malformed PEM"))?;
            if added.is_empty() {
                return Err(invalid_roots("no PEM certificate found"));
            }
            roots.extend(added);
        }
        let identity = options.client_certificate.as_ref().map(|certificate| {
            Identity::from_pkcs8_pem(&certificate.chain, &certificate.key)
                .map_err(|_| invalid_client_certificate("malformed PEM, or not a PKCS#8 key"))
        });
        Ok(Self {
            roots,
            system_roots: options.system_roots,
            identity: identity.transpose()?,
            min_version: options.min_version,
        })
    }

    /// Returns settings for plain HTTP.
    pub(crate) fn unused() -> Result<Self, ConfigError> {
        Self::new(&TlsOptions::new())
    }

    /// reqwest offers the versions itself.
    pub(crate) fn configure(
        &self,
        builder: reqwest::ClientBuilder,
        _: HttpVersions,
    ) -> reqwest::ClientBuilder {
        let builder = match self.system_roots {
            SystemRoots::Trusted => builder.tls_certs_merge(self.roots.clone()),
            SystemRoots::Ignored => builder.tls_certs_only(self.roots.clone()),
        };
        let builder = builder.tls_version_min(match self.min_version {
            TlsVersion::Tls12 => Version::TLS_1_2,
            TlsVersion::Tls13 => Version::TLS_1_3,
        });
        match &self.identity {
            Some(identity) => builder.identity(identity.clone()),
            None => builder,
        }
    }
}
