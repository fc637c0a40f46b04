//! Users: created, logged in by an authenticator app or a recovery code, deleted.

mod totps;

use std::time::SystemTime;

use crate::{
    Metadata,
    consumer::{
        Email, PhoneNumber, User, UserStatus,
        users::{
            CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest, GetResponse,
        },
    },
    sandbox::{
        handlers::{
            contact::{check_email, check_phone_number},
            handle::Handler,
            totps::Authenticator,
        },
        store::{
            apply_update::apply_update,
            problem::Problem,
            random,
            state::{RecoveryCode, State},
        },
    },
};

/// A User with what is never shown.
pub(crate) struct UserRecord {
    pub(crate) user: User,
    authenticator: Option<Authenticator>,
    /// Those not used so far.
    recovery_codes: Vec<RecoveryCode>,
}

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let is_pending = self.create_user_as_pending == Some(true);
        let blank = User {
            user_id: random::id("user"),
            status: if is_pending { UserStatus::Pending } else { UserStatus::Active },
            trusted_metadata: Some(Metadata::new()),
            untrusted_metadata: Some(Metadata::new()),
            created_at: Some(SystemTime::now().into()),
            ..Default::default()
        };
        let mut user = apply_update(&blank, &self);
        user.emails.extend(self.email.map(|email| Email {
            email_id: random::id("email"),
            email,
            ..Default::default()
        }));
        user.phone_numbers.extend(self.phone_number.map(|phone_number| PhoneNumber {
            phone_id: random::id("phone-number"),
            phone_number,
            ..Default::default()
        }));
        check_user(state, &user)?;
        state.users.push(UserRecord {
            user: user.clone(),
            authenticator: None,
            recovery_codes: Vec::new(),
        });
        let email_id = user.emails.first().map(|email| email.email_id.clone());
        let phone_id = user.phone_numbers.first().map(|number| number.phone_id.clone());
        Ok(CreateResponse {
            user_id: user.user_id.clone(),
            email_id: email_id.unwrap_or_default(),
            phone_id: phone_id.unwrap_or_default(),
            status: user.status.clone(),
            user,
            ..Default::default()
        })
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        // The answer has the fields of a User.
        let user = &state.user(&self.user_id)?.user;
        Ok(apply_update(&GetResponse::default(), user))
    }
}

impl Handler for DeleteRequest {
    fn handle(self, state: &mut State) -> Result<DeleteResponse, Problem> {
        let user_id = state.user(&self.user_id)?.user.user_id.clone();
        state.users.retain(|record| record.user.user_id != user_id);
        state.user_sessions.end_all_of(&user_id);
        Ok(DeleteResponse { user_id, ..Default::default() })
    }
}

impl State {
    /// The User with this ID or external ID.
    pub(crate) fn user(&mut self, reference: &str) -> Result<&mut UserRecord, Problem> {
        let found = self.users.iter_mut().find(|record| is_named(&record.user, reference));
        let message = "The User could not be found.";
        found.ok_or_else(|| Problem::not_found("user_not_found", message))
    }
}

/// Whether a request means this User.
fn is_named(user: &User, reference: &str) -> bool {
    user.user_id == reference || user.external_id.as_deref() == Some(reference)
}

/// Refuses a User whose addresses are invalid, or that a request could take for another one.
fn check_user(state: &State, user: &User) -> Result<(), Problem> {
    if user.emails.is_empty() && user.phone_numbers.is_empty() {
        let message = "Give an `email`, a `phone_number`, or both.";
        return Err(Problem::refused("no_user_arguments", message));
    }
    let others = || state.users.iter().map(|record| &record.user);
    for Email { email, .. } in &user.emails {
        check_email("email", email)?;
        let mut taken = others().flat_map(|other| &other.emails);
        if taken.any(|other| other.email.eq_ignore_ascii_case(email)) {
            let message = "Another User has this email address.";
            return Err(Problem::refused("duplicate_email", message));
        }
    }
    for PhoneNumber { phone_number, .. } in &user.phone_numbers {
        check_phone_number("phone_number", phone_number)?;
        let mut taken = others().flat_map(|other| &other.phone_numbers);
        if taken.any(|other| other.phone_number == *phone_number) {
            let message = "Another User has this phone number.";
            return Err(Problem::refused("duplicate_phone_number", message));
        }
    }
    if user.external_id.as_ref().is_some_and(|id| others().any(|other| is_named(other, id))) {
        let message = "Another User has this external ID.";
        return Err(Problem::refused("duplicate_external_id", message));
    }
    Ok(())
}
