//! What the logins of Members and of Users have in common.

use crate::sandbox::{
    handlers::prelude::*,
    store::{
        passwords::Password,
        sessions::{Login, Sessions},
    },
};

/// A Member or a User. `id` is always the ID of one.
pub(crate) trait Person {
    /// What the response to a login takes its fields from.
    type Response: Object + 'static;

    const PASSWORD_ID_PREFIX: &'static str;
    const PASSWORD_RESET: ChallengeKind;
    /// The error for a person without a password.
    const NO_PASSWORD: ErrorType;
    /// The error for a person whose password must be reset.
    const RESET_PASSWORD: ErrorType;

    /// The ID of the person that a request refers to; `organization` is empty for a User.
    fn resolve(store: &mut Store, organization: &str, reference: &str) -> Result<String>;

    /// The ID of the person with this email address; `organization` is empty for a User.
    fn find(store: &mut Store, organization: &str, email: &str) -> Result<String>;

    fn sessions(store: &mut Store) -> &mut Sessions;

    fn set_password(store: &mut Store, id: &str, password: Password) -> Result<()>;

    /// Validates the session fields of a login.
    fn prepare_login(store: &mut Store, id: &str, request: &dyn Object) -> Result<Login>;

    /// Logs in with factors that the person has just authenticated.
    fn log_in(
        store: &mut Store,
        login: Login,
        id: &str,
        new_factors: &[AuthenticationFactor],
    ) -> Result<Self::Response>;
}

/// Logs in the person that a link with this token was made for.
pub(crate) fn log_in_with_token<P: Person>(
    store: &mut Store,
    kind: ChallengeKind,
    token: &Secret,
    code_verifier: Option<&Secret>,
    request: &dyn Object,
) -> Result<P::Response> {
    let index = store.challenges.find_token(kind, token, code_verifier)?;
    let id = store.challenges.get(index).subject.clone();
    log_in_with_challenge::<P>(store, index, &id, request)
}

/// Uses up a challenge and logs the person in.
pub(crate) fn log_in_with_challenge<P: Person>(
    store: &mut Store,
    index: usize,
    id: &str,
    request: &dyn Object,
) -> Result<P::Response> {
    // Invalid session fields must not use up the challenge.
    let login = P::prepare_login(store, id, request)?;
    store.challenges.use_up(index);
    let factor = store.challenges.get(index).factor.clone();
    P::log_in(store, login, id, &[factor])
}
