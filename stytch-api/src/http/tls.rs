//! TLS: its settings, and the library that applies them. aws-lc-rs takes precedence over ring, and both
//! over the platform's TLS.

#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "aws-lc-rs"))))]
#[path = "tls/native_tls_backend.rs"]
mod backend;
#[cfg(not(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls")))]
#[path = "tls/no_backend.rs"]
mod backend;
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
#[path = "tls/rustls_backend.rs"]
mod backend;

use std::fmt;

use zeroize::Zeroizing;

pub(crate) use self::backend::Tls;
use crate::error::ConfigError;

/// Whether any TLS is compiled in.
pub(crate) const IS_AVAILABLE: bool =
    cfg!(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls"));

/// TLS settings, for [`ClientBuilder::tls`](crate::ClientBuilder::tls).
///
/// By default, a server's certificate must be issued by a root that the platform trusts, the client has no
/// certificate, and the TLS version is 1.2 or later. Invalid settings are reported by
/// [`ClientBuilder::build`](crate::ClientBuilder::build).
///
/// ```no_run
/// use stytch_api::{Client, TlsOptions, TlsVersion};
///
/// # fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let tls = TlsOptions::new()
///     .add_root_certificates(std::fs::read("company-ca.pem")?)
///     .min_version(TlsVersion::Tls13);
/// let client = Client::builder("project-test-…", "secret-test-…").tls(tls).build()?;
/// # Ok(()) }
/// ```
#[must_use]
#[derive(Clone, Default)]
pub struct TlsOptions {
    /// PEM bundles.
    roots: Vec<Vec<u8>>,
    system_roots: SystemRoots,
    client_certificate: Option<ClientCertificate>,
    min_version: TlsVersion,
}

/// A version of the TLS protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2, the default minimum.
    #[default]
    Tls12,
    /// TLS 1.3.
    Tls13,
}

/// Whether the platform's roots are trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SystemRoots {
    #[default]
    Trusted,
    Ignored,
}

/// A certificate chain and its private key, in PEM.
#[derive(Clone)]
struct ClientCertificate {
    chain: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

/// Shows neither the certificate nor its key, which may be swapped.
impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl TlsOptions {
    /// Creates the default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts these root certificates as well: the text of a PEM file with one or more of them.
    ///
    /// Not available on Android unless the platform's roots are [ignored](Self::without_system_roots).
    pub fn add_root_certificates(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.roots.push(pem.as_ref().to_owned());
        self
    }

    /// Trusts only the [added](Self::add_root_certificates) root certificates, and not the platform's.
    ///
    /// The platform then needs no CA store.
    pub fn without_system_roots(mut self) -> Self {
        self.system_roots = SystemRoots::Ignored;
        self
    }

    /// Authenticates the client with a certificate ("mutual TLS"), if the server asks for one.
    ///
    /// `chain` is the text of a PEM file with the certificate, followed by intermediate ones if there are
    /// any. `key` is the text of a PEM file with its unencrypted private key: PKCS#8, or with rustls also
    /// PKCS#1 or SEC1.
    pub fn client_certificate(mut self, chain: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Self {
        let chain = chain.as_ref().to_owned();
        let key = Zeroizing::new(key.as_ref().to_owned());
        self.client_certificate = Some(ClientCertificate { chain, key });
        self
    }

    /// Rejects servers whose TLS version is older; [`TlsVersion::Tls12`] by default.
    pub fn min_version(mut self, version: TlsVersion) -> Self {
        self.min_version = version;
        self
    }

    /// Rejects settings that trust no certificate at all.
    fn check(&self) -> Result<(), ConfigError> {
        if self.system_roots == SystemRoots::Ignored && self.roots.is_empty() {
            return Err(ConfigError::new(
                "`TlsOptions::without_system_roots` leaves no trusted root; add one with \
                 `TlsOptions::add_root_certificates`",
            ));
        }
        Ok(())
    }
}

/// Shows the number of PEM files instead of their contents.
impl fmt::Debug for TlsOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsOptions")
            .field("roots", &format_args!("{} PEM files", self.roots.len()))
            .field("system_roots", &self.system_roots)
            .field("client_certificate", &self.client_certificate)
            .field("min_version", &self.min_version)
            .finish()
    }
}

// No error of a PEM parser is quoted: it may contain a line of a key.

fn invalid_roots(problem: &str) -> ConfigError {
    ConfigError::new(format!("the root certificates of `TlsOptions` are invalid: {problem}"))
}

fn invalid_client_certificate(problem: &str) -> ConfigError {
    ConfigError::new(format!("the client certificate of `TlsOptions` is invalid: {problem}"))
}
