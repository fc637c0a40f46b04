//! The endpoints that use the store: one file per resource.

pub(crate) mod default_response;
mod discovery;
pub(crate) mod handler;
mod introspection;
mod logins;
mod m2m;
mod magic_links;
mod member_login;
mod member_messages;
mod members;
pub(crate) mod oauth;
mod organizations;
mod otps;
mod passwords;
mod prelude;
mod rbac;
mod recovery_codes;
mod search;
pub(crate) mod sessions;
mod totps;
#[cfg(feature = "consumer")]
mod user_login;
#[cfg(feature = "consumer")]
mod users;

#[cfg(feature = "consumer")]
use crate::consumer;
use crate::{
    b2b, common,
    sandbox::handlers::handler::{HandlerFn, handler},
    schema::EndpointSpec,
};

/// The endpoints that have a handler. All others get a default response.
pub(crate) fn handlers() -> Vec<(&'static EndpointSpec, HandlerFn)> {
    let mut handlers = vec![
        handler::<b2b::organizations::CreateRequest>(),
        handler::<b2b::organizations::GetRequest>(),
        handler::<b2b::organizations::UpdateRequest>(),
        handler::<b2b::organizations::DeleteRequest>(),
        handler::<b2b::organizations::SearchRequest>(),
        handler::<b2b::organizations::members::CreateRequest>(),
        handler::<b2b::organizations::members::GetRequest>(),
        handler::<b2b::organizations::members::UpdateRequest>(),
        handler::<b2b::organizations::members::DeleteRequest>(),
        handler::<b2b::organizations::members::SearchRequest>(),
        handler::<b2b::organizations::members::DeleteTotpRequest>(),
        handler::<b2b::organizations::members::ReactivateRequest>(),
        handler::<b2b::magic_links::email::InviteRequest>(),
        handler::<b2b::magic_links::email::discovery::SendRequest>(),
        handler::<b2b::otps::email::AuthenticateRequest>(),
        handler::<b2b::otps::email::discovery::SendRequest>(),
        handler::<b2b::otps::email::discovery::AuthenticateRequest>(),
        handler::<b2b::otps::sms::SendRequest>(),
        handler::<b2b::otps::sms::AuthenticateRequest>(),
        handler::<b2b::discovery::organizations::ListRequest>(),
        handler::<b2b::discovery::organizations::CreateRequest>(),
        handler::<b2b::discovery::intermediate_sessions::ExchangeRequest>(),
        handler::<b2b::passwords::AuthenticateRequest>(),
        handler::<b2b::passwords::MigrateRequest>(),
        handler::<b2b::passwords::StrengthCheckRequest>(),
        handler::<b2b::passwords::email::ResetStartRequest>(),
        handler::<b2b::passwords::email::ResetRequest>(),
        handler::<b2b::passwords::existing_password::ResetRequest>(),
        handler::<b2b::passwords::sessions::ResetRequest>(),
        handler::<b2b::organizations::members::DeletePasswordRequest>(),
        handler::<b2b::oauth::AuthenticateRequest>(),
        handler::<b2b::oauth::discovery::AuthenticateRequest>(),
        handler::<b2b::totps::CreateRequest>(),
        handler::<b2b::totps::AuthenticateRequest>(),
        handler::<b2b::totps::MigrateRequest>(),
        handler::<b2b::recovery_codes::GetRequest>(),
        handler::<b2b::recovery_codes::RecoverRequest>(),
        handler::<b2b::recovery_codes::RotateRequest>(),
        handler::<b2b::sessions::GetRequest>(),
        handler::<b2b::sessions::AuthenticateRequest>(),
        handler::<b2b::sessions::RevokeRequest>(),
        handler::<b2b::sessions::ExchangeRequest>(),
        handler::<b2b::sessions::GetJwksRequest>(),
        handler::<b2b::rbac::PolicyRequest>(),
        handler::<b2b::rbac::organizations::GetOrgPolicyRequest>(),
        handler::<b2b::rbac::organizations::SetOrgPolicyRequest>(),
        handler::<common::m2m::clients::CreateRequest>(),
        handler::<common::m2m::clients::GetRequest>(),
        handler::<common::m2m::clients::UpdateRequest>(),
        handler::<common::m2m::clients::DeleteRequest>(),
        handler::<common::m2m::clients::SearchRequest>(),
        handler::<common::m2m::clients::secrets::RotateStartRequest>(),
        handler::<common::m2m::clients::secrets::RotateCancelRequest>(),
        handler::<common::m2m::clients::secrets::RotateRequest>(),
        handler::<common::m2m::TokenRequest>(),
        handler::<common::connected_app::IntrospectRequest>(),
    ];
    handlers.extend(logins::member_logins());
    #[cfg(feature = "consumer")]
    handlers.extend(consumer_handlers().into_iter().chain(logins::user_logins()));
    handlers
}

#[cfg(feature = "consumer")]
fn consumer_handlers() -> [(&'static EndpointSpec, HandlerFn); 27] {
    [
        handler::<consumer::users::CreateRequest>(),
        handler::<consumer::users::GetRequest>(),
        handler::<consumer::users::UpdateRequest>(),
        handler::<consumer::users::SearchRequest>(),
        handler::<consumer::users::DeleteRequest>(),
        handler::<consumer::users::DeleteTotpRequest>(),
        handler::<consumer::magic_links::CreateRequest>(),
        handler::<consumer::magic_links::email::InviteRequest>(),
        handler::<consumer::magic_links::email::RevokeInviteRequest>(),
        handler::<consumer::passwords::CreateRequest>(),
        handler::<consumer::passwords::AuthenticateRequest>(),
        handler::<consumer::passwords::MigrateRequest>(),
        handler::<consumer::passwords::StrengthCheckRequest>(),
        handler::<consumer::passwords::email::ResetStartRequest>(),
        handler::<consumer::passwords::email::ResetRequest>(),
        handler::<consumer::passwords::existing_password::ResetRequest>(),
        handler::<consumer::passwords::sessions::ResetRequest>(),
        handler::<consumer::oauth::AuthenticateRequest>(),
        handler::<consumer::totps::CreateRequest>(),
        handler::<consumer::totps::AuthenticateRequest>(),
        handler::<consumer::totps::RecoverRequest>(),
        handler::<consumer::totps::RecoveryCodesRequest>(),
        handler::<consumer::sessions::GetRequest>(),
        handler::<consumer::sessions::AuthenticateRequest>(),
        handler::<consumer::sessions::RevokeRequest>(),
        handler::<consumer::sessions::GetJwksRequest>(),
        handler::<consumer::rbac::PolicyRequest>(),
    ]
}
