//! A check of an access token, of an M2M client or a Connected App.

use std::{fmt, future::IntoFuture};

use crate::{
    Client, Error, Metadata, Secret, Timestamp,
    common::connected_app::{IntrospectResponse, OrganizationClaim},
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::{
            future::CheckFuture,
            permission::{Permission, Subject, evaluate_permission},
        },
        claims::{Claims, NumericDate, is_stytch_claim},
        decision::{Decision, Snapshot, Step, decide, decide_cached},
        fetch::DataSource,
        scope,
        validation::{TimeLimits, TokenVerifier, time_limit_setters},
    },
};

/// A valid access token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifiedToken {
    /// The ID of the M2M client or, for a Connected App's token, of the Member or User who authorized
    /// the app.
    pub subject: String,
    /// The ID of the client, if the token has it in addition to its subject.
    pub client_id: Option<String>,
    /// The ID of the Organization whose Member authorized the app.
    pub organization_id: Option<String>,
    /// The token's scopes.
    pub scopes: Vec<String>,
    /// When the token was issued.
    pub issued_at: Timestamp,
    /// When the token expires.
    pub expires_at: Timestamp,
    /// The custom claims, without registered claims such as `jti` and Stytch's own (`https://stytch.com/…`).
    pub custom_claims: Metadata,
}

impl VerifiedToken {
    /// Whether the token has a scope: `read:*` includes every `read:…`, while a scope without a colon
    /// includes only itself.
    pub fn has_scope(&self, scope: &str) -> bool {
        scope::grants(&self.scopes, scope)
    }

    fn from_claims(mut claims: Claims<'_>) -> Result<Self, TokenErrorKind> {
        // A session JWT has the same issuer, audience and key, but is not an access token.
        if claims.session.is_some() {
            return Err(TokenErrorKind::WrongTokenType);
        }
        let client_id = claims.take_text("client_id")?;
        let scopes = claims.take_text("scope")?.unwrap_or_default();
        Ok(Self {
            subject: claims.subject.ok_or(TokenErrorKind::MissingClaim("sub"))?,
            client_id,
            organization_id: organization_id(claims.organization),
            scopes: split_scopes(&scopes),
            issued_at: claims.issued_at.map(NumericDate::to_timestamp).unwrap_or_default(),
            expires_at: claims.expires_at.map(NumericDate::to_timestamp).unwrap_or_default(),
            custom_claims: claims.custom,
        })
    }

    /// Reads the response to an introspection
    /// ([`ConnectedApp::introspect`](crate::common::connected_app::ConnectedApp::introspect)), in which
    /// Stytch verifies the token. The result is the same as that of the local check, except for custom
    /// claims with the name of a field of the response, such as `active`, which are missing.
    ///
    /// Returns `None` if the token is not active, if it is a refresh token or a session JWT, or if it has
    /// no subject, no time of issue or no expiry.
    pub fn from_introspection(response: IntrospectResponse) -> Option<Self> {
        let is_refresh_token = response.token_type.as_deref() == Some("refresh_token");
        let is_session_jwt = response.custom_claims.contains_key("https://stytch.com/session");
        if !response.active || is_refresh_token || is_session_jwt {
            return None;
        }
        let subject = response.sub.filter(|subject| !subject.is_empty())?;
        let mut custom_claims = response.custom_claims;
        custom_claims.retain(|name, _| !is_stytch_claim(name));
        Some(Self {
            subject,
            client_id: response.client_id,
            organization_id: organization_id(response.organization),
            scopes: split_scopes(&response.scope.unwrap_or_default()),
            issued_at: Timestamp::from_unix_seconds(response.iat?),
            expires_at: Timestamp::from_unix_seconds(response.exp?),
            custom_claims,
        })
    }
}

fn organization_id(claim: Option<OrganizationClaim>) -> Option<String> {
    claim.map(|organization| organization.organization_id).filter(|id| !id.is_empty())
}

fn split_scopes(scopes: &str) -> Vec<String> {
    scopes.split_ascii_whitespace().map(str::to_owned).collect()
}

/// A local check of an access token, made when it is awaited.
///
/// Created by [`M2m::authenticate_token`](crate::common::m2m::M2m::authenticate_token) and
/// `Idp::authenticate_token`.
#[must_use = "a check does nothing until it is awaited; write `.await?`"]
pub struct TokenCheck<'c, P> {
    client: &'c Client,
    token: &'c str,
    requirements: Requirements<P>,
}

