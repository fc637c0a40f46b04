//! A check of a session JWT.

use std::{fmt, future::IntoFuture};

use crate::{
    Client, Error, Secret,
    cache::keys::KeyLookup,
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::{
            future::CheckFuture,
            permission::{Permission as _, Subject, evaluate_permission},
        },
        decision::{Decision, Snapshot, Step, decide, decide_cached},
        fetch::DataSource,
        session::{JwtSession, VerifiedSession},
        validation::{TimeLimits, TokenVerifier, time_limit_setters},
    },
};

/// Where a session JWT is verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtPolicy {
    /// Locally, with the project's public keys and no further call. A session that was revoked or has
    /// ended is accepted until its JWT expires, at most five minutes after it was issued.
    #[default]
    LocalOnly,
    /// Locally first. Calls Stytch if the rejection does not prove that the JWT is forged:
    ///
    /// - The JWT is valid except that it has expired, is not valid yet, or is as old as
    ///   [`max_token_age`](SessionCheck::max_token_age).
    /// - Its key is not among the cached keys, and it is too early to fetch them again. Anyone can send
    ///   such a JWT, so there are at most 10 such calls per
    ///   [`refetch_interval`](crate::verify::KeyCache::refetch_interval); beyond that, it is rejected.
    ///
    /// A JWT that is rejected for another reason, or does not grant the permission, is rejected without
    /// a call.
    LocalThenRemote,
    /// By Stytch, each time, using its own clock: leeway,
    /// [`max_token_age`](SessionCheck::max_token_age) and [`now`](SessionCheck::now) have no effect.
    RemoteOnly,
}

/// A check of a session JWT, made when it is awaited.
///
/// Created by `Sessions::authenticate_jwt`.
#[must_use = "a check does nothing until it is awaited; write `.await?`"]
pub struct SessionCheck<'c, S: JwtSession> {
    client: &'c Client,
    jwt: &'c str,
    requirements: Requirements<S>,
}

/// What a session must satisfy.
struct Requirements<S: JwtSession> {
    policy: JwtPolicy,
    limits: TimeLimits,
    permission: Option<S::Permission>,
}

impl<'c, S: JwtSession> SessionCheck<'c, S> {
    pub(in crate::verify) fn new(client: &'c Client, jwt: &'c str) -> Self {
        let (policy, limits) = (JwtPolicy::default(), TimeLimits::default());
        Self { client, jwt, requirements: Requirements { policy, limits, permission: None } }
    }

    /// Sets where the JWT is verified; [`JwtPolicy::LocalOnly`] by default.
    pub fn policy(mut self, policy: JwtPolicy) -> Self {
        self.requirements.policy = policy;
        self
    }

    /// Requires a permission, checked against the cached RBAC policy, or by Stytch if Stytch verifies
    /// the JWT.
    pub fn permission(mut self, permission: S::Permission) -> Self {
        self.requirements.permission = Some(permission);
        self
    }

    time_limit_setters!();

    /// Checks the JWT, blocking the thread if a call is needed. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<VerifiedSession<S>, Error> {
        self.start(Connections::Blocking).wait()
    }

    fn start(self, connections: Connections) -> CheckFuture<VerifiedSession<S>> {
        let Self { client, jwt, requirements } = self;
        if let Some(result) = requirements.decide_cached(client, jwt) {
            return CheckFuture::decided(result.map_err(Error::from));
        }
        let products = S::Permission::PRODUCTS;
        let source = DataSource { client: client.clone(), products, connections };
        let jwt = Secret::from(jwt);
        CheckFuture::pending(async move { requirements.decide(&source, jwt).await })
    }
}

impl<S: JwtSession> Requirements<S> {
    /// Decides with cached data, if that is allowed and possible.
    fn decide_cached(
        &self,
        client: &Client,
        jwt: &str,
    ) -> Option<Result<VerifiedSession<S>, TokenErrorKind>> {
        if self.policy == JwtPolicy::RemoteOnly {
            return None;
        }
        match SessionDecision::new(client, jwt, self) {
            Ok(mut decision) => match decide_cached(client, &mut decision)? {
                Ok(Outcome::Verified(verified)) => Some(Ok(verified)),
                Ok(Outcome::AskStytch | Outcome::UndecidedKey) => None,
                Err(kind) => Some(Err(kind)),
            },
            Err(kind) => Some(Err(kind)),
        }
    }

    async fn decide(self, source: &DataSource, jwt: Secret) -> Result<VerifiedSession<S>, Error> {
        if self.policy != JwtPolicy::RemoteOnly {
            let mut decision = SessionDecision::new(&source.client, jwt.expose(), &self)?;
            match decide(source, &mut decision).await? {
                Outcome::Verified(verified) => return Ok(verified),
                Outcome::AskStytch => {}
                Outcome::UndecidedKey => return self.ask_about_key(source, jwt).await,
            }
        }
        self.ask_stytch(source, jwt).await
    }

