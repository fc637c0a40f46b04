//! Tokens and permissions checked in this process, without a call (feature `verify`, on by default).
#![doc = concat!("\n", include_str!("../protect-a-server.md"))]

mod claims;
mod error;
mod half;
mod jwt;
mod key;
mod keys;
mod options;
mod permission;
mod policies;
mod scope;
mod session;
mod session_check;
mod shared;
mod text;
mod token;
mod token_source;
mod verifier;

pub use self::{
    error::{Needed, TokenError, TokenErrorKind, UnavailableError},
    keys::KeyCache,
    permission::{NoPermission, Permission, PermissionCheck},
    session::JwtSession,
    session_check::{JwtPolicy, RenewedSession, SessionCheck, VerifiedSession},
    token::{TokenCheck, VerifiedToken},
    token_source::TokenSource,
    verifier::CheckFuture,
};
pub(crate) use self::{
    keys::Keys,
    policies::{MAX_AGE as POLICY_MAX_AGE, Policies},
};
