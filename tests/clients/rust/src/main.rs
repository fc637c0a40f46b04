//! Runs the vendor's Rust SDK against a sandbox. The environment names it, as its program prints it.

mod b2b;
mod consumer;
mod steps;

use std::env;

use stytch::client::{Client, Vertical};
use url::Url;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = stytch::b2b::client::Client::new_with_http_client(
        http_client(Vertical::B2B),
        http_client(Vertical::B2B),
    );
    b2b::run(&client, &variable("STYTCH_PROJECT_ID")).await;
    let client = stytch::consumer::client::Client::new_with_http_client(
        http_client(Vertical::Consumer),
        http_client(Vertical::Consumer),
    );
    consumer::run(&client).await;
    println!("rust: {} steps passed", steps::count());
}

fn http_client(vertical: Vertical) -> Client {
    let base_url = Url::parse(&variable("STYTCH_BASE_URL")).expect("a URL");
    let (project_id, secret) = (variable("STYTCH_PROJECT_ID"), variable("STYTCH_SECRET"));
    Client::new_with_base_url(&project_id, &secret, base_url, vertical).expect("a client")
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("set {name}"))
}
