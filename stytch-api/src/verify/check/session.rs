//! A session JWT that is checked when it is awaited.

use std::{
    fmt,
    future::IntoFuture,
    time::{Duration, SystemTime},
};

use crate::{
    Client, Error, Secret,
    common::AuthorizationVerdict,
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::permission::{Asked, Asker, decide, decide_at_hand},
        claims::Claims,
        session::{ClaimsOf, JwtSession},
        validation::TimeLimits,
        verifier::{CheckFuture, verify, verify_at_hand},
    },
};

/// Who decides whether a session JWT is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtPolicy {
    /// This process, by the project's public keys: no call is made for it. A session that was revoked, or
    /// has ended, passes until its JWT expires, five minutes after it was issued at the latest.
    #[default]
    LocalOnly,
    /// This process; Stytch where the JWT is good but has expired or is older than
    /// [`max_token_age`](SessionCheck::max_token_age). A JWT that is refused for any other reason, or
    /// that lacks the permission, is refused without a call.
    LocalThenRemote,
    /// Stytch, each time, and by its own clock: leeway, [`max_token_age`](SessionCheck::max_token_age) and
    /// [`now`](SessionCheck::now) count for nothing.
    RemoteOnly,
}

/// A session that is good, and by whom that was found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VerifiedSession<S> {
    /// The session, as the JWT or Stytch's answer has it. `last_accessed_at` in a JWT is when the JWT
    /// was issued; `expires_at` is the end of the session, not of the JWT.
    pub session: S,
    /// How the session came by the permission; there when one was asked for.
    pub verdict: Option<AuthorizationVerdict>,
    /// What takes the place of the caller's token and JWT; there when Stytch was asked.
    pub renewed: Option<RenewedSession>,
}

/// What Stytch hands out when it is asked about a session, for the browser to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenewedSession {
    /// The session's token.
    pub session_token: Secret,
    /// A fresh JWT, good for five minutes.
    pub session_jwt: Secret,
}

/// A session JWT that is checked when it is awaited.
///
/// Made by `Sessions::authenticate_jwt`, which see.
#[must_use = "a check does nothing until it is awaited"]
pub struct SessionCheck<'c, S: JwtSession> {
    client: &'c Client,
    jwt: &'c str,
    terms: Terms<S>,
}

/// What a session is to be.
struct Terms<S: JwtSession> {
    policy: JwtPolicy,
    limits: TimeLimits,
    permission: Option<S::Permission>,
}

impl<'c, S: JwtSession> SessionCheck<'c, S> {
    fn new(client: &'c Client, jwt: &'c str) -> Self {
        let terms =
            Terms { policy: JwtPolicy::default(), limits: TimeLimits::default(), permission: None };
        Self { client, jwt, terms }
    }

    /// Sets who decides; [`JwtPolicy::LocalOnly`] by default.
    pub fn policy(mut self, policy: JwtPolicy) -> Self {
        self.terms.policy = policy;
        self
    }

    /// Asks for a permission as well, decided by the cached RBAC policy, or by Stytch where it decides
    /// about the JWT.
    pub fn permission(mut self, permission: S::Permission) -> Self {
        self.terms.permission = Some(permission);
        self
    }

    /// Sets how far this machine's clock may differ from Stytch's; not at all by default.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.terms.limits.leeway = leeway;
        self
    }

    /// Refuses a JWT that was issued longer ago; it may be as old as it is good for, five minutes, by
    /// default.
    pub fn max_token_age(mut self, age: Duration) -> Self {
        self.terms.limits.max_token_age = Some(age);
        self
    }

    /// Sets the current time, for tests; the system's by default.
    pub fn now(mut self, now: SystemTime) -> Self {
        self.terms.limits.now = Some(now);
        self
    }

    /// Checks the JWT, and blocks the thread while it does: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<VerifiedSession<S>, Error> {
        self.start(Connections::Blocking).wait()
    }

    fn start(self, connections: Connections) -> CheckFuture<VerifiedSession<S>> {
        let Self { client, jwt, terms } = self;
        if let Some(decision) = terms.decide_at_hand(client, jwt) {
            return CheckFuture::decided(decision);
        }
        let (client, jwt) = (client.clone(), Secret::from(jwt));
        CheckFuture::new(async move { terms.decide(&client, jwt, connections).await })
    }
}

impl<S: JwtSession> Terms<S> {
    /// The decision, where keys and policy are at hand and Stytch need not be asked.
    fn decide_at_hand(
        &self,
        client: &Client,
        jwt: &str,
    ) -> Option<Result<VerifiedSession<S>, Error>> {
        if self.policy == JwtPolicy::RemoteOnly {
            return None;
        }
        let read = |claims: Claims<'_>| S::of_claims(ClaimsOf(claims));
        let session = match verify_at_hand(client, jwt, &self.limits, read)? {
            Ok(session) => session,
            Err(error) if self.is_for_stytch(&error) => return None,
            Err(error) => return Some(Err(error)),
        };
        let verdict = match &self.permission {
            None => None,
            Some(permission) => {
                let asker = Asker::Roles(session.roles());
                match decide_at_hand(client, asker, session.organization_id(), permission)? {
                    Ok(verdict) => Some(verdict),
                    Err(kind) => return Some(Err(kind.into())),
                }
            }
        };
        Some(Ok(VerifiedSession { session, verdict, renewed: None }))
    }

