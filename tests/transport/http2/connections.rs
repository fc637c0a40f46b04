//! Calls share a connection, and end without affecting each other.

use std::time::Duration;

use stytch_api::{Error, TransportError, TransportKind};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::http2::{Connection, Event, code};
use tokio::{sync::mpsc, task::JoinSet};
use tokio_rustls::rustls::ServerConfig;

use super::server::Http2Server;
use crate::setup::{ALL_VERSIONS, Authority, TlsServer, only_tls12};

fn transport_error(error: Error) -> TransportError {
    match error {
        Error::Transport(error) => *error,
        other => panic!("{other:?}"),
    }
}

/// Responds to every request with an empty object.
async fn respond_to_all(mut connection: Connection) -> Option<()> {
    loop {
        let stream = connection.request().await?;
        connection.respond(stream, "{}").await.ok()?;
    }
}

#[tokio::test]
async fn concurrent_calls_share_one_connection() {
    const CALLS: usize = 20;
    let server = Http2Server::start(|mut connection| async move {
        let stream = connection.request().await?;
        connection.respond(stream, "{}").await.ok()?;
        // No response is sent before all requests have arrived.
        let mut streams = Vec::new();
        while streams.len() < CALLS {
            streams.push(connection.request().await?);
        }
        for stream in streams {
            connection.respond(stream, "{}").await.ok()?;
        }
        connection.request().await.map(drop)
    })
    .await;
    let client = server.builder().build().unwrap();
    // The first response tells the client that the server speaks HTTP/2.
    client.send(ListRequest::new()).await.unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move { client.send(ListRequest::new()).await.unwrap() });
    }
    calls.join_all().await;
    assert_eq!(server.connections(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_calls_use_http2() {
    let server = Http2Server::start(respond_to_all).await;
    let client = server.builder().build().unwrap();
    let calls = tokio::task::spawn_blocking(move || {
        for _ in 0..2 {
            client.send(ListRequest::new()).wait().unwrap();
        }
    });
    calls.await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn server_without_http2_is_called_by_http1() {
    let authority = Authority::new();
    let only_http1 = |config: &mut ServerConfig| config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let servers = [
        TlsServer::start(&authority).await,
        TlsServer::start_with(&authority, &only_tls12(), None).await,
        TlsServer::start_configured(&authority, ALL_VERSIONS, None, only_http1).await,
    ];
    for server in servers {
        let tls = stytch_api::TlsOptions::new().add_root_certificates(&authority.pem);
        let client = server.builder().tls(tls).build().unwrap();
        for requests in 1..3 {
            client.send(ListRequest::new()).await.unwrap();
            assert_eq!(server.requests(), requests);
        }
    }
}

#[tokio::test]
async fn calls_over_the_limit_of_streams_wait() {
    let server = Http2Server::start_with_max_streams(Some(1), respond_to_all).await;
    let client = server.builder().build().unwrap();
    client.send(ListRequest::new()).await.unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..5 {
        let client = client.clone();
        calls.spawn(async move { client.send(ListRequest::new()).await.unwrap() });
    }
    calls.join_all().await;
    assert_eq!(server.connections(), 1);
}

/// Starts a server that reports its requests. After a reset by the client, it responds to the other stream.
async fn start_reporting(requests: mpsc::UnboundedSender<u32>, body: &'static str) -> Http2Server {
    Http2Server::start(move |mut connection| {
        let requests = requests.clone();
        async move {
            let mut streams = Vec::new();
            loop {
                match connection.next().await? {
                    Event::Request { stream, .. } => {
                        streams.push(stream);
                        if !body.is_empty() && streams.len() == 2 {
                            connection.send_head(streams[0]).await.ok()?;
                            connection.send_data(streams[0], body).await.ok()?;
                        }
                        requests.send(stream).ok()?;
                    }
                    Event::Reset { stream, code } => {
                        assert_eq!((stream, code), (streams[0], code::CANCEL));
                        connection.respond(streams[1], "{}").await.ok()?;
                    }
                    Event::Ping(_) => {}
                }
            }
        }
    })
    .await
}

#[tokio::test]
async fn dropped_call_resets_only_its_stream() {
    let (sender, mut requests) = mpsc::unbounded_channel();
    let server = start_reporting(sender, "").await;
    let client = server.builder().build().unwrap();
    let dropped = tokio::spawn(client.send(ListRequest::new()).into_future());
    requests.recv().await.unwrap();
    let other = tokio::spawn(client.send(ListRequest::new()).into_future());
    requests.recv().await.unwrap();
    dropped.abort();
    other.await.unwrap().unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn call_that_times_out_leaves_the_others_alone() {
    let (sender, mut requests) = mpsc::unbounded_channel();
    let server = start_reporting(sender, "").await;
    let client = server.builder().build().unwrap();
    // The timeout begins with the first poll, so the second call is made long before it ends.
    let timeout = Duration::from_secs(2);
    let slow = tokio::spawn(client.send(ListRequest::new()).timeout(timeout).into_future());
    requests.recv().await.unwrap();
    let other = tokio::spawn(client.send(ListRequest::new()).into_future());
    let error = transport_error(slow.await.unwrap().unwrap_err());
    assert_eq!(error.kind, TransportKind::Timeout);
    other.await.unwrap().unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn response_over_the_limit_leaves_the_others_alone() {
    let (sender, mut requests) = mpsc::unbounded_channel();
    let server = start_reporting(sender, "1234567890").await;
    let client = server.builder().response_limit(9).build().unwrap();
    let large = tokio::spawn(client.send(ListRequest::new()).into_future());
    requests.recv().await.unwrap();
    let other = tokio::spawn(client.send(ListRequest::new()).into_future());
    let error = transport_error(large.await.unwrap().unwrap_err());
    assert_eq!((error.kind, error.status), (TransportKind::TooLarge, Some(200)));
    other.await.unwrap().unwrap();
    assert_eq!(server.connections(), 1);
}
