//! The session of a Member.

use crate::{
    Secret,
    b2b::{
        AuthorizationCheck, MemberSession,
        sessions::{AuthenticateRequest, AuthenticateResponse},
    },
    verify::{
        TokenErrorKind,
        check::session::{RenewedSession, VerifiedSession},
        session::{Checked, ClaimsOf, JwtSession, custom, parts_of},
    },
};

impl JwtSession for MemberSession {}

impl Checked for MemberSession {
    type Permission = AuthorizationCheck;
    type Request = AuthenticateRequest;

    fn of_claims(ClaimsOf(mut claims): ClaimsOf<'_>) -> Result<Self, TokenErrorKind> {
        let (session, expires_at, member_id) = parts_of(&mut claims)?;
        let organization = claims.organization.take();
        let organization =
            organization.filter(|organization| !organization.organization_id.is_empty());
        let missing = TokenErrorKind::MissingClaim("https://stytch.com/organization");
        let organization = organization.ok_or(missing)?;
        Ok(Self {
            member_session_id: session.id,
            member_id,
            started_at: session.started_at.unwrap_or_default(),
            last_accessed_at: session.last_accessed_at.unwrap_or_default(),
            expires_at,
            authentication_factors: session.authentication_factors,
            organization_id: organization.organization_id,
            roles: session.roles,
            organization_slug: organization.slug,
            custom_claims: custom(claims),
        })
    }

    fn roles(&self) -> &[String] {
        &self.roles
    }

    fn organization_id(&self) -> Option<&str> {
        Some(&self.organization_id)
    }

    fn request(jwt: Secret, permission: Option<AuthorizationCheck>) -> AuthenticateRequest {
        let mut request = AuthenticateRequest::new().session_jwt(jwt);
        request.authorization_check = permission;
        request
    }

    fn of_response(response: AuthenticateResponse) -> VerifiedSession<Self> {
        let AuthenticateResponse {
            member_session: session,
            verdict,
            session_token,
            session_jwt,
            ..
        } = response;
        let renewed = Some(RenewedSession { session_token, session_jwt });
        VerifiedSession { session, verdict, renewed }
    }
}
