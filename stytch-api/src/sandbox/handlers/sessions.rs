//! Sessions: opened by a factor, found by token or JWT, gone when they end or are revoked.

mod jwt;
mod members;
#[cfg(feature = "consumer")]
mod users;

use std::time::{Duration, SystemTime};

use crate::{
    Json, Metadata, Secret, Timestamp,
    b2b::AuthenticationFactor,
    object,
    sandbox::{
        handlers::sessions::jwt::session_jwt,
        store::{
            apply_update::{apply_update, merge_members},
            keyring::Keyring,
            problem::Problem,
            random,
        },
    },
    schema::Object,
};

/// What the sessions of Members and those of Users have in common.
pub(crate) trait LoginSession: Clone {
    /// Who has logged in.
    fn subject(&self) -> &str;
    fn factors(&mut self) -> &mut Vec<AuthenticationFactor>;
    fn custom_claims(&mut self) -> &mut Option<Metadata>;
    fn set_last_access(&mut self, at: Timestamp);
    fn set_end(&mut self, at: Timestamp);
    /// The claims of its JWT that tell of it, and its own.
    fn claims(&self) -> (Json, Option<&Metadata>);
}

/// A session that has not been revoked; whether it has ended, the clock says.
pub(crate) struct OpenSession<S> {
    session: S,
    token: Secret,
    /// Every JWT that was issued for it: even an expired one names the session.
    jwts: Vec<Secret>,
    ends_at: SystemTime,
}

/// A session and what a browser would keep of it.
pub(crate) struct Opened<S> {
    pub(crate) session: S,
    pub(crate) token: Secret,
    pub(crate) jwt: Secret,
}

object! {
    /// What a request says of the session that a factor goes into.
    LoginTerms {
        /// Token of a session from before the second factor; a Member's.
        intermediate_session_token?: Secret,
        /// Token of a session that is there.
        session_token?: Secret,
        /// JWT of a session that is there.
        session_jwt?: Secret,
        /// Minutes from now until it ends.
        session_duration_minutes?: i32,
        /// Claims to put into it.
        session_custom_claims?: Metadata,
    }
}

impl LoginTerms {
    /// The fields of these names in a request.
    pub(crate) fn of(request: &dyn Object) -> Self {
        apply_update(&Self::default(), request)
    }
}

/// All sessions of Members, or all of Users.
pub(crate) struct OpenSessions<S>(Vec<OpenSession<S>>);

impl<S> Default for OpenSessions<S> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<S: LoginSession> OpenSessions<S> {
    /// Those of somebody that have not ended.
    pub(crate) fn of(&self, subject: &str) -> Vec<S> {
        let now = SystemTime::now();
        let theirs = self.0.iter().filter(|open| open.session.subject() == subject);
        theirs.filter(|open| open.ends_at > now).map(|open| open.session.clone()).collect()
    }

    /// Ends all of somebody's.
    pub(crate) fn end_all_of(&mut self, subject: &str) {
        self.end_where(|session| session.subject() == subject);
    }

    pub(crate) fn end_where(&mut self, is_meant: impl Fn(&S) -> bool) {
        self.0.retain(|open| !is_meant(&open.session));
    }

    pub(crate) fn end(&mut self, index: usize) {
        self.0.remove(index);
    }

    /// Opens a session, which has ended until it is renewed, and tells its place.
    pub(crate) fn open(&mut self, session: S) -> usize {
        let token = Secret::from(random::token());
        let ends_at = SystemTime::now();
        self.0.push(OpenSession { session, token, jwts: Vec::new(), ends_at });
        self.0.len() - 1
    }

    pub(crate) fn at(&mut self, index: usize) -> &mut OpenSession<S> {
        &mut self.0[index]
    }

    /// The place of the session with this token.
    pub(crate) fn by_token(&self, token: &Secret) -> Result<usize, Problem> {
        self.find(|open| open.token == *token)
    }

    /// The place of the session that this JWT was issued for.
    pub(crate) fn by_jwt(&self, jwt: &Secret) -> Result<usize, Problem> {
        self.find(|open| open.jwts.contains(jwt))
    }

    /// The place of the session that a request names by its token or by its JWT, if it names one.
    pub(crate) fn named(
        &self,
        token: Option<&Secret>,
        jwt: Option<&Secret>,
    ) -> Result<Option<usize>, Problem> {
        match (token, jwt) {
            (None, None) => Ok(None),
            (Some(token), None) => self.by_token(token).map(Some),
            (None, Some(jwt)) => self.by_jwt(jwt).map(Some),
            (Some(_), Some(_)) => Err(too_many_arguments()),
        }
    }

