//! An access token, of an M2M client or a Connected App, that is checked when it is awaited.

use std::{
    fmt,
    future::IntoFuture,
    time::{Duration, SystemTime},
};

use super::{
    claims::{Claims, NumericDate},
    error::TokenErrorKind,
    options::TimeLimits,
    permission::{Asked, Asker, NoPermission, Permission, decide},
    scope,
    verifier::{CheckFuture, verify},
};
use crate::{Client, Error, Metadata, Secret, Timestamp, http::Connections};

/// An access token that is good.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifiedToken {
    /// Whose it is: the ID of the M2M client; with a Connected App's, that of the Member or User who
    /// let the app in.
    pub subject: String,
    /// ID of the client, where the token has it beside its subject.
    pub client_id: Option<String>,
    /// ID of the Organization of the Member who let the app in.
    pub organization_id: Option<String>,
    /// What the token is good for.
    pub scopes: Vec<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
    /// The claims that are the user's own.
    pub custom_claims: Metadata,
}

impl VerifiedToken {
    /// Whether it has what a scope asks for: `read:*` grants every `read:…`; a scope without a colon
    /// is met by itself alone.
    pub fn has_scope(&self, scope: &str) -> bool {
        scope::grants(&self.scopes, scope)
    }

    fn of_claims(claims: Claims) -> Result<Self, TokenErrorKind> {
        // A session's JWT has the same issuer, audience and key, and is meant for something else.
        if claims.session.is_some() {
            return Err(TokenErrorKind::OtherKind);
        }
        let scopes = claims.scopes();
        Ok(Self {
            subject: claims.subject.ok_or(TokenErrorKind::MissingClaim("sub"))?,
            client_id: claims.client_id,
            organization_id: claims.organization.map(|organization| organization.organization_id),
            scopes,
            issued_at: claims.issued_at.map(NumericDate::to_timestamp).unwrap_or_default(),
            expires_at: claims.expires_at.map(NumericDate::to_timestamp).unwrap_or_default(),
            custom_claims: claims.custom,
        })
    }
}

/// An access token that is checked, in this process, when it is awaited.
///
/// Made by [`M2m::authenticate_token`](crate::common::m2m::M2m::authenticate_token) and by
/// `Idp::authenticate_token`.
#[must_use = "a check does nothing until it is awaited"]
pub struct TokenCheck<'c, P> {
    client: &'c Client,
    check: Check<P>,
}

struct Check<P> {
    token: Secret,
    scopes: Vec<String>,
    limits: TimeLimits,
    permission: Option<P>,
}

impl<'c, P: Asked> TokenCheck<'c, P> {
    fn new(client: &'c Client, token: Secret) -> Self {
        let limits = TimeLimits::default();
        Self { client, check: Check { token, scopes: Vec::new(), limits, permission: None } }
    }

    /// Asks for a scope; several calls ask for all of them. See [`VerifiedToken::has_scope`].
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.check.scopes.push(scope.into());
        self
    }

    /// Asks for all of these scopes.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.check.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Sets how far this machine's clock may differ from Stytch's; not at all by default.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.check.limits.leeway = leeway;
        self
    }

    /// Refuses a token that was issued longer ago; it may be as old as it is good for by default.
    pub fn max_token_age(mut self, age: Duration) -> Self {
        self.check.limits.max_token_age = Some(age);
        self
    }

    /// Sets the current time, for tests; the system's by default.
    pub fn now(mut self, now: SystemTime) -> Self {
        self.check.limits.now = Some(now);
        self
    }

    /// Checks the token, and blocks the thread while it does: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<VerifiedToken, Error> {
        crate::blocking::wait_for(self.start(Connections::Blocking))
    }

    fn start(self, connections: Connections) -> CheckFuture<VerifiedToken> {
        let client = self.client.clone();
        CheckFuture::new(async move { self.check.run(&client, connections).await })
    }
}

impl<P: Permission> TokenCheck<'_, P> {
    /// Asks for a permission as well: one that the cached RBAC policy gives by the token's scopes.
    pub fn permission(mut self, permission: P) -> Self {
        self.check.permission = Some(permission);
        self
    }
}

