//! Validation of email addresses and phone numbers.

use crate::{ErrorType, sandbox::store::problem::Problem};

/// Rejects an invalid email address; `field` is the name of its field.
pub(crate) fn check_email(field: &str, email: &str) -> Result<(), Problem> {
    let is_valid = |(name, domain): (&str, &str)| {
        !name.is_empty() && !domain.is_empty() && !domain.contains('@')
    };
    if email.split_once('@').is_some_and(is_valid) && !email.contains(char::is_whitespace) {
        return Ok(());
    }
    let message = format!("`{field}` is not a valid email address.");
    Err(Problem::bad_request(ErrorType::InvalidEmail, message))
}

/// Rejects a phone number that is not in E.164 format; `field` is the name of its field.
pub(crate) fn check_phone_number(field: &str, number: &str) -> Result<(), Problem> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    if (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{field}` is not a phone number in E.164 format.");
    Err(Problem::bad_request(ErrorType::InvalidPhoneNumber, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_addresses_are_validated() {
        for (email, is_valid) in [
            ("ada@acme.example", true),
            ("ada+test@acme.example", true),
            ("ada", false),
            ("@acme.example", false),
            ("ada@", false),
            ("ada@acme@example", false),
            ("ada lovelace@acme.example", false),
        ] {
            assert_eq!(check_email("email", email).is_ok(), is_valid, "{email}");
        }
    }

    #[test]
    fn phone_numbers_are_validated() {
        for (number, is_valid) in [
            ("+12025550162", true),
            ("+1202555", true),
            ("+120255", false),
            ("+1234567890123456", false),
            ("12025550162", false),
            ("+1202555016x", false),
        ] {
            assert_eq!(check_phone_number("phone_number", number).is_ok(), is_valid, "{number}");
        }
    }
}
