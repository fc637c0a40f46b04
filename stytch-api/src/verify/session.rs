//! Sessions of both products: reading them from JWTs, and authenticating them with Stytch.

use crate::{
    Client, Metadata, Secret, Timestamp,
    common::AuthorizationVerdict,
    error::token::TokenErrorKind,
    schema::Endpoint,
    verify::{
        check::permission::Permission,
        claims::{Claims, SessionClaim},
    },
};

/// A session that a JWT contains: [`b2b::MemberSession`](crate::b2b::MemberSession) or
/// [`consumer::Session`](crate::consumer::Session).
pub trait JwtSession: Sized + Send + Sync + 'static {
    /// The permission that can be checked for the session.
    type Permission: Permission;

    /// Reads the session from the claims of its verified JWT.
    #[doc(hidden)]
    fn from_claims(claims: Claims<'_>) -> Result<Self, TokenErrorKind>;

    #[doc(hidden)]
    fn roles(&self) -> &[String];

    #[doc(hidden)]
    fn organization_id(&self) -> Option<&str>;

    /// The request that authenticates a session.
    #[doc(hidden)]
    type Request: Endpoint<Client = Client>;

    #[doc(hidden)]
    fn request(jwt: Secret, permission: Option<Self::Permission>) -> Self::Request;

    #[doc(hidden)]
    fn from_response(response: <Self::Request as Endpoint>::Response) -> VerifiedSession<Self>;
}

/// A valid session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifiedSession<S> {
    /// The session, from the JWT or from Stytch's response. In a JWT, `last_accessed_at` is the time
    /// when the JWT was issued; `expires_at` is the end of the session, not of the JWT.
    pub session: S,
    /// How the session was granted the permission; `None` if no permission was checked.
    pub verdict: Option<AuthorizationVerdict>,
    /// The token and JWT that replace the caller's; `None` unless the check called Stytch.
    pub renewed: Option<RenewedSession>,
}

impl<S> VerifiedSession<S> {
    /// A session that Stytch has authenticated.
    pub(super) fn remote(
        session: S,
        verdict: Option<AuthorizationVerdict>,
        session_token: Secret,
        session_jwt: Secret,
    ) -> Self {
        let renewed = Some(RenewedSession { session_token, session_jwt });
        Self { session, verdict, renewed }
    }
}

/// The token and JWT that Stytch returns for a session, to be stored in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenewedSession {
    /// The session's token.
    pub session_token: Secret,
    /// A new JWT, valid for five minutes.
    pub session_jwt: Secret,
}

/// Takes the claims that every session JWT must have: the session, its end and its subject.
pub(super) fn take_session(
    claims: &mut Claims<'_>,
) -> Result<(SessionClaim, Timestamp, String), TokenErrorKind> {
    let session = claims.session.take().ok_or(TokenErrorKind::WrongTokenType)?;
    let subject = claims.subject.take().ok_or(TokenErrorKind::MissingClaim("sub"))?;
    // The end of the session takes precedence over that of the JWT.
    let expires_at = match (&session.expires_at, claims.expires_at) {
        (Some(expires_at), _) if !expires_at.is_empty() => expires_at.clone(),
        (_, Some(expires_at)) => expires_at.to_timestamp(),
        (_, None) => return Err(TokenErrorKind::MissingClaim("exp")),
    };
    Ok((session, expires_at, subject))
}

/// Returns the custom claims as the API represents them: `None` if there are none.
pub(super) fn custom_claims(claims: Claims<'_>) -> Option<Metadata> {
    Some(claims.custom).filter(|custom| !custom.is_empty())
}
