//! Logins with a password, and resets by email.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Response},
};
use serde::Deserialize;
use stytch_api::{
    Client, Secret,
    b2b::passwords::{
        AuthenticateRequest,
        email::{ResetRequest, ResetStartRequest},
    },
};

use crate::{
    cookies::{RESET, cookie, require_cookie},
    responses::{Failure, respond},
    start::{REDIRECT_URL, SendLink},
};

#[derive(Deserialize)]
pub(crate) struct Credentials {
    organization: String,
    email: String,
    password: String,
}

pub(crate) async fn log_in_with_password(
    State(client): State<Client>,
    Json(Credentials { organization, email, password }): Json<Credentials>,
) -> Result<Response, Failure> {
    let request = AuthenticateRequest::new(organization, email, password);
    let response = client.b2b().passwords().authenticate(request).await?;
    Ok(respond(response.member.clone(), response))
}

/// Sends a link to set a new password. The response is the same if there is no such Member.
pub(crate) async fn send_reset_link(
    State(client): State<Client>,
    Json(SendLink { organization, email }): Json<SendLink>,
) -> Result<StatusCode, Failure> {
    let request = ResetStartRequest::new(organization, email)
        .reset_password_redirect_url(REDIRECT_URL)
        .login_redirect_url(REDIRECT_URL);
    match client.b2b().passwords().email().reset_start(request).await {
        Err(error) if error.is_not_found() => {}
        result => drop(result?),
    }
    Ok(StatusCode::ACCEPTED)
}

/// Stores the token of the link until the person has entered a new password.
pub(crate) fn ask_for_password(token: &Secret) -> Response {
    let cookies = AppendHeaders([(SET_COOKIE, cookie(RESET, token.expose()))]);
    (cookies, "enter a new password\n").into_response()
}

#[derive(Deserialize)]
pub(crate) struct NewPassword {
    password: String,
}

/// Sets the new password, and logs the Member in. The token stays valid if the password is too weak.
pub(crate) async fn reset(
    State(client): State<Client>,
    headers: HeaderMap,
    Json(NewPassword { password }): Json<NewPassword>,
) -> Result<Response, Failure> {
    let request = ResetRequest::new(require_cookie(&headers, RESET)?, password);
    let response = client.b2b().passwords().email().reset(request).await?;
    Ok(respond(response.member.clone(), response))
}
