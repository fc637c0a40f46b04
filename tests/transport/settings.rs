//! Proxies, name resolution and plain HTTP; settings that cannot be combined.

use std::{net::SocketAddr, time::Duration};

use stytch_api::{
    ClientBuilder, TlsOptions,
    reqwest::{
        self, Proxy,
        dns::{Addrs, Name, Resolve, Resolving},
    },
};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, Server};

use crate::setup::{Authority, builder, config_error};

/// Resolves every name to one address.
struct Fixed(SocketAddr);

impl Resolve for Fixed {
    fn resolve(&self, _: Name) -> Resolving {
        let address = self.0;
        Box::pin(async move { Ok(Box::new(std::iter::once(address)) as Addrs) })
    }
}

fn never_called() -> Result<reqwest::Client, std::io::Error> {
    panic!("the configuration is invalid")
}

#[tokio::test]
async fn calls_use_the_given_proxy() {
    let start = || Server::start([MockResponse::json("{}"), MockResponse::status(502, "")]);
    let (server, proxy_server) = (start().await, start().await);
    let proxy = || Proxy::all(proxy_server.url()).unwrap();
    let client = builder(&server.url()).danger_allow_plain_http();
    let direct = client.clone().proxy(proxy()).no_proxy().build().unwrap();
    direct.send(ListRequest::new()).await.unwrap();
    assert_eq!((server.requests().len(), proxy_server.requests().len()), (1, 0));

    let client = client.no_proxy().proxy(proxy()).build().unwrap();
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(proxy_server.request().target, format!("{}/v1/widgets", server.url()));

    // An https URL is called through a tunnel, which the proxy does not open.
    let client = builder("https://example.com").proxy(proxy()).build().unwrap();
    client.send(ListRequest::new()).await.unwrap_err();
    let tunnel = &proxy_server.requests()[1];
    assert_eq!((tunnel.method.as_str(), tunnel.target.as_str()), ("CONNECT", "example.com:443"));
}

#[tokio::test]
async fn plain_http_is_sent_to_other_hosts_only_if_allowed() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let address: SocketAddr = server.url().trim_start_matches("http://").parse().unwrap();
    let url = format!("http://sandbox.example:{}", address.port());
    let builder = || builder(&url).dns_resolver(Fixed(address));
    let message = config_error(builder().build());
    assert!(message.contains("`ClientBuilder::danger_allow_plain_http`"), "{message}");
    let client = builder().danger_allow_plain_http().build().unwrap();
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!(server.request().header("host"), Some(&url["http://".len()..]));

    let telemetry = || crate::setup::builder("https://localhost:1").telemetry_url(&url);
    let message = config_error(telemetry().build());
    assert!(message.contains("`ClientBuilder::danger_allow_plain_http`"), "{message}");
    telemetry().danger_allow_plain_http().build().unwrap();
}

/// The name of a setting, and a function that sets it.
type Setting = (&'static str, Box<dyn Fn(ClientBuilder) -> ClientBuilder>);

#[test]
fn settings_without_effect_are_rejected() {
    let proxy = || Proxy::all("http://localhost:1").unwrap();
    let tls = || TlsOptions::new().add_root_certificates(Authority::new().pem);
    let settings: [Setting; 5] = [
        ("connect_timeout", Box::new(|builder| builder.connect_timeout(Duration::from_secs(1)))),
        ("tls", Box::new(move |builder| builder.tls(tls()))),
        ("proxy", Box::new(move |builder| builder.proxy(proxy()))),
        ("no_proxy", Box::new(ClientBuilder::no_proxy)),
        (
            "dns_resolver",
            Box::new(|builder| builder.dns_resolver(Fixed(([127, 0, 0, 1], 1).into()))),
        ),
    ];
    for (name, set) in &settings {
        set(builder("https://localhost:1")).build().unwrap();
        let own = set(builder("https://localhost:1")).http_client(never_called);
        let message = config_error(own.build());
        assert!(message.contains(&format!("{name}`")), "{message}");
        assert!(message.contains("`http_client`"), "{message}");

        let plain = set(builder("http://localhost:1")).build();
        match *name {
            "tls" => assert!(config_error(plain).contains("no https URL")),
            "proxy" => assert!(config_error(plain).contains("danger_allow_plain_http")),
            _ => drop(plain.unwrap()),
        }
        // One of two URLs is enough for TLS, and for plain HTTP.
        let mixed = builder("http://localhost:1").telemetry_url("https://localhost:1");
        match *name {
            "proxy" => {
                assert!(config_error(set(mixed).build()).contains("danger_allow_plain_http"));
            }
            _ => drop(set(mixed).build().unwrap()),
        }
    }
}
