//! Introspection of access tokens.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    common::connected_app::{IntrospectRequest, IntrospectResponse},
    sandbox::handlers::prelude::*,
};

pub(crate) fn handlers() -> Vec<Handler> {
    vec![handler(introspect)]
}

fn introspect(store: &mut Store, request: &IntrospectRequest) -> Result<IntrospectResponse> {
    store.check_project(&request.project_id)?;
    let (claims, now) = (store.keys.verify(request.token.expose()), store.clock.now());
    let Some(claims) = claims.filter(|claims| is_active(claims, &request.project_id, now)) else {
        return Ok(IntrospectResponse::default());
    };
    let response = read_claims(claims);
    Ok(IntrospectResponse {
        active: true,
        client_id: response.client_id.or(Some(request.client_id.clone())),
        token_type: Some("access_token".to_owned()),
        ..response
    })
}

/// Reads the claims as the fields of a response, which have the same names.
fn read_claims(mut claims: Json) -> IntrospectResponse {
    claims["active"] = Json::Bool(true);
    serde_json::from_value(claims).unwrap_or_default()
}

/// Whether these are the claims of an access token of the project that is valid at `now`.
fn is_active(claims: &Json, project_id: &str, now: SystemTime) -> bool {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let number = |name| claims.get(name).and_then(Json::as_u64);
    let is_project = |audience: &Json| audience == project_id;
    let is_for_project = claims.get("aud").is_some_and(|audience| {
        is_project(audience) || audience.as_array().is_some_and(|all| all.iter().any(is_project))
    });
    let is_session_jwt = claims.get("https://stytch.com/session").is_some();
    is_for_project
        && !is_session_jwt
        && number("exp").is_some_and(|exp| now < exp)
        && number("nbf").is_none_or(|nbf| nbf <= now)
}
