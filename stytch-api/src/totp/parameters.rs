//! Which authenticators Stytch can verify the codes of. [`totp`](crate::totp) names the sources.

use crate::error::AuthenticatorError;

/// Checks the type of an authenticator. The case does not matter.
pub(crate) fn check_type(name: &str) -> Result<(), AuthenticatorError> {
    let is = |otp_type| name.eq_ignore_ascii_case(otp_type);
    if is("totp") {
        return Ok(());
    }
    let otp_type = ["HOTP", "Steam"].into_iter().find(|otp_type| is(otp_type));
    Err(AuthenticatorError::UnsupportedType { otp_type: otp_type.unwrap_or("unknown") })
}

/// Checks the name of a hash function: `SHA1`, `sha-1` and `HmacSHA1` are all SHA-1.
pub(crate) fn check_algorithm(name: &str) -> Result<(), AuthenticatorError> {
    let normalize = |name: &str| name.to_ascii_uppercase().replace(['-', '_'], "");
    let name = normalize(name);
    let name = name.strip_prefix("HMAC").unwrap_or(&name);
    if name == "SHA1" {
        return Ok(());
    }
    let others = ["SHA-224", "SHA-256", "SHA-384", "SHA-512", "MD5"];
    let algorithm = others.into_iter().find(|other| normalize(other) == name);
    Err(AuthenticatorError::UnsupportedAlgorithm { algorithm: algorithm.unwrap_or("unknown") })
}

/// Checks the number of digits of a code.
pub(crate) fn check_digits(digits: u32) -> Result<(), AuthenticatorError> {
    if digits == 6 { Ok(()) } else { Err(AuthenticatorError::UnsupportedDigits { digits }) }
}

/// Checks the seconds for which a code is shown.
pub(crate) fn check_period(seconds: u32) -> Result<(), AuthenticatorError> {
    if seconds == 30 { Ok(()) } else { Err(AuthenticatorError::UnsupportedPeriod { seconds }) }
}