    async fn decide(
        self,
        client: &Client,
        jwt: Secret,
        connections: Connections,
    ) -> Result<VerifiedSession<S>, Error> {
        if self.policy == JwtPolicy::RemoteOnly {
            return self.ask(client, jwt, connections).await;
        }
        let (halves, limits) = (S::Permission::HALVES.0, &self.limits);
        let read = |claims: Claims<'_>| S::of_claims(ClaimsOf(claims));
        let session = verify(client, halves, jwt.expose(), limits, connections, read).await;
        let session = match session {
            Ok(session) => session,
            Err(error) if self.is_for_stytch(&error) => {
                return self.ask(client, jwt, connections).await;
            }
            Err(error) => return Err(error),
        };
        let verdict = match &self.permission {
            None => None,
            Some(permission) => {
                let asker = Asker::Roles(session.roles());
                let organization_id = session.organization_id();
                Some(decide(client, asker, organization_id, permission, connections).await?)
            }
        };
        Ok(VerifiedSession { session, verdict, renewed: None })
    }

    /// Whether Stytch is to be asked about a JWT that was refused here.
    fn is_for_stytch(&self, error: &Error) -> bool {
        self.policy == JwtPolicy::LocalThenRemote
            && matches!(error, Error::Token(error)
                if matches!(error.kind, TokenErrorKind::Expired | TokenErrorKind::TooOld))
    }

    async fn ask(
        self,
        client: &Client,
        jwt: Secret,
        connections: Connections,
    ) -> Result<VerifiedSession<S>, Error> {
        let must_be_allowed = self.permission.is_some();
        let call = client.send(S::request(jwt, self.permission)).start(connections);
        let verified = S::of_response(call.await?);
        let is_allowed = verified.verdict.as_ref().is_some_and(|verdict| verdict.authorized);
        // Stytch answers a denial by a status of its own; but whatever is no yes is none.
        if must_be_allowed && !is_allowed {
            return Err(TokenErrorKind::MissingPermission.into());
        }
        Ok(verified)
    }
}

impl<S: JwtSession> IntoFuture for SessionCheck<'_, S> {
    type Output = Result<VerifiedSession<S>, Error>;
    type IntoFuture = CheckFuture<VerifiedSession<S>>;

    fn into_future(self) -> Self::IntoFuture {
        self.start(Connections::Async)
    }
}

/// Shows how it is checked, not the JWT.
impl<S: JwtSession> fmt::Debug for SessionCheck<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionCheck")
            .field("policy", &self.terms.policy)
            .field("leeway", &self.terms.limits.leeway)
            .field("max_token_age", &self.terms.limits.max_token_age)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "b2b")]
impl<'c> crate::b2b::sessions::Sessions<'c> {
    /// Checks a session JWT, in this process unless [`SessionCheck::policy`] says otherwise.
    ///
    /// The first check fetches the project's public keys; from then on they are at hand, and refreshed in the
    /// background now and then, as [`KeyCache`](crate::verify::KeyCache) tells. The JWT must be signed by
    /// RS256 with one of those keys, issued by the project or from the client's base URL, for the project,
    /// and be good now.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, jwt: &str) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::AuthorizationCheck;
    ///
    /// let permission = AuthorizationCheck::default()
    ///     .organization_id("organization-test-…")
    ///     .resource_id("documents")
    ///     .action("read");
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
    /// [`Error::Token`] when the JWT is refused or the permission denied, [`Error::Unavailable`] when
    /// keys or policy cannot be fetched; where Stytch is asked, as
    /// [`authenticate`](Self::authenticate).
    pub fn authenticate_jwt<'j>(&self, jwt: &'j str) -> SessionCheck<'j, crate::b2b::MemberSession>
    where
        'c: 'j,
    {
        use crate::Resource;

        SessionCheck::new(self.client(), jwt)
    }
}

#[cfg(feature = "consumer")]
impl<'c> crate::consumer::sessions::Sessions<'c> {
    /// Checks a session JWT, in this process unless [`SessionCheck::policy`] says otherwise.
    ///
    /// The first check fetches the project's public keys; from then on they are at hand, and refreshed in the
    /// background now and then, as [`KeyCache`](crate::verify::KeyCache) tells. The JWT must be signed by
    /// RS256 with one of those keys, issued by the project or from the client's base URL, for the project,
    /// and be good now.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, jwt: &str) -> Result<(), stytch_api::Error> {
    /// use stytch_api::verify::JwtPolicy;
    ///
    /// let sessions = client.consumer().sessions();
    /// let verified = sessions.authenticate_jwt(jwt).policy(JwtPolicy::LocalThenRemote).await?;
    /// println!("{} is logged in", verified.session.user_id);
    /// if let Some(renewed) = verified.renewed {
    ///     // Hand `renewed.session_jwt` to the browser, in place of the one that has expired.
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`Error::Token`] when the JWT is refused or the permission denied, [`Error::Unavailable`] when
    /// keys or policy cannot be fetched; where Stytch is asked, as
    /// [`authenticate`](Self::authenticate).
    pub fn authenticate_jwt<'j>(&self, jwt: &'j str) -> SessionCheck<'j, crate::consumer::Session>
    where
        'c: 'j,
    {
        use crate::Resource;

        SessionCheck::new(self.client(), jwt)
    }
}
