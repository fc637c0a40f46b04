//! TLS options take effect, or are rejected.

use stytch_api::{TlsOptions, TlsVersion, TransportKind, reqwest::Proxy};
use stytch_downstream::widgets::ListRequest;

use crate::setup::{
    ALL_VERSIONS, Authority, TlsServer, builder, config_error, only_tls12, only_tls13,
};

/// Calls the server with these options, and returns whether it received the request and responded.
async fn is_connected(server: &TlsServer, options: TlsOptions) -> bool {
    let before = server.requests();
    let client = server.builder().tls(options).build().unwrap();
    let result = client.send(ListRequest::new()).await;
    match &result {
        Ok(_) => assert_eq!(server.requests(), before + 1),
        Err(error) => {
            assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
            assert_eq!(server.requests(), before, "the request was sent");
        }
    }
    result.is_ok()
}

#[tokio::test]
async fn only_trusted_roots_are_accepted() {
    let (authority, other) = (Authority::new(), Authority::new());
    let server = TlsServer::start(&authority).await;
    let both = format!("{}\n{}", other.pem, authority.pem);
    let cases = [
        ("the platform's", TlsOptions::new(), false),
        ("added", TlsOptions::new().add_root_certificates(&authority.pem), true),
        ("added to another", TlsOptions::new().add_root_certificates(&both), true),
        ("another", TlsOptions::new().add_root_certificates(&other.pem), false),
        (
            "only this",
            TlsOptions::new().without_system_roots().add_root_certificates(&authority.pem),
            true,
        ),
        (
            "only another",
            TlsOptions::new().add_root_certificates(&other.pem).without_system_roots(),
            false,
        ),
    ];
    for (roots, options, expected) in cases {
        assert_eq!(is_connected(&server, options).await, expected, "{roots}");
    }
    // Without options, the platform's roots are trusted.
    let client = server.builder().build().unwrap();
    let error = client.send(ListRequest::new()).await.unwrap_err();
    let stytch_api::Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind, TransportKind::Connect);
}

#[tokio::test]
async fn certificate_must_be_for_the_host() {
    let authority = Authority::new();
    let server = TlsServer::start(&authority).await;
    let tls = TlsOptions::new().without_system_roots().add_root_certificates(&authority.pem);
    for (host, expected) in [("localhost", true), ("127.0.0.1", true), ("127.0.0.2", false)] {
        let client = builder(&server.url_with_host(host)).tls(tls.clone()).build().unwrap();
        assert_eq!(client.send(ListRequest::new()).await.is_ok(), expected, "{host}");
    }
}

#[tokio::test]
async fn client_certificate_is_sent() {
    let (authority, clients, other) = (Authority::new(), Authority::new(), Authority::new());
    for versions in [only_tls12(), only_tls13()] {
        let server = TlsServer::start_with(&authority, &versions, Some(&clients)).await;
        let tls = || TlsOptions::new().without_system_roots().add_root_certificates(&authority.pem);
        assert!(!is_connected(&server, tls()).await, "without a certificate");
        for (issuer, expected) in [(&clients, true), (&other, false)] {
            let identity = issuer.issue();
            let options = tls().client_certificate(&identity.certificate, &identity.key);
            assert_eq!(is_connected(&server, options).await, expected);
        }
    }
}

#[tokio::test]
async fn older_version_than_the_minimum_is_rejected() {
    let authority = Authority::new();
    let tls = || TlsOptions::new().add_root_certificates(&authority.pem);
    let (tls12, tls13) = (only_tls12(), only_tls13());
    let cases = [
        (tls12.as_slice(), true, false),
        (tls13.as_slice(), true, true),
        (ALL_VERSIONS, true, true),
    ];
    for (versions, by_default, with_tls13) in cases {
        let server = TlsServer::start_with(&authority, versions, None).await;
        assert_eq!(is_connected(&server, tls()).await, by_default);
        let options = tls().min_version(TlsVersion::Tls12);
        assert_eq!(is_connected(&server, options).await, by_default);
        let options = tls().min_version(TlsVersion::Tls13);
        assert_eq!(is_connected(&server, options).await, with_tls13);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_calls_use_the_same_options() {
    let (authority, other) = (Authority::new(), Authority::new());
    let server = TlsServer::start(&authority).await;
    for (trusted, expected) in [(&authority, true), (&other, false)] {
        let tls = TlsOptions::new().without_system_roots().add_root_certificates(&trusted.pem);
        let client = server.builder().tls(tls).build().unwrap();
        let waits = std::thread::spawn(move || client.send(ListRequest::new()).wait().is_ok());
        let is_ok = tokio::task::spawn_blocking(|| waits.join().unwrap()).await.unwrap();
        assert_eq!(is_ok, expected);
    }
}

#[test]
fn invalid_options_are_rejected() {
    let authority = Authority::new();
    let (identity, other) = (authority.issue(), authority.issue());
    let garbled = authority.pem.replace("MI", "!!");
    let not_a_certificate = authority.pem.replace("MI", "AA");
    let unfinished = "-----BEGIN CERTIFICATE-----\nAAAA\n";
    let (certificate, key) = (&identity.certificate, &identity.key);
    let new = TlsOptions::new;
    let cases = [
        (new().without_system_roots(), "leaves no trusted root"),
        (new().add_root_certificates(""), "no PEM certificate found"),
        (new().add_root_certificates(key), "no PEM certificate found"),
        (new().add_root_certificates(garbled), "malformed PEM"),
        (new().add_root_certificates(unfinished), "malformed PEM"),
        (new().add_root_certificates(not_a_certificate), "root certificates of `TlsOptions`"),
        (
            new().add_root_certificates(&authority.pem).add_root_certificates("\n"),
            "no PEM certificate found",
        ),
        (new().client_certificate(certificate, &other.key), "client certificate of `TlsOptions`"),
        (new().client_certificate("", key), "no PEM certificate found"),
        (new().client_certificate(certificate, ""), "key is not an unencrypted PEM key"),
        (new().client_certificate(key, certificate), "no PEM certificate found"),
    ];
    let secret_line = key.lines().nth(1).unwrap();
    for (options, expected) in cases {
        let debug = format!("{options:?}");
        assert!(!debug.contains(secret_line), "{debug}");
        let message = config_error(builder("https://localhost:1").tls(options).build());
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains(secret_line), "{message}");
    }
}

#[tokio::test]
async fn options_apply_to_an_https_proxy() {
    let authority = Authority::new();
    let proxy = TlsServer::start(&authority).await;
    let client = || {
        let client = builder("http://sandbox.example").danger_allow_plain_http();
        client.proxy(Proxy::all(proxy.url()).unwrap())
    };
    let options = || TlsOptions::new().without_system_roots();
    for (pem, is_trusted) in [(authority.pem.clone(), true), (Authority::new().pem, false)] {
        let client = client().tls(options().add_root_certificates(pem)).build().unwrap();
        assert_eq!(client.send(ListRequest::new()).await.is_ok(), is_trusted);
    }
    // Only the trusted proxy has received the request.
    assert_eq!(proxy.requests(), 1);
}
