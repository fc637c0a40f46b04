//! The sessions of the two halves: what a JWT says of them, and how Stytch is asked.

#[cfg(feature = "b2b")]
mod b2b;
#[cfg(feature = "consumer")]
mod consumer;

use crate::{
    Metadata, Secret, Timestamp,
    error::token::TokenErrorKind,
    schema::Endpoint,
    verify::{
        check::{permission::Permission, session::VerifiedSession},
        claims::{Claims, SessionClaim},
    },
};

/// A session that a JWT holds: [`b2b::MemberSession`](crate::b2b::MemberSession) or
/// [`consumer::Session`](crate::consumer::Session).
pub trait JwtSession: Checked {}

/// What checking a session needs of it.
pub trait Checked: Sized + Send + Sync + 'static {
    /// What can be asked about it.
    type Permission: Permission;

    /// Of the claims of its JWT, whose signature holds.
    #[doc(hidden)]
    fn of_claims(claims: ClaimsOf<'_>) -> Result<Self, TokenErrorKind>;

    #[doc(hidden)]
    fn roles(&self) -> &[String];

    #[doc(hidden)]
    fn organization_id(&self) -> Option<&str>;

    /// What Stytch is asked by.
    #[doc(hidden)]
    type Request: Endpoint;

    /// The question to Stytch.
    #[doc(hidden)]
    fn request(jwt: Secret, permission: Option<Self::Permission>) -> Self::Request;

    /// What Stytch's answer says.
    #[doc(hidden)]
    fn of_response(response: <Self::Request as Endpoint>::Response) -> VerifiedSession<Self>;
}

/// Keeps [`Claims`] out of a public trait.
#[doc(hidden)]
pub struct ClaimsOf<'j>(pub(super) Claims<'j>);

/// What a session JWT must have.
fn parts_of(claims: &mut Claims<'_>) -> Result<(SessionClaim, Timestamp, String), TokenErrorKind> {
    let session = claims.session.take().ok_or(TokenErrorKind::OtherKind)?;
    let subject = claims.subject.take().ok_or(TokenErrorKind::MissingClaim("sub"))?;
    // The session's own end goes before the token's.
    let expires_at = match (&session.expires_at, claims.expires_at) {
        (Some(expires_at), _) if !expires_at.is_empty() => expires_at.clone(),
        (_, Some(expires_at)) => expires_at.to_timestamp(),
        (_, None) => return Err(TokenErrorKind::MissingClaim("exp")),
    };
    Ok((session, expires_at, subject))
}

/// The claims that are the user's own, as the API has them: absent when there are none.
fn custom(claims: Claims<'_>) -> Option<Metadata> {
    Some(claims.custom).filter(|custom| !custom.is_empty())
}
