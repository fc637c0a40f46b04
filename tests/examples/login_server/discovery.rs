//! Discovery: the person chooses an Organization, or creates one, after the first factor.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Response},
};
use serde::Deserialize;
use stytch_api::{
    Client, Secret,
    b2b::{
        DiscoveredOrganization,
        discovery::{intermediate_sessions::ExchangeRequest, organizations::CreateRequest},
    },
};

use crate::{
    cookies::{DISCOVERY, cookie, require_cookie},
    responses::{Failure, respond},
};

/// Lists the Organizations, and stores the intermediate session token for `choose` and `create`.
pub(crate) fn offer(
    discovered: &[DiscoveredOrganization],
    intermediate_session_token: &Secret,
) -> Response {
    let organizations = discovered.iter().filter_map(|it| it.organization.as_ref());
    let slugs: Vec<_> = organizations.map(|it| it.organization_slug.as_str()).collect();
    let text = format!("choose an Organization of {slugs:?}, or create one\n");
    let cookie = cookie(DISCOVERY, intermediate_session_token.expose());
    (AppendHeaders([(SET_COOKIE, cookie)]), text).into_response()
}

#[derive(Deserialize)]
pub(crate) struct Choose {
    organization: String,
}

/// Logs in to the Organization that the person has chosen.
pub(crate) async fn choose(
    State(client): State<Client>,
    headers: HeaderMap,
    Json(Choose { organization }): Json<Choose>,
) -> Result<Response, Failure> {
    let token = require_cookie(&headers, DISCOVERY)?;
    let request = ExchangeRequest::new(token, organization);
    let response = client.b2b().discovery().intermediate_sessions().exchange(request).await?;
    Ok(respond(response.member.clone(), response))
}

#[derive(Deserialize)]
pub(crate) struct Create {
    name: String,
}

/// Creates an Organization, and logs in to it. The person becomes its first Member, with the role of an admin.
pub(crate) async fn create(
    State(client): State<Client>,
    headers: HeaderMap,
    Json(Create { name }): Json<Create>,
) -> Result<Response, Failure> {
    let token = require_cookie(&headers, DISCOVERY)?;
    let request = CreateRequest::new(token).organization_name(name);
    let response = client.b2b().discovery().organizations().create(request).await?;
    Ok(respond(response.member.clone(), response))
}
