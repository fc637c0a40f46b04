//! The endpoints that have state here, and how their requests reach it as their own types.

use crate::{
    Json, MemberCredential, Metadata, Secret,
    b2b::{organizations, organizations::members, rbac, recovery_codes, sessions, totps},
    codec,
    common::{connected_app, m2m},
    sandbox::store::{apply_update::to_json, problem::Problem, state::State},
    schema::{Endpoint, EndpointSpec, Field, FieldType, Kind, Table},
};

/// Carries out a request that has been checked.
pub(crate) type HandlerFn = fn(&mut State, Metadata) -> Result<Metadata, Problem>;

/// A request that the sandbox carries out.
pub(crate) trait Handler: Endpoint {
    fn handle(self, state: &mut State) -> Result<Self::Response, Problem>;
}

/// Each endpoint that is carried out rather than shaped.
pub(crate) fn handlers() -> Vec<(&'static EndpointSpec, HandlerFn)> {
    #[cfg_attr(not(feature = "consumer"), expect(unused_mut, reason = "there are no Users"))]
    let mut handlers = vec![
        handler::<organizations::CreateRequest>(),
        handler::<organizations::GetRequest>(),
        handler::<organizations::UpdateRequest>(),
        handler::<organizations::DeleteRequest>(),
        handler::<organizations::SearchRequest>(),
        handler::<members::CreateRequest>(),
        handler::<members::GetRequest>(),
        handler::<members::UpdateRequest>(),
        handler::<members::DeleteRequest>(),
        handler::<members::SearchRequest>(),
        handler::<members::DeleteTotpRequest>(),
        handler::<members::ReactivateRequest>(),
        handler::<totps::CreateRequest>(),
        handler::<totps::AuthenticateRequest>(),
        handler::<totps::MigrateRequest>(),
        handler::<recovery_codes::GetRequest>(),
        handler::<recovery_codes::RecoverRequest>(),
        handler::<recovery_codes::RotateRequest>(),
        handler::<sessions::GetRequest>(),
        handler::<sessions::AuthenticateRequest>(),
        handler::<sessions::RevokeRequest>(),
        handler::<sessions::GetJwksRequest>(),
        handler::<rbac::PolicyRequest>(),
        handler::<rbac::organizations::GetOrgPolicyRequest>(),
        handler::<rbac::organizations::SetOrgPolicyRequest>(),
        handler::<m2m::clients::CreateRequest>(),
        handler::<m2m::clients::GetRequest>(),
        handler::<m2m::clients::UpdateRequest>(),
        handler::<m2m::clients::DeleteRequest>(),
        handler::<m2m::TokenRequest>(),
        handler::<connected_app::IntrospectRequest>(),
    ];
    #[cfg(feature = "consumer")]
    handlers.extend(of_users());
    handlers
}

#[cfg(feature = "consumer")]
fn of_users() -> Vec<(&'static EndpointSpec, HandlerFn)> {
    use crate::consumer::{rbac, sessions, totps, users};

    vec![
        handler::<users::CreateRequest>(),
        handler::<users::GetRequest>(),
        handler::<users::DeleteRequest>(),
        handler::<users::DeleteTotpRequest>(),
        handler::<totps::CreateRequest>(),
        handler::<totps::AuthenticateRequest>(),
        handler::<totps::RecoverRequest>(),
        handler::<totps::RecoveryCodesRequest>(),
        handler::<sessions::GetRequest>(),
        handler::<sessions::AuthenticateRequest>(),
        handler::<sessions::RevokeRequest>(),
        handler::<sessions::GetJwksRequest>(),
        handler::<rbac::PolicyRequest>(),
    ]
}

fn handler<E: Handler>() -> (&'static EndpointSpec, HandlerFn) {
    (E::spec(), run::<E>)
}

fn run<E: Handler>(state: &mut State, request: Metadata) -> Result<Metadata, Problem> {
    let request: E = codec::deserialize(Json::Object(request))
        .map_err(|error: serde_json::Error| Problem::argument(error.to_string()))?;
    request.handle(state).map(|response| to_json(&response))
}

/// Whoever acts for a Member must do so with a live session.
pub(crate) fn check_member_credential(
    state: &State,
    table: &Table,
    request: &Metadata,
) -> Result<(), Problem> {
    for field in table.fields.iter().filter(|field| is_member_credential(field)) {
        let credential = request.get(field.wire_name).and_then(Json::as_object);
        for value in credential.iter().flat_map(|given| given.values()).filter_map(Json::as_str) {
            // Which of the two headers it came in says nothing that the value doesn't.
            let value = Secret::from(value);
            let sessions = &state.sessions;
            sessions.by_token(&value).or_else(|_| sessions.by_jwt(&value))?;
        }
    }
    Ok(())
}

fn is_member_credential(field: &Field) -> bool {
    match (field.kind, MemberCredential::KIND) {
        (Kind::Header(names), Kind::Header(due)) => names == due,
        _ => false,
    }
}
