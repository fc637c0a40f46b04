//! The checks of the consumer API: a User's session, access tokens and permissions.

use crate::{
    Resource as _, Secret,
    consumer::{
        Attributes, AuthorizationCheck, Session,
        idp::Idp,
        rbac::Rbac,
        sessions::{AuthenticateRequest, AuthenticateResponse, Sessions},
    },
    error::token::TokenErrorKind,
    verify::{
        check::{
            permission::{Permission, PermissionCheck, PermissionQuery, Subject},
            session::SessionCheck,
            token::{TokenCheck, VerifiedToken},
        },
        claims::Claims,
        fetch::Product,
        session::{JwtSession, VerifiedSession, custom_claims, take_session},
    },
};

impl Permission for AuthorizationCheck {
    const PRODUCTS: &'static [Product] = &[Product::Consumer];

    fn query(&self) -> PermissionQuery<'_> {
        PermissionQuery {
            product: Product::Consumer,
            organization_id: None,
            resource_id: &self.resource_id,
            action: &self.action,
        }
    }
}

impl JwtSession for Session {
    type Permission = AuthorizationCheck;
    type Request = AuthenticateRequest;

    fn from_claims(mut claims: Claims<'_>) -> Result<Self, TokenErrorKind> {
        // Only a Member's session has an Organization.
        if claims.organization.is_some() {
            return Err(TokenErrorKind::WrongTokenType);
        }
        let (session, expires_at, user_id) = take_session(&mut claims)?;
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
            custom_claims: custom_claims(claims),
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

    fn from_response(response: AuthenticateResponse) -> VerifiedSession<Self> {
        let AuthenticateResponse { session, verdict, session_token, session_jwt, .. } = response;
        VerifiedSession::remote(session, verdict, session_token, session_jwt)
    }
}

impl<'c> Sessions<'c> {
    /// Verifies a User's session JWT, locally unless [`SessionCheck::policy`] says otherwise.
    ///
    /// The first check fetches the project's public keys; later ones use the cached keys, which are
    /// refreshed in the background as described at [`KeyCache`](crate::verify::KeyCache). The JWT must
    /// be signed with RS256 by one of those keys, its issuer must be the project, the client's base URL or
    /// one of its [`token_issuers`](crate::ClientBuilder::token_issuers), its audience the project, and it
    /// must be valid at the current time.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, jwt: &str) -> Result<(), stytch_api::Error> {
    /// use stytch_api::verify::JwtPolicy;
    ///
    /// let sessions = client.consumer().sessions();
    /// let verified = sessions.authenticate_jwt(jwt).policy(JwtPolicy::LocalThenRemote).await?;
    /// println!("{} is logged in", verified.session.user_id);
    /// if let Some(renewed) = verified.renewed {
    ///     // The JWT had expired: store `renewed.session_jwt` in the browser instead.
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if the JWT is rejected or the permission denied,
    /// [`Error::Unavailable`](crate::Error::Unavailable) if keys or policy cannot be fetched. If the
    /// check calls Stytch, also the errors of [`authenticate`](Self::authenticate).
    pub fn authenticate_jwt<'j>(&self, jwt: &'j str) -> SessionCheck<'j, Session>
    where
        'c: 'j,
    {
        SessionCheck::new(self.client(), jwt)
    }
}

impl<'c> Idp<'c> {
    /// Verifies a Connected App's access token locally, with keys cached as described at
    /// [`KeyCache`](crate::verify::KeyCache).
    ///
    /// The token must be issued by `stytch.com`, or by the project's domain: set that as the client's
    /// [base URL](crate::ClientBuilder::base_url), or accept it with
    /// [`token_issuers`](crate::ClientBuilder::token_issuers). An M2M client's access token with
    /// the same scopes is accepted too: the two have the same format.
    ///
    /// A token that its User has revoked is accepted until it expires. To let Stytch decide instead, use
    /// [`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect).
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if the token is rejected, or a scope or permission is
    /// missing; [`Error::Unavailable`](crate::Error::Unavailable) if keys or policy cannot be fetched.
    pub fn authenticate_token<'t>(&self, token: &'t str) -> TokenCheck<'t, AuthorizationCheck>
    where
        'c: 't,
    {
        TokenCheck::new(self.client(), token)
    }
}

impl<'c> Rbac<'c> {
    /// Checks a permission for a session, using the cached policy: it must be granted by one of the
    /// session's roles.
    ///
    /// The policy is fetched by the first check, and again once it is older than
    /// [`policy_max_age`](crate::ClientBuilder::policy_max_age). To let Stytch decide instead, pass an
    /// `authorization_check` to
    /// [`Sessions::authenticate`](crate::consumer::sessions::Sessions::authenticate).
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if no role grants it
    /// ([`is_denied`](crate::Error::is_denied)), [`Error::Unavailable`](crate::Error::Unavailable) if
    /// the policy cannot be fetched.
    pub fn check<'s>(
        &self,
        session: &'s Session,
        permission: AuthorizationCheck,
    ) -> PermissionCheck<'s, AuthorizationCheck>
    where
        'c: 's,
    {
        PermissionCheck::new(self.client(), Subject::roles(&session.roles), None, permission)
    }

    /// Checks a permission for a Connected App's access token, using the cached policy: it must be
    /// granted by one of the token's scopes.
    ///
    /// # Errors
    /// The same as [`check`](Self::check).
    pub fn check_token<'t>(
        &self,
        token: &'t VerifiedToken,
        permission: AuthorizationCheck,
    ) -> PermissionCheck<'t, AuthorizationCheck>
    where
        'c: 't,
    {
        let organization_id = token.organization_id.as_deref();
        let subject = Subject::scopes(&token.scopes);
        PermissionCheck::new(self.client(), subject, organization_id, permission)
    }
}
