//! Whether an address can be one.

use crate::sandbox::store::problem::Problem;

/// Refuses what is no email address, in the field of this name.
pub(crate) fn check_email(field: &str, email: &str) -> Result<(), Problem> {
    let is_address = |(name, domain): (&str, &str)| {
        !name.is_empty() && !domain.is_empty() && !domain.contains('@')
    };
    if email.split_once('@').is_some_and(is_address) && !email.contains(char::is_whitespace) {
        return Ok(());
    }
    Err(Problem::refused("invalid_email", format!("`{field}` is no email address.")))
}

/// Refuses what is no phone number in E.164 format, in the field of this name.
pub(crate) fn check_phone_number(field: &str, number: &str) -> Result<(), Problem> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    if (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{field}` is no phone number in E.164 format.");
    Err(Problem::refused("invalid_phone_number", message))
}
