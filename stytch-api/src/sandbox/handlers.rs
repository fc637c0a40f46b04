//! The endpoints that use the store: one file per resource.

pub(crate) mod default_response;
mod discovery;
pub(crate) mod handler;
mod introspection;
mod m2m;
mod magic_links;
mod member_login;
mod member_messages;
mod members;
pub(crate) mod oauth;
mod organizations;
mod otps;
mod passwords;
mod person;
mod prelude;
mod rbac;
mod response_fields;
mod search;
pub(crate) mod sessions;
mod totps;
#[cfg(feature = "consumer")]
mod user_login;
#[cfg(feature = "consumer")]
mod users;

use crate::sandbox::handlers::handler::Handler;

/// The endpoints that have a handler. All others get a default response.
pub(crate) fn handlers() -> Vec<Handler> {
    [
        discovery::handlers(),
        introspection::handlers(),
        m2m::handlers(),
        magic_links::member_handlers(),
        members::handlers(),
        oauth::member_handlers(),
        organizations::handlers(),
        otps::member_handlers(),
        passwords::member_handlers(),
        rbac::handlers(),
        sessions::member_handlers(),
        totps::member_handlers(),
        #[cfg(feature = "consumer")]
        user_handlers(),
    ]
    .concat()
}

#[cfg(feature = "consumer")]
fn user_handlers() -> Vec<Handler> {
    [
        magic_links::user_handlers(),
        oauth::user_handlers(),
        otps::user_handlers(),
        passwords::user_handlers(),
        sessions::user_handlers(),
        totps::user_handlers(),
        users::handlers(),
    ]
    .concat()
}