/// What a token must satisfy.
struct Requirements<P> {
    limits: TimeLimits,
    scopes: Vec<String>,
    permission: Option<P>,
}

impl<'c, P: Permission> TokenCheck<'c, P> {
    pub(in crate::verify) fn new(client: &'c Client, token: &'c str) -> Self {
        let limits = TimeLimits::default();
        let requirements = Requirements { limits, scopes: Vec::new(), permission: None };
        Self { client, token, requirements }
    }

    /// Requires a scope, in addition to any others. See [`VerifiedToken::has_scope`].
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.requirements.scopes.push(scope.into());
        self
    }

    /// Requires all of these scopes, in addition to any others.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.requirements.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Requires a permission: the cached RBAC policy must grant it to one of the token's scopes.
    pub fn permission(mut self, permission: P) -> Self {
        self.requirements.permission = Some(permission);
        self
    }

    time_limit_setters!();

    /// Checks the token, blocking the thread if a fetch is needed. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<VerifiedToken, Error> {
        self.start(Connections::Blocking).wait()
    }

    fn start(self, connections: Connections) -> CheckFuture<VerifiedToken> {
        let Self { client, token, requirements } = self;
        let cached = match TokenDecision::new(client, token, &requirements) {
            Ok(mut decision) => decide_cached(client, &mut decision),
            Err(kind) => Some(Err(kind)),
        };
        if let Some(result) = cached {
            return CheckFuture::decided(result.map_err(Error::from));
        }
        let source = DataSource { client: client.clone(), products: P::PRODUCTS, connections };
        let token = Secret::from(token);
        CheckFuture::pending(async move {
            let mut decision = TokenDecision::new(&source.client, token.expose(), &requirements)?;
            decide(&source, &mut decision).await
        })
    }
}

impl<P: Permission> IntoFuture for TokenCheck<'_, P> {
    type Output = Result<VerifiedToken, Error>;
    type IntoFuture = CheckFuture<VerifiedToken>;

    fn into_future(self) -> Self::IntoFuture {
        self.start(Connections::Async)
    }
}

/// Shows the requirements, not the token.
impl<P> fmt::Debug for TokenCheck<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCheck")
            .field("scopes", &self.requirements.scopes)
            .field("leeway", &self.requirements.limits.leeway)
            .field("max_token_age", &self.requirements.limits.max_token_age)
            .finish_non_exhaustive()
    }
}

struct TokenDecision<'t, P> {
    verifier: TokenVerifier<'t>,
    requirements: &'t Requirements<P>,
    /// The token, once its signature and claims have been verified.
    verified: Option<VerifiedToken>,
}

impl<'t, P: Permission> TokenDecision<'t, P> {
    fn new(
        client: &'t Client,
        token: &'t str,
        requirements: &'t Requirements<P>,
    ) -> Result<Self, TokenErrorKind> {
        let verifier = TokenVerifier::new(client, token, &requirements.limits)?;
        Ok(Self { verifier, requirements, verified: None })
    }

    fn check_scopes(&self, token: &VerifiedToken) -> Result<(), TokenErrorKind> {
        match self.requirements.scopes.iter().find(|scope| !token.has_scope(scope)) {
            Some(missing) => Err(TokenErrorKind::MissingScope(missing.clone())),
            None => Ok(()),
        }
    }
}

impl<P: Permission> Decision for TokenDecision<'_, P> {
    type Output = VerifiedToken;

    fn evaluate(&mut self, snapshot: &Snapshot) -> Step<VerifiedToken> {
        let token = match self.verified.take() {
            Some(token) => token,
            None => match self.verifier.evaluate(snapshot, VerifiedToken::from_claims) {
                Step::Done(Ok(token)) => token,
                step => return step,
            },
        };
        if let Err(kind) = self.check_scopes(&token) {
            return Step::Done(Err(kind));
        }
        if let Some(permission) = &self.requirements.permission {
            let subject = Subject::scopes(&token.scopes);
            let organization_id = token.organization_id.as_deref();
            match evaluate_permission(permission.query(), &subject, organization_id, snapshot) {
                Step::Done(Ok(_)) => {}
                Step::Done(Err(kind)) => return Step::Done(Err(kind)),
                Step::Need(need) => {
                    self.verified = Some(token);
                    return Step::Need(need);
                }
            }
        }
        Step::Done(Ok(token))
    }
}