impl<P: Asked> Check<P> {
    async fn run(self, client: &Client, connections: Connections) -> Result<VerifiedToken, Error> {
        let Self { token, scopes, limits, permission } = self;
        let claims = verify(client, P::HALVES.0, token.expose(), &limits, connections).await?;
        let verified = VerifiedToken::of_claims(claims)?;
        if let Some(missing) = scopes.into_iter().find(|scope| !verified.has_scope(scope)) {
            return Err(TokenErrorKind::MissingScope(missing).into());
        }
        if let Some(permission) = permission {
            let asker = Asker::Scopes(verified.scopes.clone());
            let organization_id = verified.organization_id.as_deref();
            decide(client, &asker, organization_id, &permission, connections).await?;
        }
        Ok(verified)
    }
}

impl<P: Asked> IntoFuture for TokenCheck<'_, P> {
    type Output = Result<VerifiedToken, Error>;
    type IntoFuture = CheckFuture<VerifiedToken>;

    fn into_future(self) -> Self::IntoFuture {
        self.start(Connections::Async)
    }
}

/// Shows how it is checked, not the token.
impl<P> fmt::Debug for TokenCheck<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCheck")
            .field("scopes", &self.check.scopes)
            .field("leeway", &self.check.limits.leeway)
            .field("max_token_age", &self.check.limits.max_token_age)
            .finish_non_exhaustive()
    }
}

impl<'c> crate::common::m2m::M2m<'c> {
    /// Checks an access token of an M2M client in this process, as
    /// [`KeyCache`](crate::verify::KeyCache) has the keys.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, token: &str) -> Result<(), stytch_api::Error> {
    /// let m2m = client.b2b().m2m();
    /// let caller = m2m.authenticate_token(token).scope("read:users").await?;
    /// println!("{} may read users", caller.subject);
    /// # Ok(()) }
    /// ```
    ///
    /// A Connected App's access token is of the same make: ask for scopes that only M2M clients can
    /// have, or look at the subject, where you issue both.
    ///
    /// # Errors
    /// [`Error::Token`] when the token is refused or lacks a scope, [`Error::Unavailable`] when the
    /// keys cannot be fetched.
    pub fn authenticate_token(&self, token: impl Into<Secret>) -> TokenCheck<'c, NoPermission> {
        use crate::endpoint::Resource;

        TokenCheck::new(self.client(), token.into())
    }
}

#[cfg(feature = "b2b")]
impl<'c> crate::b2b::idp::Idp<'c> {
    /// Checks a Connected App's access token in this process, as
    /// [`KeyCache`](crate::verify::KeyCache) has the keys.
    ///
    /// A token that its Member has revoked passes until it expires. Stytch itself is asked by
    /// [`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect).
    ///
    /// # Errors
    /// [`Error::Token`] when the token is refused, lacks a scope or gives no permission,
    /// [`Error::Unavailable`] when keys or policy cannot be fetched.
    pub fn authenticate_token(
        &self,
        token: impl Into<Secret>,
    ) -> TokenCheck<'c, crate::b2b::AuthorizationCheck> {
        use crate::endpoint::Resource;

        TokenCheck::new(self.client(), token.into())
    }
}

#[cfg(feature = "consumer")]
impl<'c> crate::consumer::idp::Idp<'c> {
    /// Checks a Connected App's access token in this process, as
    /// [`KeyCache`](crate::verify::KeyCache) has the keys.
    ///
    /// A token that its User has revoked passes until it expires. Stytch itself is asked by
    /// [`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect).
    ///
    /// # Errors
    /// [`Error::Token`] when the token is refused, lacks a scope or gives no permission,
    /// [`Error::Unavailable`] when keys or policy cannot be fetched.
    pub fn authenticate_token(
        &self,
        token: impl Into<Secret>,
    ) -> TokenCheck<'c, crate::consumer::AuthorizationCheck> {
        use crate::endpoint::Resource;

        TokenCheck::new(self.client(), token.into())
    }
}