    /// The place of the session that a request must name.
    pub(crate) fn one_named(
        &self,
        token: Option<&Secret>,
        jwt: Option<&Secret>,
    ) -> Result<usize, Problem> {
        self.named(token, jwt)?.ok_or_else(|| {
            let message = "Give one of `session_token` and `session_jwt`.";
            Problem::refused("no_session_arguments", message)
        })
    }

    pub(crate) fn find(
        &self,
        is_meant: impl Fn(&OpenSession<S>) -> bool,
    ) -> Result<usize, Problem> {
        let now = SystemTime::now();
        let found = self.0.iter().position(|open| open.ends_at > now && is_meant(open));
        found.ok_or_else(|| {
            let message = "The session could not be found; it may have ended.";
            Problem::not_found("session_not_found", message)
        })
    }

    /// The place of the session that a factor of `subject` goes into, `None` for a new one; refuses terms
    /// that cannot be met.
    pub(crate) fn check_terms(
        &self,
        subject: &str,
        terms: &LoginTerms,
    ) -> Result<Option<usize>, Problem> {
        check_duration(terms.session_duration_minutes)?;
        let (token, jwt) = (terms.session_token.as_ref(), terms.session_jwt.as_ref());
        if terms.intermediate_session_token.is_some() {
            if token.is_some() || jwt.is_some() {
                return Err(too_many_arguments());
            }
            let message = "The intermediate session could not be found; the sandbox opens none.";
            return Err(Problem::not_found("intermediate_session_not_found", message));
        }
        let index = self.named(token, jwt)?;
        if index.is_some_and(|index| self.0[index].session.subject() != subject) {
            let message = "The session is that of somebody else.";
            return Err(Problem::not_found("session_not_found", message));
        }
        Ok(index)
    }
}

impl<S: LoginSession> OpenSession<S> {
    /// Notes what has been proved. Proving the same thing again renews the proof.
    pub(crate) fn prove(&mut self, mut factor: AuthenticationFactor) {
        let now = Timestamp::from(SystemTime::now());
        factor.last_authenticated_at = Some(now.clone());
        factor.created_at = Some(now.clone());
        factor.updated_at = Some(now);
        let factors = self.session.factors();
        factors.retain(|proved| proved.delivery_method != factor.delivery_method);
        factors.push(factor);
    }

    /// Prolongs the session if asked, and issues a JWT for it.
    pub(crate) fn renew(
        &mut self,
        (keys, project_id): (&Keyring, &str),
        minutes: Option<i32>,
        claims: Option<Metadata>,
    ) -> Opened<S> {
        let now = SystemTime::now();
        if let Some(minutes) = minutes {
            self.ends_at = now + Duration::from_secs(u64::from(minutes.unsigned_abs()) * 60);
            self.session.set_end(self.ends_at.into());
        }
        if let Some(claims) = claims {
            merge_members(self.session.custom_claims().get_or_insert_default(), claims);
        }
        self.session.set_last_access(now.into());
        let jwt = session_jwt(keys, project_id, &self.session, now);
        self.jwts.push(jwt.clone());
        Opened { session: self.session.clone(), token: self.token.clone(), jwt }
    }
}

pub(crate) fn check_duration(minutes: Option<i32>) -> Result<(), Problem> {
    if minutes.is_none_or(|minutes| (5..=527_040).contains(&minutes)) {
        return Ok(());
    }
    let message = "`session_duration_minutes` must be 5 to 527040.";
    Err(Problem::refused("invalid_session_duration_minutes", message))
}

fn too_many_arguments() -> Problem {
    let message = "Name the session in one way: by one token, or by its JWT.";
    Problem::refused("too_many_session_arguments", message)
}

/// Refuses a revocation that does not give one of its fields.
pub(crate) fn check_one_revoked(given: &[(&str, bool)]) -> Result<(), Problem> {
    let error_type = match given.iter().filter(|(_, is_given)| *is_given).count() {
        0 => "no_session_revoke_arguments",
        1 => return Ok(()),
        _ => "too_many_session_revoke_arguments",
    };
    let names: Vec<_> = given.iter().map(|(name, _)| format!("`{name}`")).collect();
    Err(Problem::refused(error_type, format!("Give one of {}.", names.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::b2b::MemberSession;

    #[test]
    fn a_session_that_has_ended_is_not_found() {
        let mut sessions = OpenSessions::default();
        let [ended, open] = [0, 1].map(|_| sessions.open(MemberSession::default()));
        sessions.at(open).ends_at += Duration::from_secs(60);
        let token = |index: usize| sessions.0[index].token.clone();
        assert_eq!(sessions.by_token(&token(open)).ok(), Some(open));
        let problem = sessions.by_token(&token(ended)).unwrap_err();
        assert_eq!(problem.error_type, "session_not_found");
    }
}
