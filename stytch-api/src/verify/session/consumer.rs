//! The session of a User.

use crate::{
    Secret,
    consumer::{
        Attributes, AuthorizationCheck, Session,
        sessions::{AuthenticateRequest, AuthenticateResponse},
    },
    verify::{
        TokenErrorKind,
        check::session::{RenewedSession, VerifiedSession},
        session::{Checked, ClaimsOf, JwtSession, custom, parts_of},
    },
};

impl JwtSession for Session {}

impl Checked for Session {
    type Permission = AuthorizationCheck;
    type Request = AuthenticateRequest;

    fn of_claims(ClaimsOf(mut claims): ClaimsOf<'_>) -> Result<Self, TokenErrorKind> {
        // A Member's is for the other half.
        if claims.organization.is_some() {
            return Err(TokenErrorKind::OtherKind);
        }
        let (session, expires_at, user_id) = parts_of(&mut claims)?;
        let attributes = session.attributes.map(|attributes| Attributes {
            ip_address: attributes.ip_address,
            user_agent: attributes.user_agent,
        });
        Ok(Self {
            session_id: session.id,
            user_id,
            authentication_factors: session.authentication_factors,
            roles: session.roles,
            started_at: session.started_at,
            last_accessed_at: session.last_accessed_at,
            expires_at: Some(expires_at),
            attributes,
            custom_claims: custom(claims),
        })
    }

    fn roles(&self) -> &[String] {
        &self.roles
    }

    fn organization_id(&self) -> Option<&str> {
        None
    }

    fn request(jwt: Secret, permission: Option<AuthorizationCheck>) -> AuthenticateRequest {
        let mut request = AuthenticateRequest::new().session_jwt(jwt);
        request.authorization_check = permission;
        request
    }

    fn of_response(response: AuthenticateResponse) -> VerifiedSession<Self> {
        let AuthenticateResponse { session, verdict, session_token, session_jwt, .. } = response;
        let renewed = Some(RenewedSession { session_token, session_jwt });
        VerifiedSession { session, verdict, renewed }
    }
}
