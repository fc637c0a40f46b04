//! Tokens and permissions checked in this process, without a call (feature `verify`, on by default).
#![doc = concat!("\n", include_str!("../protect-a-server.md"))]

pub(crate) mod check;
mod claims;
pub(crate) mod fetch;
mod scope;
mod session;
mod token_source;
mod validation;
mod verifier;

pub use self::{
    check::{
        permission::{NoPermission, Permission, PermissionCheck},
        session::{JwtPolicy, RenewedSession, SessionCheck, VerifiedSession},
        token::{TokenCheck, VerifiedToken},
    },
    session::JwtSession,
    token_source::TokenSource,
    verifier::CheckFuture,
};
pub use crate::{
    cache::keys::KeyCache,
    error::token::{Needed, TokenError, TokenErrorKind, UnavailableError},
};
