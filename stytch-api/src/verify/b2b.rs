//! The checks of the B2B API: a Member's session, access tokens and permissions.

use crate::{
    Resource as _, Secret,
    b2b::{
        AuthorizationCheck, MemberSession,
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
    const PRODUCTS: &'static [Product] = &[Product::B2b];

    fn query(&self) -> PermissionQuery<'_> {
        PermissionQuery {
            product: Product::B2b,
            organization_id: Some(&self.organization_id),
            resource_id: &self.resource_id,
            action: &self.action,
        }
    }
}

impl JwtSession for MemberSession {
    type Permission = AuthorizationCheck;
    type Request = AuthenticateRequest;

    fn from_claims(mut claims: Claims<'_>) -> Result<Self, TokenErrorKind> {
        let (session, expires_at, member_id) = take_session(&mut claims)?;
        let organization = claims.organization.take();
        let organization = organization
            .filter(|organization| !organization.organization_id.is_empty())
            .ok_or(TokenErrorKind::MissingClaim("https://stytch.com/organization"))?;
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
            custom_claims: custom_claims(claims),
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

    fn from_response(response: AuthenticateResponse) -> VerifiedSession<Self> {
        let AuthenticateResponse { member_session, verdict, session_token, session_jwt, .. } =
            response;
        VerifiedSession::remote(member_session, verdict, session_token, session_jwt)
    }
}

impl<'c> Sessions<'c> {
    /// Verifies a Member's session JWT, locally unless [`SessionCheck::policy`] says otherwise.
    ///
    /// The first check fetches the project's public keys; later ones use the cached keys, which are
    /// refreshed in the background as described at [`KeyCache`](crate::verify::KeyCache). The JWT must
    /// be signed with RS256 by one of those keys, its issuer must be the project, the client's base URL or
    /// one of its [`token_issuers`](crate::ClientBuilder::token_issuers), its audience the project, and it
    /// must be valid at the current time.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, jwt: &str) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::AuthorizationCheck;
    ///
    /// let permission = AuthorizationCheck::new("organization-test-…", "documents", "read");
    /// match client.b2b().sessions().authenticate_jwt(jwt).permission(permission).await {
    ///     Ok(verified) => println!("{} may read", verified.session.member_id),
    ///     Err(error) if error.is_denied() => println!("logged in, but may not read"),
    ///     Err(error) if error.is_token() => println!("not logged in: {error}"),
    ///     Err(error) => return Err(error), // keys or policy could not be fetched
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if the JWT is rejected or the permission denied,
    /// [`Error::Unavailable`](crate::Error::Unavailable) if keys or policy cannot be fetched. If the
    /// check calls Stytch, also the errors of [`authenticate`](Self::authenticate).
    pub fn authenticate_jwt<'j>(&self, jwt: &'j str) -> SessionCheck<'j, MemberSession>
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
    /// A token that its Member has revoked is accepted until it expires. To let Stytch decide instead, use
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
    /// session's roles, either a role of the project or the Organization's own.
    ///
    /// The policy is fetched by the first check, and again once it is older than
    /// [`policy_max_age`](crate::ClientBuilder::policy_max_age). To let Stytch decide instead, pass an
    /// `authorization_check` to [`Sessions::authenticate`](crate::b2b::sessions::Sessions::authenticate).
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if no role grants it or the session belongs to another
    /// Organization ([`is_denied`](crate::Error::is_denied)),
    /// [`Error::Unavailable`](crate::Error::Unavailable) if the policy cannot be fetched.
    pub fn check<'s>(
        &self,
        session: &'s MemberSession,
        permission: AuthorizationCheck,
    ) -> PermissionCheck<'s, AuthorizationCheck>
    where
        'c: 's,
    {
        let organization_id = Some(session.organization_id.as_str());
        let subject = Subject::roles(&session.roles);
        PermissionCheck::new(self.client(), subject, organization_id, permission)
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