    /// Lets Stytch decide about a JWT whose key may be new, unless it has been asked too often.
    async fn ask_about_key(
        self,
        source: &DataSource,
        jwt: Secret,
    ) -> Result<VerifiedSession<S>, Error> {
        let keys = &source.client.inner().keys;
        if !keys.allow_remote_check() {
            return Err(TokenErrorKind::UnknownKey.into());
        }
        let verified = self.ask_stytch(source, jwt).await?;
        keys.confirm_undecided_key();
        Ok(verified)
    }

    async fn ask_stytch(
        self,
        source: &DataSource,
        jwt: Secret,
    ) -> Result<VerifiedSession<S>, Error> {
        let needs_permission = self.permission.is_some();
        let request = S::request(jwt, self.permission);
        let response = source.client.send(request).start(source.connections).await?;
        let verified = S::from_response(response);
        let is_authorized = verified.verdict.as_ref().is_some_and(|verdict| verdict.authorized);
        // Stytch reports a denial as an error. Treat anything but an explicit yes as a denial, too.
        if needs_permission && !is_authorized {
            return Err(TokenErrorKind::MissingPermission.into());
        }
        Ok(verified)
    }

    /// Returns the outcome for a JWT that was rejected locally, if Stytch decides about it.
    fn decided_by_stytch(&self, kind: &TokenErrorKind, snapshot: &Snapshot) -> Option<Outcome<S>> {
        if self.policy != JwtPolicy::LocalThenRemote {
            return None;
        }
        // These are found after the signature has been verified, so the JWT is genuine.
        if matches!(
            kind,
            TokenErrorKind::Expired | TokenErrorKind::TooOld | TokenErrorKind::NotYetValid
        ) {
            return Some(Outcome::AskStytch);
        }
        matches!(snapshot.key, Some(KeyLookup::Undecided)).then_some(Outcome::UndecidedKey)
    }
}

impl<S: JwtSession> IntoFuture for SessionCheck<'_, S> {
    type Output = Result<VerifiedSession<S>, Error>;
    type IntoFuture = CheckFuture<VerifiedSession<S>>;

    fn into_future(self) -> Self::IntoFuture {
        self.start(Connections::Async)
    }
}

/// Shows the requirements, not the JWT.
impl<S: JwtSession> fmt::Debug for SessionCheck<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionCheck")
            .field("policy", &self.requirements.policy)
            .field("leeway", &self.requirements.limits.leeway)
            .field("max_token_age", &self.requirements.limits.max_token_age)
            .finish_non_exhaustive()
    }
}

struct SessionDecision<'j, S: JwtSession> {
    verifier: TokenVerifier<'j>,
    requirements: &'j Requirements<S>,
    /// The session, once the JWT's signature and claims have been verified.
    session: Option<S>,
}

impl<'j, S: JwtSession> SessionDecision<'j, S> {
    fn new(
        client: &'j Client,
        jwt: &'j str,
        requirements: &'j Requirements<S>,
    ) -> Result<Self, TokenErrorKind> {
        let verifier = TokenVerifier::new(client, jwt, &requirements.limits)?;
        Ok(Self { verifier, requirements, session: None })
    }
}

/// The result of the local decision.
enum Outcome<S> {
    Verified(VerifiedSession<S>),
    /// Stytch decides.
    AskStytch,
    /// Stytch decides about a JWT whose key may be new, if it has not been asked too often.
    UndecidedKey,
}

impl<S: JwtSession> Decision for SessionDecision<'_, S> {
    type Output = Outcome<S>;

    fn evaluate(&mut self, snapshot: &Snapshot) -> Step<Outcome<S>> {
        let session = match self.session.take() {
            Some(session) => session,
            None => match self.verifier.evaluate(snapshot, S::from_claims) {
                Step::Done(Ok(session)) => session,
                Step::Done(Err(kind)) => {
                    let outcome = self.requirements.decided_by_stytch(&kind, snapshot);
                    return Step::Done(outcome.ok_or(kind));
                }
                Step::Need(need) => return Step::Need(need),
            },
        };
        let mut verdict = None;
        if let Some(permission) = &self.requirements.permission {
            let subject = Subject::roles(session.roles());
            let organization_id = session.organization_id();
            match evaluate_permission(permission.query(), &subject, organization_id, snapshot) {
                Step::Done(Ok(granted)) => verdict = Some(granted),
                Step::Done(Err(kind)) => return Step::Done(Err(kind)),
                Step::Need(need) => {
                    self.session = Some(session);
                    return Step::Need(need);
                }
            }
        }
        let verified = VerifiedSession { session, verdict, renewed: None };
        Step::Done(Ok(Outcome::Verified(verified)))
    }
}
