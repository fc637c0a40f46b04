//! The session of a User.

use super::{Checked, ClaimsOf, Connecting, JwtSession, custom, parts_of};
use crate::{
    Client, Error, Secret,
    consumer::{Attributes, AuthorizationCheck, Session, sessions::AuthenticateRequest},
    verify::{
        TokenErrorKind,
        session_check::{RenewedSession, VerifiedSession},
    },
};

impl JwtSession for Session {}

impl Checked for Session {
    type Permission = AuthorizationCheck;

    fn of_claims(ClaimsOf(mut claims): ClaimsOf<'_>) -> Result<Self, TokenErrorKind> {
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
            session: response.session,
            verdict: response.verdict,
            renewed: Some(renewed),
        })
    }
}
