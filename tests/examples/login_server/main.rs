//! A server that logs Members in: by a link, OAuth, SSO or a password, to an Organization that is known or that
//! the person chooses, with a second factor where the Organization requires one, and with the session in
//! cookies.
//!
//! `cargo run --example login_server` starts a sandbox and prints the responses to the complete logins of
//! `demo.rs`.

mod authenticate;
mod browser;
mod cookies;
mod demo;
mod discovery;
mod passwords;
mod responses;
mod second_factor;
mod sessions;
mod start;

use std::error::Error;

use axum::{
    Router,
    routing::{get, post},
};
use stytch_api::{Client, sandbox::Sandbox};

use crate::{
    authenticate::authenticate,
    browser::Browser,
    discovery::{choose, create},
    passwords::{log_in_with_password, reset, send_reset_link},
    second_factor::finish,
    sessions::{log_out, session},
    start::{send_discovery_link, send_link, start_discovery_oauth, start_oauth, start_sso},
};

/// The routes. The whole server shares one client.
fn app(client: Client) -> Router {
    Router::new()
        .route("/login", post(send_link))
        .route("/oauth/{organization}", get(start_oauth))
        .route("/sso/{organization_id}", get(start_sso))
        .route("/discovery", post(send_discovery_link))
        .route("/discovery/oauth", get(start_discovery_oauth))
        .route("/authenticate", get(authenticate))
        .route("/discovery/choose", post(choose))
        .route("/discovery/create", post(create))
        .route("/password", post(log_in_with_password))
        .route("/password/forgot", post(send_reset_link))
        .route("/password/reset", post(reset))
        .route("/second-factor", post(finish))
        .route("/me", get(session))
        .route("/logout", post(log_out))
        .with_state(client)
}

/// Logs a Member in by each method, and prints each response.
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let mut browser = Browser::new(app(sandbox.client()))?;
    demo::create_organizations(&sandbox).await?;
    demo::log_in_by_link(&sandbox, &mut browser).await?;
    demo::log_in_by_discovery(&sandbox, &mut browser).await?;
    demo::log_in_by_provider(&sandbox, &mut browser).await?;
    demo::log_in_by_password(&sandbox, &mut browser).await
}
