//! The Users, with unique contact details and external IDs.

use crate::{
    consumer::{Email, PhoneNumber, User},
    sandbox::store::{
        contact::{check_email, check_phone_number},
        passwords::Password,
        prelude::*,
        totp_enrollment::{TotpEnrollment, totp_not_found},
    },
};

/// A User and their authenticator.
pub(crate) struct UserRecord {
    pub(crate) user: User,
    pub(crate) totp: TotpEnrollment,
    pub(crate) password: Option<Password>,
}

/// All Users, oldest first.
#[derive(Default)]
pub(crate) struct Users(Vec<UserRecord>);

impl Users {
    /// The User with this ID or external ID.
    pub(crate) fn get_mut(&mut self, reference: &str) -> Result<&mut UserRecord> {
        let record = self.0.iter_mut().find(|record| is_named(&record.user, reference));
        record.ok_or_else(|| {
            Problem::not_found(ErrorType::UserNotFound, "The User could not be found.")
        })
    }

    /// The User whose authenticator has this ID.
    pub(crate) fn get_by_totp(&mut self, totp_id: &str) -> Result<&mut UserRecord> {
        self.0.iter_mut().find(|record| record.totp.has_id(totp_id)).ok_or_else(totp_not_found)
    }

    /// The User with this email address or phone number.
    pub(crate) fn get_by_contact(&mut self, contact: &str) -> Result<&mut UserRecord> {
        let has_contact = |record: &&mut UserRecord| {
            let mut emails = record.user.emails.iter();
            let mut numbers = record.user.phone_numbers.iter();
            emails.any(|email| email.email.eq_ignore_ascii_case(contact))
                || numbers.any(|number| number.phone_number == contact)
        };
        self.0.iter_mut().find(has_contact).ok_or_else(|| {
            if contact.contains('@') {
                let message = "No User has this email address.";
                return Problem::not_found(ErrorType::EmailNotFound, message);
            }
            Problem::not_found(ErrorType::PhoneNumberNotFound, "No User has this phone number.")
        })
    }

    /// The User whose email address or phone number has this ID.
    pub(crate) fn get_by_method(&mut self, id: &str) -> Result<&mut UserRecord> {
        let has_method = |record: &&mut UserRecord| {
            record.user.emails.iter().any(|email| email.email_id == id)
                || record.user.phone_numbers.iter().any(|number| number.phone_id == id)
        };
        self.0.iter_mut().find(has_method).ok_or_else(|| {
            let message = "No User has an email address or phone number with this `method_id`.";
            Problem::not_found(ErrorType::UserNotFound, message)
        })
    }

    /// Adds an email address to a User, or a phone number if `email` is `None`.
    pub(crate) fn add_contact(
        &mut self,
        user_id: &str,
        email: Option<&str>,
        contact: &str,
    ) -> Result<()> {
        let mut user = self.get_mut(user_id)?.user.clone();
        let new = contact.to_owned();
        if email.is_some() {
            let email_id = random::id("email");
            user.emails.push(Email { email_id, email: new, ..Default::default() });
        } else {
            let phone_id = random::id("phone-number");
            user.phone_numbers.push(PhoneNumber {
                phone_id,
                phone_number: new,
                ..Default::default()
            });
        }
        self.replace(user)
    }

    /// Adds a User if their contact details and external ID are valid and unique.
    pub(crate) fn insert(&mut self, user: User) -> Result<()> {
        self.check(&user)?;
        self.0.push(UserRecord { user, totp: TotpEnrollment::default(), password: None });
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &User> {
        self.0.iter().map(|record| &record.user)
    }

    /// Replaces the User with the same ID, under the same rules as [`insert`](Self::insert).
    pub(crate) fn replace(&mut self, user: User) -> Result<()> {
        self.check(&user)?;
        let user_id = user.user_id.clone();
        self.get_mut(&user_id)?.user = user;
        Ok(())
    }

    /// Removes the User with this ID or external ID, and returns their ID.
    pub(crate) fn remove(&mut self, reference: &str) -> Result<String> {
        let user_id = self.get_mut(reference)?.user.user_id.clone();
        self.0.retain(|record| record.user.user_id != user_id);
        Ok(user_id)
    }

    fn check(&self, user: &User) -> Result<()> {
        if user.emails.is_empty() && user.phone_numbers.is_empty() {
            let message = "Give an `email`, a `phone_number`, or both.";
            return Err(Problem::bad_request(ErrorType::InvalidCreateUserRequest, message));
        }
        let others = || self.iter().filter(|other| other.user_id != user.user_id);
        for Email { email, .. } in &user.emails {
            check_email("email", email)?;
            let mut emails = others().flat_map(|other| &other.emails);
            if emails.any(|other| other.email.eq_ignore_ascii_case(email)) {
                let message = "Another User has this email address.";
                return Err(Problem::bad_request(ErrorType::DuplicateEmail, message));
            }
        }
        for PhoneNumber { phone_number, .. } in &user.phone_numbers {
            check_phone_number("phone_number", phone_number)?;
            let mut phone_numbers = others().flat_map(|other| &other.phone_numbers);
            if phone_numbers.any(|other| other.phone_number == *phone_number) {
                let message = "Another User has this phone number.";
                return Err(Problem::bad_request(ErrorType::DuplicatePhoneNumber, message));
            }
        }
        if user.external_id.as_ref().is_some_and(|id| others().any(|other| is_named(other, id))) {
            let message = "Another User has this external ID.";
            return Err(Problem::bad_request(ErrorType::DuplicateUserExternalId, message));
        }
        Ok(())
    }
}

/// Whether `reference` is the User's ID or external ID.
fn is_named(user: &User, reference: &str) -> bool {
    user.user_id == reference || user.external_id.as_deref() == Some(reference)
}
