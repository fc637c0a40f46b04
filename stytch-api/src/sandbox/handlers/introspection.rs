//! Whether an access token is good, as Stytch tells it.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    Json,
    common::connected_app::{IntrospectRequest, IntrospectResponse},
    sandbox::{
        handlers::handle::Handler,
        store::{problem::Problem, state::State},
    },
};

impl Handler for IntrospectRequest {
    fn handle(self, state: &mut State) -> Result<IntrospectResponse, Problem> {
        state.check_project(&self.project_id)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let claims = state.keys.read(self.token.expose());
        let is_for_us = |audience: &Json| {
            let is_us = |name: &Json| *name == state.project_id;
            is_us(audience) || audience.as_array().is_some_and(|names| names.iter().any(is_us))
        };
        let claims = claims.filter(|claims| {
            let number = |name| claims.get(name).and_then(Json::as_u64);
            number("exp").is_some_and(|exp| now < exp)
                && number("nbf").is_none_or(|nbf| nbf <= now)
                && claims.get("aud").is_some_and(is_for_us)
                // A session's JWT is no access token.
                && claims.get("https://stytch.com/session").is_none()
        });
        let Some(claims) = claims else {
            return Ok(IntrospectResponse::default());
        };
        let text = |name| claims.get(name).and_then(Json::as_str).map(str::to_owned);
        let number = |name| claims.get(name).and_then(Json::as_i64);
        Ok(IntrospectResponse {
            active: true,
            sub: text("sub"),
            scope: text("scope"),
            client_id: text("client_id").or(Some(self.client_id)),
            aud: claims.get("aud").cloned().unwrap_or_default(),
            iss: text("iss"),
            exp: number("exp"),
            iat: number("iat"),
            nbf: number("nbf"),
            token_type: Some("access_token".to_owned()),
        })
    }
}
