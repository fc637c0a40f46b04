//! A server that speaks HTTP/2 over TLS, with a function that handles each connection.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use stytch_api::{ClientBuilder, TlsOptions};
use stytch_tests::http2::Connection;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_rustls::TlsAcceptor;

use crate::setup::{ALL_VERSIONS, Authority, builder};

/// A server on a free port; dropping it stops it.
pub(crate) struct Http2Server {
    port: u16,
    authority: Authority,
    connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Http2Server {
    /// Starts a server that runs `handle` for each connection on which HTTP/2 was negotiated.
    pub(crate) async fn start<H, F>(handle: H) -> Self
    where
        H: Fn(Connection) -> F + Clone + Send + 'static,
        F: Future<Output = Option<()>> + Send + 'static,
    {
        Self::start_with_max_streams(None, handle).await
    }

    /// The same, for a server that limits how many streams are open at once.
    pub(crate) async fn start_with_max_streams<H, F>(max_streams: Option<u32>, handle: H) -> Self
    where
        H: Fn(Connection) -> F + Clone + Send + 'static,
        F: Future<Output = Option<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let authority = Authority::new();
        let mut config = authority.server_config(ALL_VERSIONS, None);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let connections = Arc::<AtomicUsize>::default();
        let counter = connections.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, counter, handle) =
                    (acceptor.clone(), counter.clone(), handle.clone());
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await.ok()?;
                    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
                    // The client may open connections that it does not use.
                    let connection = Connection::accept(stream, max_streams).await.ok()?;
                    counter.fetch_add(1, Ordering::SeqCst);
                    handle(connection).await
                });
            }
        });
        Self { port, authority, connections, task }
    }

    /// Returns the builder of a client that calls this server and does not retry.
    pub(crate) fn builder(&self) -> ClientBuilder {
        let tls =
            TlsOptions::new().without_system_roots().add_root_certificates(&self.authority.pem);
        builder(&format!("https://127.0.0.1:{}", self.port)).tls(tls)
    }

    /// The number of connections on which HTTP/2 was spoken.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Http2Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
