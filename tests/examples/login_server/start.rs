//! The start of a login: a link by email, or the start URL of a provider.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use stytch_api::{
    Client,
    b2b::magic_links::email::{LoginOrSignupRequest, discovery::SendRequest},
    login::pkce::Pkce,
};

use crate::{
    cookies::{VERIFIER, cookie},
    responses::Failure,
};

/// One of the redirect URLs of the project: the route of `authenticate`.
pub(crate) const REDIRECT_URL: &str = "http://localhost:3000/authenticate";

/// The public token of the project, which is not a secret.
const PUBLIC_TOKEN: &str = "public-token-test-11111111-2222-4333-8444-555555555555";

#[derive(Deserialize)]
pub(crate) struct SendLink {
    pub(crate) organization: String,
    pub(crate) email: String,
}

pub(crate) async fn send_link(
    State(client): State<Client>,
    Json(SendLink { organization, email }): Json<SendLink>,
) -> Result<StatusCode, Failure> {
    let request = LoginOrSignupRequest::new(organization, email)
        .login_redirect_url(REDIRECT_URL)
        .signup_redirect_url(REDIRECT_URL);
    client.b2b().magic_links().email().login_or_signup(request).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
pub(crate) struct SendDiscoveryLink {
    email: String,
}

/// Sends a link for a login without an Organization.
pub(crate) async fn send_discovery_link(
    State(client): State<Client>,
    Json(SendDiscoveryLink { email }): Json<SendDiscoveryLink>,
) -> Result<StatusCode, Failure> {
    let request = SendRequest::new(email).discovery_redirect_url(REDIRECT_URL);
    client.b2b().magic_links().email().discovery().send(request).await?;
    Ok(StatusCode::ACCEPTED)
}

pub(crate) async fn start_oauth(
    State(client): State<Client>,
    Path(organization): Path<String>,
) -> Result<Response, Failure> {
    let pkce = Pkce::new()?;
    let url = client.b2b().oauth().start_url("google", PUBLIC_TOKEN).slug(organization);
    let url = url.login_redirect_url(REDIRECT_URL).signup_redirect_url(REDIRECT_URL);
    Ok(redirect(&url.pkce_code_challenge(pkce.challenge()).build()?, &pkce))
}

pub(crate) async fn start_discovery_oauth(
    State(client): State<Client>,
) -> Result<Response, Failure> {
    let pkce = Pkce::new()?;
    let url = client.b2b().oauth().discovery().start_url("google", PUBLIC_TOKEN);
    let url = url.discovery_redirect_url(REDIRECT_URL);
    Ok(redirect(&url.pkce_code_challenge(pkce.challenge()).build()?, &pkce))
}

pub(crate) async fn start_sso(
    State(client): State<Client>,
    Path(organization_id): Path<String>,
) -> Result<Response, Failure> {
    let pkce = Pkce::new()?;
    let url = client.b2b().sso().default_start_url(organization_id, PUBLIC_TOKEN);
    let url = url.login_redirect_url(REDIRECT_URL).signup_redirect_url(REDIRECT_URL);
    Ok(redirect(&url.pkce_code_challenge(pkce.challenge()).build()?, &pkce))
}

/// Sends the browser to a start URL. Only a browser with the verifier can complete the login.
fn redirect(url: &str, pkce: &Pkce) -> Response {
    let cookies = AppendHeaders([(SET_COOKIE, cookie(VERIFIER, pkce.verifier().expose()))]);
    (cookies, Redirect::to(url)).into_response()
}
