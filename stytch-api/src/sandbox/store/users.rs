//! The Users, with unique contact details and external IDs.

use crate::{
    consumer::{Email, PhoneNumber, User},
    sandbox::store::{
        contact::{check_email, check_phone_number},
        prelude::*,
        records::Records,
    },
};

impl Record for User {
    const NOT_FOUND: ErrorType = ErrorType::UserNotFound;

    fn id(&self) -> &str {
        &self.user_id
    }

    fn keys(&self) -> Vec<&str> {
        let emails = self.emails.iter().flat_map(|it| [&it.email_id, &it.email]);
        let numbers = self.phone_numbers.iter().flat_map(|it| [&it.phone_id, &it.phone_number]);
        let totps = self.totps.iter().map(|it| &it.totp_id);
        let names = std::iter::once(&self.user_id).chain(&self.external_id);
        names.chain(emails).chain(numbers).chain(totps).map(String::as_str).collect()
    }

    fn is_named(&self, reference: &str) -> bool {
        self.user_id == reference || self.external_id.as_deref() == Some(reference)
    }

    fn check(&self, all: &Records<Self>) -> Result<()> {
        reject_if(
            self.emails.is_empty() && self.phone_numbers.is_empty(),
            ErrorType::InvalidCreateUserRequest,
        )?;
        let others = |key| all.with_key(key).filter(|other| other.user_id != self.user_id);
        for Email { email, .. } in &self.emails {
            check_email("email", email)?;
            reject_if(
                others(email).any(|other| has_email(other, email)),
                ErrorType::DuplicateEmail,
            )?;
        }
        for PhoneNumber { phone_number, .. } in &self.phone_numbers {
            check_phone_number("phone_number", phone_number)?;
            reject_if(
                others(phone_number).any(|other| has_phone_number(other, phone_number)),
                ErrorType::DuplicatePhoneNumber,
            )?;
        }
        let is_taken = |id: &String| all.get(id).is_ok_and(|other| other.user_id != self.user_id);
        reject_if(
            self.external_id.as_ref().is_some_and(is_taken),
            ErrorType::DuplicateUserExternalId,
        )?;
        Ok(())
    }
}

impl Records<User> {
    /// The User whose authenticator has this ID.
    pub(crate) fn get_by_totp(&self, totp_id: &str) -> Result<&User> {
        let has_totp = |user: &&User| user.totps.iter().any(|totp| totp.totp_id == totp_id);
        self.with_key(totp_id).find(has_totp).ok_or_else(|| ErrorType::TotpNotFound.into())
    }

    /// The User with this email address or phone number.
    pub(crate) fn get_by_contact(&self, contact: &str) -> Result<&User> {
        let has_contact =
            |user: &&User| has_email(user, contact) || has_phone_number(user, contact);
        let is_email = contact.contains('@');
        let unknown =
            if is_email { ErrorType::EmailNotFound } else { ErrorType::PhoneNumberNotFound };
        self.with_key(contact).find(has_contact).ok_or_else(|| unknown.into())
    }

    /// The User whose email address or phone number has this ID.
    pub(crate) fn get_by_method(&self, id: &str) -> Result<&User> {
        let has_method = |user: &&User| {
            user.emails.iter().any(|email| email.email_id == id)
                || user.phone_numbers.iter().any(|number| number.phone_id == id)
        };
        self.with_key(id).find(has_method).ok_or_else(|| ErrorType::UserNotFound.into())
    }
}

fn has_email(user: &User, email: &str) -> bool {
    user.emails.iter().any(|own| own.email.eq_ignore_ascii_case(email))
}

fn has_phone_number(user: &User, number: &str) -> bool {
    user.phone_numbers.iter().any(|own| own.phone_number == number)
}

/// Adds an email address or a phone number, which are not verified.
pub(crate) fn add_contacts(user: &mut User, email: Option<String>, phone_number: Option<String>) {
    user.emails.extend(email.map(|email| Email {
        email_id: random::id("email"),
        email,
        ..Default::default()
    }));
    user.phone_numbers.extend(phone_number.map(|phone_number| PhoneNumber {
        phone_id: random::id("phone-number"),
        phone_number,
        ..Default::default()
    }));
}
