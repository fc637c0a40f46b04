//! The sessions of Members or of Users.

use crate::{
    object,
    sandbox::store::{
        keyring::Keyring,
        prelude::*,
        session_record::{IssuedSession, SessionChanges, SessionOwner, SessionRecord},
    },
};

/// The sessions of all Members, or of all Users, oldest first.
pub(crate) struct Sessions {
    records: Vec<SessionRecord>,
    clock: Clock,
}

object! {
    /// The session fields of a request that logs in or authenticates a session.
    SessionFields {
        /// Token of a Member's login that still needs its second factor.
        intermediate_session_token?: Secret,
        /// Token of an existing session.
        session_token?: Secret,
        /// JWT of an existing session.
        session_jwt?: Secret,
        /// Minutes from now until the session expires.
        session_duration_minutes?: i32,
        /// Custom claims to set.
        session_custom_claims?: Metadata,
    }
}

impl SessionFields {
    fn into_changes(self) -> SessionChanges {
        SessionChanges {
            duration_minutes: self.session_duration_minutes,
            custom_claims: self.session_custom_claims,
        }
    }
}

/// Minutes until a new session of a Member expires, unless the request sets a duration.
const DEFAULT_MINUTES: i32 = 60;

/// A login whose session fields are valid.
pub(crate) struct Login {
    /// Index of the session to add the factors to; `None` for a new session.
    pub(crate) session: Option<usize>,
    /// Token of the intermediate session that the login completes.
    pub(crate) intermediate_session_token: Option<Secret>,
    pub(crate) changes: SessionChanges,
}

impl Login {
    /// A new session that lasts an hour unless the changes set a duration.
    pub(crate) fn new(changes: SessionChanges) -> Self {
        let login = Self { session: None, intermediate_session_token: None, changes };
        login.with_default_duration()
    }

    /// Whether the request asks for a session.
    pub(crate) fn has_session(&self) -> bool {
        self.session.is_some() || self.changes.duration_minutes.is_some()
    }

    /// Lets a new session last an hour, unless the request sets a duration.
    pub(crate) fn with_default_duration(mut self) -> Self {
        if self.session.is_none() {
            self.changes.duration_minutes.get_or_insert(DEFAULT_MINUTES);
        }
        self
    }
}

