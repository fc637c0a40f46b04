//! The redirect URL, which links and providers lead to.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use stytch_api::{
    Client, Secret,
    b2b::{magic_links, oauth, sso},
};

use crate::{
    cookies::{VERIFIER, read_cookie},
    discovery::offer,
    passwords::ask_for_password,
    responses::{Failure, respond},
};

/// Authenticates the token: `stytch_token_type` says by which method.
pub(crate) async fn authenticate(
    State(client): State<Client>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = query.unwrap_or_default();
    let parameter = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let token = Secret::from(parameter("token"));
    let verifier = read_cookie(&headers, VERIFIER).unwrap_or_default();
    let b2b = client.b2b();
    match parameter("stytch_token_type").as_str() {
        "multi_tenant_magic_links" => {
            let request = magic_links::AuthenticateRequest::new(token);
            let response = b2b.magic_links().authenticate(request).await?;
            Ok(respond(response.member.clone(), response))
        }
        "oauth" => {
            let request = oauth::AuthenticateRequest::new(token).pkce_code_verifier(verifier);
            let response = b2b.oauth().authenticate(request).await?;
            Ok(respond(response.member.clone(), response))
        }
        "sso" => {
            let request = sso::AuthenticateRequest::new(token).pkce_code_verifier(verifier);
            let response = b2b.sso().authenticate(request).await?;
            Ok(respond(response.member.clone(), response))
        }
        "discovery" => {
            let request = magic_links::discovery::AuthenticateRequest::new(token);
            let found = b2b.magic_links().discovery().authenticate(request).await?;
            Ok(offer(&found.discovered_organizations, &found.intermediate_session_token))
        }
        "discovery_oauth" => {
            let request = oauth::discovery::AuthenticateRequest::new(token);
            let request = request.pkce_code_verifier(verifier);
            let found = b2b.oauth().discovery().authenticate(request).await?;
            Ok(offer(&found.discovered_organizations, &found.intermediate_session_token))
        }
        // `reset` authenticates the token, together with the new password.
        "multi_tenant_passwords" => Ok(ask_for_password(&token)),
        _ => Ok((StatusCode::BAD_REQUEST, "unknown stytch_token_type\n").into_response()),
    }
}
