//! An access token, of an M2M client or a Connected App, that is checked when it is awaited.

use std::{
    fmt,
    future::IntoFuture,
    time::{Duration, SystemTime},
};

use crate::{
    Client, Error, Metadata, Secret, Timestamp,
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::permission::{Asked, Asker, NoPermission, Permission, decide, decide_at_hand},
        claims::{Claims, NumericDate},
        scope,
        validation::TimeLimits,
        verifier::{CheckFuture, verify, verify_at_hand},
    },
};

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

    fn of_claims(mut claims: Claims<'_>) -> Result<Self, TokenErrorKind> {
        // A session's JWT has the same issuer, audience and key, and is meant for something else.
        if claims.session.is_some() {
            return Err(TokenErrorKind::OtherKind);
        }
        let client_id = claims.take_text("client_id")?;
        let scopes = claims.take_text("scope")?.unwrap_or_default();
        let organization_id = claims.organization.map(|organization| organization.organization_id);
        Ok(Self {
            subject: claims.subject.ok_or(TokenErrorKind::MissingClaim("sub"))?,
            client_id,
            organization_id: organization_id.filter(|id| !id.is_empty()),
            scopes: scopes.split_ascii_whitespace().map(str::to_owned).collect(),
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
    token: &'c str,
    terms: Terms<P>,
}

/// What a token is to be.
struct Terms<P> {
    scopes: Vec<String>,
    limits: TimeLimits,
    permission: Option<P>,
}

impl<'c, P: Asked> TokenCheck<'c, P> {
    fn new(client: &'c Client, token: &'c str) -> Self {
        let limits = TimeLimits::default();
        Self { client, token, terms: Terms { scopes: Vec::new(), limits, permission: None } }
    }

    /// Asks for a scope; several calls ask for all of them. See [`VerifiedToken::has_scope`].
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.terms.scopes.push(scope.into());
        self
    }

    /// Asks for all of these scopes.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.terms.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Sets how far this machine's clock may differ from Stytch's; not at all by default.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.terms.limits.leeway = leeway;
        self
    }

    /// Refuses a token that was issued longer ago; it may be as old as it is good for by default.
    pub fn max_token_age(mut self, age: Duration) -> Self {
        self.terms.limits.max_token_age = Some(age);
        self
    }

    /// Sets the current time, for tests; the system's by default.
    pub fn now(mut self, now: SystemTime) -> Self {
        self.terms.limits.now = Some(now);
        self
    }

    /// Checks the token, and blocks the thread while it does: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<VerifiedToken, Error> {
        self.start(Connections::Blocking).wait()
    }

    fn start(self, connections: Connections) -> CheckFuture<VerifiedToken> {
        let Self { client, token, terms } = self;
        if let Some(decision) = terms.decide_at_hand(client, token) {
            return CheckFuture::decided(decision);
        }
        let (client, token) = (client.clone(), Secret::from(token));
        CheckFuture::new(async move { terms.decide(&client, &token, connections).await })
    }
}

impl<P: Permission> TokenCheck<'_, P> {
    /// Asks for a permission as well: one that the cached RBAC policy gives by the token's scopes.
    pub fn permission(mut self, permission: P) -> Self {
        self.terms.permission = Some(permission);
        self
    }
}

impl<P: Asked> Terms<P> {
    /// The decision, where keys and policy are at hand.
    fn decide_at_hand(&self, client: &Client, token: &str) -> Option<Result<VerifiedToken, Error>> {
        let verified = match verify_at_hand(client, token, &self.limits, VerifiedToken::of_claims)?
        {
            Ok(verified) => verified,
            Err(error) => return Some(Err(error)),
        };
        if let Err(kind) = self.check_scopes(&verified) {
            return Some(Err(kind.into()));
        }
        if let Some(permission) = &self.permission {
            let asker = Asker::Scopes(&verified.scopes);
            let organization_id = verified.organization_id.as_deref();
            if let Err(kind) = decide_at_hand(client, asker, organization_id, permission)? {
                return Some(Err(kind.into()));
            }
        }
        Some(Ok(verified))
    }

    async fn decide(
        self,
        client: &Client,
        token: &Secret,
        connections: Connections,
    ) -> Result<VerifiedToken, Error> {
        let (halves, limits) = (P::HALVES.0, &self.limits);
        let read = VerifiedToken::of_claims;
        let verified = verify(client, halves, token.expose(), limits, connections, read).await?;
        self.check_scopes(&verified)?;
        if let Some(permission) = &self.permission {
            let asker = Asker::Scopes(&verified.scopes);
            let organization_id = verified.organization_id.as_deref();
            decide(client, asker, organization_id, permission, connections).await?;
        }
        Ok(verified)
    }

    fn check_scopes(&self, verified: &VerifiedToken) -> Result<(), TokenErrorKind> {
        match self.scopes.iter().find(|scope| !verified.has_scope(scope)) {
            Some(missing) => Err(TokenErrorKind::MissingScope(missing.clone())),
            None => Ok(()),
        }
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
            .field("scopes", &self.terms.scopes)
            .field("leeway", &self.terms.limits.leeway)
            .field("max_token_age", &self.terms.limits.max_token_age)
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
    pub fn authenticate_token<'t>(&self, token: &'t str) -> TokenCheck<'t, NoPermission>
    where
        'c: 't,
    {
        use crate::Resource;

        TokenCheck::new(self.client(), token)
    }
}

#[cfg(feature = "b2b")]
impl<'c> crate::b2b::idp::Idp<'c> {
    /// Checks a Connected App's access token in this process, as
    /// [`KeyCache`](crate::verify::KeyCache) has the keys.
    ///
    /// The app's token is issued by the project's domain, which must be the client's
    /// [base URL](crate::ClientBuilder::base_url), or by `stytch.com`. The access token of an M2M client
    /// passes, too, where it has the scopes: the two are of one make.
    ///
    /// A token that its Member has revoked passes until it expires. Stytch itself is asked by
    /// [`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect).
    ///
    /// # Errors
    /// [`Error::Token`] when the token is refused, lacks a scope or gives no permission,
    /// [`Error::Unavailable`] when keys or policy cannot be fetched.
    pub fn authenticate_token<'t>(
        &self,
        token: &'t str,
    ) -> TokenCheck<'t, crate::b2b::AuthorizationCheck>
    where
        'c: 't,
    {
        use crate::Resource;

        TokenCheck::new(self.client(), token)
    }
}

#[cfg(feature = "consumer")]
impl<'c> crate::consumer::idp::Idp<'c> {
    /// Checks a Connected App's access token in this process, as
    /// [`KeyCache`](crate::verify::KeyCache) has the keys.
    ///
    /// The app's token is issued by the project's domain, which must be the client's
    /// [base URL](crate::ClientBuilder::base_url), or by `stytch.com`. The access token of an M2M client
    /// passes, too, where it has the scopes: the two are of one make.
    ///
    /// A token that its User has revoked passes until it expires. Stytch itself is asked by
    /// [`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect).
    ///
    /// # Errors
    /// [`Error::Token`] when the token is refused, lacks a scope or gives no permission,
    /// [`Error::Unavailable`] when keys or policy cannot be fetched.
    pub fn authenticate_token<'t>(
        &self,
        token: &'t str,
    ) -> TokenCheck<'t, crate::consumer::AuthorizationCheck>
    where
        'c: 't,
    {
        use crate::Resource;

        TokenCheck::new(self.client(), token)
    }
}
