//! Checks of the credentials of a request.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::{
    ErrorType, Json, MemberCredential, Metadata, Secret,
    http::credentials::BasicCredentials,
    sandbox::{
        http::received_request::ReceivedRequest,
        store::{Store, problem::Problem},
    },
    schema::{Auth, Credentials, EndpointSpec, Field, FieldType, Kind, Table},
};

/// The key sets of the project, which Stytch publishes: they are served without
/// credentials, although this crate's client sends them.
const PUBLIC_PATHS: [&str; 2] =
    ["/v1/b2b/sessions/jwks/{project_id}", "/v1/sessions/jwks/{project_id}"];

/// Whether an endpoint requires the credentials of its host.
pub(crate) fn requires_credentials(spec: &EndpointSpec) -> bool {
    spec.auth == Auth::Basic && !PUBLIC_PATHS.contains(&spec.path)
}

/// Rejects a request without Basic authentication by the ID and secret that are expected.
pub(crate) fn check_credentials(
    received: &ReceivedRequest,
    BasicCredentials { kind, id, secret }: &BasicCredentials,
) -> Result<(), Problem> {
    let expected = format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{}", secret.expose())));
    // `Secret` compares in constant time.
    let is_expected = |given: &str| Secret::from(given) == Secret::from(expected);
    if received.header("authorization").is_some_and(is_expected) {
        return Ok(());
    }
    let message = match kind {
        Credentials::Project => {
            "Basic authentication with the project's ID and secret is required."
        }
        Credentials::WorkspaceKey => {
            "Basic authentication with the workspace key's ID and secret is required."
        }
    };
    Err(Problem::unauthorized(ErrorType::UnauthorizedCredentials, message))
}

/// Rejects a member credential that does not belong to a live session.
pub(crate) fn check_member_credential(
    store: &Store,
    table: &Table,
    request: &Metadata,
) -> Result<(), Problem> {
    for field in table.fields.iter().filter(|field| is_member_credential(field)) {
        let credential = request.get(field.wire_name).and_then(Json::as_object);
        for value in credential.iter().flat_map(|header| header.values()).filter_map(Json::as_str) {
            // A token and a JWT cannot be confused, so either header may hold either.
            let value = Secret::from(value);
            let sessions = &store.member_sessions;
            sessions.by_token(&value).or_else(|_| sessions.by_jwt(&value))?;
        }
    }
    Ok(())
}

fn is_member_credential(field: &Field) -> bool {
    let (Kind::Header(names), Kind::Header(expected)) = (field.kind, MemberCredential::KIND) else {
        return false;
    };
    names == expected
}
