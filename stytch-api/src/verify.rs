//! Local verification of tokens and permissions, without a network call (feature `verify`, on by
//! default).
#![doc = concat!("\n", include_str!("../protect-a-server.md"))]

#[cfg(feature = "b2b")]
mod b2b;
mod check;
mod claims;
#[cfg(feature = "consumer")]
mod consumer;
mod decision;
mod fetch;
mod m2m;
mod scope;
mod session;
mod token_source;
mod validation;

pub use self::{
    check::{
        future::CheckFuture,
        permission::{NoPermission, Permission, PermissionCheck},
        session::{JwtPolicy, SessionCheck},
        token::{TokenCheck, VerifiedToken},
    },
    session::{JwtSession, RenewedSession, VerifiedSession},
    token_source::TokenSource,
};
pub use crate::{
    cache::keys::KeyCache,
    error::{
        FetchTarget, UnavailableError,
        token::{TokenError, TokenErrorKind},
    },
};
