//! The logins that Members and Users have in common.

use crate::sandbox::{
    handlers::prelude::*,
    store::{
        keyring::Keyring,
        passwords::Password,
        records::Records,
        session_record::SessionOwner,
        sessions::{Login, Sessions},
    },
};

/// A Member or a User.
pub(crate) trait Person: Record + Clone {
    const PASSWORD_ID_PREFIX: &'static str;
    const PASSWORD_RESET: ChallengeKind;
    const TOTP_ID_PREFIX: &'static str;
    /// Minutes until a new authenticator expires, unless the request sets them.
    const TOTP_MINUTES: i32;

    /// The error for a person without a password.
    const NO_PASSWORD: ErrorType;
    /// The error for a person whose password must be reset.
    const RESET_PASSWORD: ErrorType;
    /// The error for a person without recovery codes.
    const NO_RECOVERY_CODES: ErrorType;
    /// The error for a person without the permission of an authorization check.
    const UNAUTHORIZED: ErrorType;

    fn all(store: &mut Store) -> &mut Records<Self>;

    fn sessions(store: &mut Store) -> (&mut Sessions, &Keyring);

    /// The person that a request refers to; `organization` is empty for a User.
    fn resolve(store: &Store, organization: &str, reference: &str) -> Result<Self>;

    /// The person with this email address; `organization` is empty for a User.
    fn find(store: &Store, organization: &str, email: &str) -> Result<Self>;

    /// The account name in an authenticator app.
    fn account_name(&self) -> &str;

    /// Shows the password, or that there is none.
    fn show_password(&mut self, password: Option<&Password>);

    /// Shows the authenticator with this ID, which is not verified, or that there is none.
    fn show_totp(&mut self, totp_id: Option<&str>);

    /// Shows that the authenticator is verified, and applies the settings of the request.
    fn verify_totp(&mut self, store: &Store, request: &dyn Object) -> Result<()>;

    /// Shows that the person has logged in with these factors.
    fn activate(&mut self, factors: &[AuthenticationFactor]);

    fn session_owner(&self, store: &Store) -> Result<SessionOwner>;

    /// The fields of a response about the person.
    fn respond(&self, store: &Store) -> Result<ResponseFields>;

    /// Validates the session fields of a login.
    fn prepare_login(&self, store: &Store, request: &dyn Object) -> Result<Login>;

    /// Starts an intermediate session and responds with it, if a login with these factors is not
    /// complete.
    fn require_factor(
        &self,
        _store: &mut Store,
        _login: &Login,
        _factors: &[AuthenticationFactor],
    ) -> Result<Option<ResponseFields>> {
        Ok(None)
    }
}

/// Sets or deletes the password.
pub(crate) fn set_password<P: Person>(
    store: &mut Store,
    mut person: P,
    password: Option<Password>,
) -> P {
    person.show_password(password.as_ref());
    store.credentials(person.id()).password = password;
    P::all(store).put(person).clone()
}

/// Logs in the person that a link with this token was made for.
pub(crate) fn log_in_with_token<P: Person>(
    store: &mut Store,
    kind: ChallengeKind,
    token: &Secret,
    code_verifier: Option<&Secret>,
    request: &dyn Object,
) -> Result<ResponseFields> {
    let index = store.challenges.find_token(kind, token, code_verifier)?;
    let id = store.challenges.get(index).subject.clone();
    let person = P::all(store).get(&id)?.clone();
    log_in_with_challenge(store, index, person, request)
}

/// Uses up a challenge and logs the person in.
pub(crate) fn log_in_with_challenge<P: Person>(
    store: &mut Store,
    index: usize,
    person: P,
    request: &dyn Object,
) -> Result<ResponseFields> {
    // Invalid session fields must not use up the challenge.
    let login = person.prepare_login(store, request)?;
    store.challenges.use_up(index);
    let factor = store.challenges.get(index).factor.clone();
    log_in(store, login, person, &[factor])
}

/// Logs in with factors that the person has just authenticated.
pub(crate) fn log_in<P: Person>(
    store: &mut Store,
    login: Login,
    person: P,
    new_factors: &[AuthenticationFactor],
) -> Result<ResponseFields> {
    let now = store.clock.now();
    let mut factors = match &login.intermediate_session_token {
        Some(token) => store.intermediate_sessions.get(token)?.factors.clone(),
        None => Vec::new(),
    };
    factors.extend(new_factors.iter().map(|factor| factors::authenticated(factor, now)));
    continue_login(store, login, person, factors)
}

/// Starts the session that the request asks for if `factors` suffice, and an intermediate session
/// otherwise. A factor that is added to an existing session always suffices.
pub(crate) fn continue_login<P: Person>(
    store: &mut Store,
    login: Login,
    mut person: P,
    factors: Vec<AuthenticationFactor>,
) -> Result<ResponseFields> {
    person.activate(&factors);
    let person = P::all(store).put(person).clone();
    let method_id = factors.iter().rev().find_map(factors::method_id).unwrap_or_default();
    let ids = |fields| ResponseFields {
        method_id: method_id.to_owned(),
        member_email_id: method_id.to_owned(),
        email_id: method_id.to_owned(),
        ..fields
    };
    if login.session.is_none()
        && let Some(fields) = person.require_factor(store, &login, &factors)?
    {
        return Ok(ids(fields));
    }
    if let Some(token) = &login.intermediate_session_token {
        store.intermediate_sessions.remove(token);
    }
    let fields = ids(person.respond(store)?);
    if login.has_session() {
        add_session(store, login, &person, factors, fields)
    } else {
        Ok(fields)
    }
}

/// Adds the factors to the session of the login, or to a new one, and the session to the response.
pub(crate) fn add_session<P: Person>(
    store: &mut Store,
    login: Login,
    person: &P,
    factors: Vec<AuthenticationFactor>,
    fields: ResponseFields,
) -> Result<ResponseFields> {
    let owner = person.session_owner(store)?;
    let (sessions, keys) = P::sessions(store);
    let issued = sessions.log_in(login, owner, factors, keys)?;
    Ok(ResponseFields { member_authenticated: true, ..fields.with_session(issued) })
}
