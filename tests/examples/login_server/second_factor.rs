//! The second factor: a passcode by text message.

use axum::{Json, extract::State, http::HeaderMap, response::Response};
use serde::Deserialize;
use stytch_api::{Client, b2b::otps::sms::AuthenticateRequest};

use crate::{
    cookies::{UNFINISHED, require_cookie},
    responses::{Failure, respond},
};

#[derive(Deserialize)]
pub(crate) struct SecondFactor {
    code: String,
}

/// Completes the login.
pub(crate) async fn finish(
    State(client): State<Client>,
    headers: HeaderMap,
    Json(SecondFactor { code }): Json<SecondFactor>,
) -> Result<Response, Failure> {
    let unfinished = require_cookie(&headers, UNFINISHED)?;
    let [organization_id, member_id, token] = unfinished.split(' ').collect::<Vec<_>>()[..] else {
        return Err(Failure::no_login());
    };
    let request = AuthenticateRequest::new(organization_id, member_id, code)
        .intermediate_session_token(token);
    let response = client.b2b().otps().sms().authenticate(request).await?;
    Ok(respond(response.member.clone(), response))
}
