//! Requests of Members who are logged in, and the logout.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Response},
};
use stytch_api::{Client, b2b::sessions::RevokeRequest, verify::JwtPolicy};

use crate::{
    cookies::{JWT, SESSION, cookie, read_cookie},
    responses::Failure,
};

/// The JWT is verified locally. One that has expired is renewed by Stytch and set again.
pub(crate) async fn session(
    State(client): State<Client>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let logged_out = || Failure::new(StatusCode::UNAUTHORIZED, "");
    let jwt = read_cookie(&headers, JWT).ok_or_else(logged_out)?;
    let check = client.b2b().sessions().authenticate_jwt(jwt);
    let verified = check.policy(JwtPolicy::LocalThenRemote).await?;
    let renewed = verified.renewed.map(|it| (SET_COOKIE, cookie(JWT, it.session_jwt.expose())));
    let text = format!("you are {}\n", verified.session.member_id);
    Ok((AppendHeaders(renewed), text).into_response())
}

pub(crate) async fn log_out(
    State(client): State<Client>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(token) = read_cookie(&headers, SESSION) {
        let revoked = client.b2b().sessions().revoke(RevokeRequest::new().session_token(token));
        match revoked.await {
            // The session has already ended.
            Err(error) if error.is_not_found() => {}
            result => drop(result?),
        }
    }
    let cookies = AppendHeaders([(SET_COOKIE, cookie(SESSION, "")), (SET_COOKIE, cookie(JWT, ""))]);
    Ok((cookies, "logged out\n").into_response())
}
