//! The session of a Member.

use super::{Checked, ClaimsOf, Connecting, JwtSession, custom, parts_of};
use crate::{
    Client, Error, Secret,
    b2b::{AuthorizationCheck, MemberSession, sessions::AuthenticateRequest},
    verify::{
        TokenErrorKind,
        session_check::{RenewedSession, VerifiedSession},
    },
};

impl JwtSession for MemberSession {}

impl Checked for MemberSession {
    type Permission = AuthorizationCheck;

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

    async fn authenticate(
        client: &Client,
        jwt: Secret,
        permission: Option<AuthorizationCheck>,
        Connecting(connections): Connecting,
    ) -> Result<VerifiedSession<Self>, Error> {
        let mut request = AuthenticateRequest::new().session_jwt(jwt);
        request.authorization_check = permission;
        let response = client.send(request).start(connections).await?;
        let renewed = RenewedSession {
            session_token: response.session_token,
            session_jwt: response.session_jwt,
        };
        Ok(VerifiedSession {
            session: response.member_session,
            verdict: response.verdict,
            renewed: Some(renewed),
        })
    }
}
