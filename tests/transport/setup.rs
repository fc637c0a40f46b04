//! Certificate authorities, and a server that uses their certificates.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use stytch_api::{Client, ClientBuilder, Error};
use stytch_tests::{PROJECT_ID, PROJECT_SECRET};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig, SupportedProtocolVersion,
        crypto::{CryptoProvider, ring},
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
        server::WebPkiClientVerifier,
        version::{TLS12, TLS13},
    },
};

/// The versions that a server supports by default.
pub(crate) const ALL_VERSIONS: &[&SupportedProtocolVersion] = tokio_rustls::rustls::ALL_VERSIONS;

pub(crate) fn only_tls12() -> [&'static SupportedProtocolVersion; 1] {
    [&TLS12]
}

pub(crate) fn only_tls13() -> [&'static SupportedProtocolVersion; 1] {
    [&TLS13]
}

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// A certificate authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its root certificate.
    pub(crate) pem: String,
    roots: Arc<RootCertStore>,
}

/// A certificate with its key, both in PEM.
pub(crate) struct Identity {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        // Issued certificates have another subject: otherwise they would be self-signed.
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, "authority");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = parameters.self_signed(&key).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(certificate.der().clone()).unwrap();
        let pem = certificate.pem();
        Self { issuer: Issuer::new(parameters, key), pem, roots: Arc::new(roots) }
    }

    /// Issues a certificate of a client.
    pub(crate) fn issue(&self) -> Identity {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        Identity { certificate: certificate.pem(), key: key.serialize_pem() }
    }

    /// Returns the configuration of a server on loopback, which requires certificates of `clients` if
    /// they are given.
    pub(crate) fn server_config(
        &self,
        versions: &[&'static SupportedProtocolVersion],
        clients: Option<&Self>,
    ) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let certificate =
            CertificateParams::new(names).unwrap().signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let builder = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(versions)
            .unwrap();
        let builder = match clients {
            Some(clients) => {
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(clients.roots.clone(), provider());
                builder.with_client_cert_verifier(verifier.build().unwrap())
            }
            None => builder.with_no_client_auth(),
        };
        builder.with_single_cert(vec![certificate.der().clone()], key).unwrap()
    }
}

/// An HTTPS server on a free port that responds to every request with an empty JSON object.
pub(crate) struct TlsServer {
    port: u16,
    requests: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl TlsServer {
    pub(crate) async fn start(authority: &Authority) -> Self {
        Self::start_with(authority, ALL_VERSIONS, None).await
    }

    pub(crate) async fn start_with(
        authority: &Authority,
        versions: &[&'static SupportedProtocolVersion],
        clients: Option<&Authority>,
    ) -> Self {
        Self::start_configured(authority, versions, clients, |_| {}).await
    }

    /// The same, with a function that changes the configuration.
    pub(crate) async fn start_configured(
        authority: &Authority,
        versions: &[&'static SupportedProtocolVersion],
        clients: Option<&Authority>,
        change: fn(&mut ServerConfig),
    ) -> Self {
        let mut config = authority.server_config(versions, clients);
        change(&mut config);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let requests = Arc::<AtomicUsize>::default();
        let counter = requests.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, acceptor.clone(), counter.clone()));
            }
        });
        Self { port, requests, task }
    }

    /// Returns the base URL, with a host name for which the server's certificate is valid.
    pub(crate) fn url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    pub(crate) fn url_with_host(&self, host: &str) -> String {
        format!("https://{host}:{}", self.port)
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        builder(&self.url())
    }

    /// The number of requests that have been received and decrypted.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, requests: Arc<AtomicUsize>) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let mut received = Vec::new();
    while !received.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut received).await.unwrap_or(0) == 0 {
            return;
        }
    }
    requests.fetch_add(1, Ordering::SeqCst);
    let response = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
    // The client may have closed the connection.
    let _ = stream.write_all(response).await;
    let _ = stream.shutdown().await;
}

/// Returns the builder of a client that calls this URL once.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url).retries(0)
}

/// Returns the message of a configuration error, which must not contain the project's secret.
pub(crate) fn config_error<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Config(error)) => {
            let message = error.to_string();
            assert!(!message.contains(PROJECT_SECRET), "{message}");
            message
        }
        other => panic!("{other:?}"),
    }
}
