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
    let proxy_server = Server::start([MockResponse::status(502, "")]).await;
    let proxy = || Proxy::all(proxy_server.url()).unwrap();
    // The URL is called through a tunnel, which the proxy does not open.
    let client = builder("https://example.com").proxy(proxy()).build().unwrap();
    client.send(ListRequest::new()).await.unwrap_err();
    let tunnel = proxy_server.request();
    assert_eq!((tunnel.method.as_str(), tunnel.target.as_str()), ("CONNECT", "example.com:443"));
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
            "proxy" => assert!(config_error(plain).contains("unencrypted")),
            _ => drop(plain.unwrap()),
        }
        // One of two URLs is enough for TLS, and for plain HTTP.
        let mixed = builder("http://localhost:1").telemetry_url("https://localhost:1");
        match *name {
            "proxy" => {
                assert!(config_error(set(mixed).build()).contains("unencrypted"));
            }
            _ => drop(set(mixed).build().unwrap()),
        }
    }
}
