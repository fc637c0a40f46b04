//! The sessions of Members or of Users.

use crate::{
    object,
    sandbox::store::{
        keyring::Keyring,
        prelude::*,
        records::Records,
        session_record::{
            IssuedSession, SessionChanges, SessionOwner, SessionRecord, session_id_of,
        },
    },
};

/// The sessions of all Members, or of all Users.
pub(crate) type Sessions = Records<SessionRecord>;

impl Record for SessionRecord {
    const NOT_FOUND: ErrorType = ErrorType::SessionNotFound;

    fn id(&self) -> &str {
        &self.id
    }

    fn keys(&self) -> Vec<&str> {
        let organization = self.owner.organization.as_ref().map(|it| it.id.as_str());
        [&*self.id, self.token.expose(), &self.owner.id].into_iter().chain(organization).collect()
    }

    fn is_named(&self, reference: &str) -> bool {
        self.id == reference
    }
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
    /// Rejects a session duration that Stytch does not allow.
    fn parse(request: &dyn Object) -> Result<Self> {
        let fields: Self = copy_fields(request);
        let minutes = fields.session_duration_minutes;
        let is_valid = minutes.is_none_or(|minutes| (5..=527_040).contains(&minutes));
        reject_if(!is_valid, ErrorType::InvalidSessionDurationMinutes)?;
        Ok(fields)
    }

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
    /// ID of the session to add the factors to; `None` for a new session.
    pub(crate) session: Option<String>,
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

impl Records<SessionRecord> {
    /// The live sessions of a Member or User.
    pub(crate) fn live_of(&self, owner_id: &str) -> impl Iterator<Item = &SessionRecord> {
        let now = self.now();
        let sessions = self.with_key(owner_id);
        sessions.filter(move |session| session.owner.id == owner_id && !session.is_expired(now))
    }

    /// The live session with this token.
    pub(crate) fn by_token(&self, token: &Secret) -> Result<&SessionRecord> {
        self.live(token.expose(), |session| session.token == *token)
    }

    /// The live session that this JWT was issued for.
    pub(crate) fn by_jwt(&self, jwt: &Secret) -> Result<&SessionRecord> {
        let id = session_id_of(jwt).ok_or(ErrorType::SessionNotFound)?;
        self.live(&id, |session| session.has_jwt(jwt))
    }

    /// Validates the session fields of a request that authenticates a session. Returns the session and
    /// the changes to it.
    pub(crate) fn prepare_authentication(
        &self,
        request: &dyn Object,
    ) -> Result<(&SessionRecord, SessionChanges)> {
        let fields = SessionFields::parse(request)?;
        let session = self.given(&fields)?.ok_or(ErrorType::NoSessionArguments)?;
        Ok((session, fields.into_changes()))
    }

    /// Validates the session fields of a login request by a Member or User.
    pub(crate) fn prepare_login(&self, owner_id: &str, request: &dyn Object) -> Result<Login> {
        let fields = SessionFields::parse(request)?;
        let intermediate_session_token = fields.intermediate_session_token.clone();
        let has_both = intermediate_session_token.is_some()
            && (fields.session_token.is_some() || fields.session_jwt.is_some());
        reject_if(has_both, ErrorType::TooManySessionArguments)?;
        let session = self.given(&fields)?;
        let is_foreign = session.is_some_and(|session| session.owner.id != owner_id);
        reject_if(is_foreign, ErrorType::SessionNotFound)?;
        let session = session.map(|session| session.id.clone());
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
    ) -> Result<IssuedSession<'_>> {
        let now = self.now();
        let new = || SessionRecord::new(owner.clone(), now);
        let id = login.session.unwrap_or_else(|| self.put(new()).id.clone());
        let session = self.get_mut(&id)?;
        for factor in factors {
            session.add_factor(factor);
        }
        session.owner = owner;
        Ok(session.renew(login.changes, keys, now))
    }

    /// Ends the other sessions of the owner of this one.
    pub(crate) fn revoke_others(&mut self, id: &str, owner_id: &str) {
        self.remove_all(owner_id, |session| session.owner.id == owner_id && session.id != id);
    }

    /// Revokes the live session with this ID, or with the token or JWT of the request.
    pub(crate) fn revoke(&mut self, id: Option<&str>, request: &dyn Object) -> Result<()> {
        let session = match id {
            Some(id) => self.live(id, |session| session.id == id)?,
            None => self.prepare_authentication(request)?.0,
        };
        let id = session.id.clone();
        self.remove(&id).map(|_| ())
    }

    /// Revokes all sessions of a Member or User.
    pub(crate) fn revoke_all_of(&mut self, owner_id: &str) {
        self.remove_all(owner_id, |session| session.owner.id == owner_id);
    }

    /// Revokes all sessions in an Organization.
    pub(crate) fn revoke_all_in(&mut self, organization_id: &str) {
        self.remove_all(organization_id, |session| {
            let organization = session.owner.organization.as_ref();
            organization.is_some_and(|organization| organization.id == organization_id)
        });
    }

    /// The live session with the token or JWT of a request, which may have neither.
    fn given(&self, fields: &SessionFields) -> Result<Option<&SessionRecord>> {
        match (&fields.session_token, &fields.session_jwt) {
            (None, None) => Ok(None),
            (Some(token), None) => self.by_token(token).map(Some),
            (None, Some(jwt)) => self.by_jwt(jwt).map(Some),
            (Some(_), Some(_)) => Err(ErrorType::TooManySessionArguments.into()),
        }
    }

    fn live(&self, key: &str, matches: impl Fn(&SessionRecord) -> bool) -> Result<&SessionRecord> {
        let now = self.now();
        let mut sessions = self.with_key(key).filter(|session| !session.is_expired(now));
        sessions.find(|it| matches(it)).ok_or_else(|| ErrorType::SessionNotFound.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expired_session_is_not_found() {
        let owner = SessionOwner { id: "member".to_owned(), organization: None, roles: Vec::new() };
        let mut sessions = Sessions::new(Clock::default());
        let now = sessions.now();
        let [expired, mut live] = [0, 1].map(|_| SessionRecord::new(owner.clone(), now));
        live.expires_at += std::time::Duration::from_secs(60);
        let tokens = [&expired, &live].map(|session| session.token.clone());
        let id = live.id.clone();
        sessions.put(expired);
        sessions.put(live);
        assert_eq!(sessions.by_token(&tokens[1]).ok().map(|session| &session.id), Some(&id));
        let problem = sessions.by_token(&tokens[0]).err();
        assert_eq!(problem.map(|it| it.error_type), Some(ErrorType::SessionNotFound));
    }
}