impl Sessions {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { records: Vec::new(), clock }
    }

    /// The live sessions of a Member or User.
    pub(crate) fn live_of(&self, owner_id: &str) -> impl Iterator<Item = &SessionRecord> {
        let now = self.clock.now();
        self.records
            .iter()
            .filter(move |session| session.owner.id == owner_id && !session.is_expired(now))
    }

    pub(crate) fn get(&self, index: usize) -> &SessionRecord {
        &self.records[index]
    }

    /// The index of the live session with this token.
    pub(crate) fn by_token(&self, token: &Secret) -> Result<usize> {
        self.find(|session| session.token == *token)
    }

    /// The index of the live session that this JWT was issued for.
    pub(crate) fn by_jwt(&self, jwt: &Secret) -> Result<usize> {
        self.find(|session| session.has_jwt(jwt))
    }

    /// Validates the session fields of a request that authenticates a session. Returns the session's
    /// index and the changes to it.
    pub(crate) fn prepare_authentication(
        &self,
        request: &dyn Object,
    ) -> Result<(usize, SessionChanges)> {
        let fields = apply_update(&SessionFields::default(), request);
        check_duration(fields.session_duration_minutes)?;
        let (token, jwt) = (fields.session_token.as_ref(), fields.session_jwt.as_ref());
        let index = self.by_token_or_jwt(token, jwt)?;
        Ok((index, fields.into_changes()))
    }

    /// Validates the session fields of a login request by a Member or User.
    pub(crate) fn prepare_login(&self, owner_id: &str, request: &dyn Object) -> Result<Login> {
        let fields = apply_update(&SessionFields::default(), request);
        check_duration(fields.session_duration_minutes)?;
        let (token, jwt) = (fields.session_token.as_ref(), fields.session_jwt.as_ref());
        let intermediate_session_token = fields.intermediate_session_token.clone();
        let has_both = intermediate_session_token.is_some() && (token.is_some() || jwt.is_some());
        reject_if(has_both, ErrorType::TooManySessionArguments)?;
        let session = self.by_optional_token_or_jwt(token, jwt)?;
        let is_foreign = session.is_some_and(|index| self.records[index].owner.id != owner_id);
        reject_if(is_foreign, ErrorType::SessionNotFound)?;
        Ok(Login { session, intermediate_session_token, changes: fields.into_changes() })
    }

    /// Adds factors to the session of the login, or to a new one, sets the owner's current roles, and
    /// issues a JWT.
    pub(crate) fn log_in(
        &mut self,
        login: Login,
        owner: SessionOwner,
        factors: Vec<AuthenticationFactor>,
        keys: &Keyring,
    ) -> IssuedSession<'_> {
        let index = login.session.unwrap_or_else(|| {
            self.records.push(SessionRecord::new(owner.clone(), self.clock.now()));
            self.records.len() - 1
        });
        for factor in factors {
            self.records[index].add_factor(factor);
        }
        let now = self.clock.now();
        let session = &mut self.records[index];
        session.owner = owner;
        session.renew(login.changes, keys, now)
    }

    /// Ends the other sessions of a session's owner.
    pub(crate) fn revoke_others(&mut self, index: usize) {
        let (id, owner_id) = (self.records[index].id.clone(), self.records[index].owner.id.clone());
        self.records.retain(|session| session.owner.id != owner_id || session.id == id);
    }

    /// Ends a session that was exchanged for another one.
    pub(crate) fn remove(&mut self, id: &str) {
        self.records.retain(|session| session.id != id);
    }

    /// Revokes the live session with this ID, token or JWT, one of which is required.
    pub(crate) fn revoke(
        &mut self,
        id: Option<&str>,
        token: Option<&Secret>,
        jwt: Option<&Secret>,
    ) -> Result<()> {
        let index = match id {
            Some(id) => self.find(|session| session.id == id)?,
            None => self.by_token_or_jwt(token, jwt)?,
        };
        self.records.remove(index);
        Ok(())
    }

    /// Revokes all sessions of a Member or User.
    pub(crate) fn revoke_all_of(&mut self, owner_id: &str) {
        self.records.retain(|session| session.owner.id != owner_id);
    }

    /// Revokes all sessions in an Organization.
    pub(crate) fn revoke_all_in(&mut self, organization_id: &str) {
        self.records.retain(|session| {
            let organization = session.owner.organization.as_ref();
            organization.is_none_or(|organization| organization.id != organization_id)
        });
    }

    /// The index of the live session with this token or JWT, one of which is required.
    fn by_token_or_jwt(&self, token: Option<&Secret>, jwt: Option<&Secret>) -> Result<usize> {
        self.by_optional_token_or_jwt(token, jwt)?
            .ok_or_else(|| ErrorType::NoSessionArguments.into())
    }

    fn by_optional_token_or_jwt(
        &self,
        token: Option<&Secret>,
        jwt: Option<&Secret>,
    ) -> Result<Option<usize>> {
        match (token, jwt) {
            (None, None) => Ok(None),
            (Some(token), None) => self.by_token(token).map(Some),
            (None, Some(jwt)) => self.by_jwt(jwt).map(Some),
            (Some(_), Some(_)) => Err(ErrorType::TooManySessionArguments.into()),
        }
    }

    fn find(&self, matches: impl Fn(&SessionRecord) -> bool) -> Result<usize> {
        let now = self.clock.now();
        let mut sessions = self.records.iter();
        let index = sessions.position(|session| !session.is_expired(now) && matches(session));
        index.ok_or_else(|| ErrorType::SessionNotFound.into())
    }
}

/// Rejects a session duration that Stytch does not allow.
fn check_duration(minutes: Option<i32>) -> Result<()> {
    let is_valid = minutes.is_none_or(|minutes| (5..=527_040).contains(&minutes));
    reject_if(!is_valid, ErrorType::InvalidSessionDurationMinutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expired_session_is_not_found() {
        let owner = SessionOwner { id: "member".to_owned(), organization: None, roles: Vec::new() };
        let mut sessions = Sessions::new(Clock::default());
        let now = sessions.clock.now();
        let [expired, mut live] = [0, 1].map(|_| SessionRecord::new(owner.clone(), now));
        live.expires_at += std::time::Duration::from_secs(60);
        let tokens = [&expired, &live].map(|session| session.token.clone());
        sessions.records = vec![expired, live];
        assert_eq!(sessions.by_token(&tokens[1]).ok(), Some(1));
        let problem = sessions.by_token(&tokens[0]).unwrap_err();
        assert_eq!(problem.error_type, ErrorType::SessionNotFound);
    }
}
