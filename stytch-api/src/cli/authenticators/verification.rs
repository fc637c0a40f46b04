//! Known codes, which show that a secret is the right one in the right encoding.

use std::time::{Duration, SystemTime};

use crate::{Secret, Timestamp, cli::authenticators::row::Problem, totp::Authenticator};

/// Parses a time: RFC 3339, or Unix time in seconds.
pub(crate) fn parse_time(text: &str) -> Result<SystemTime, String> {
    let text = text.trim();
    let seconds = text.parse().ok().map(Duration::from_secs);
    let unix = seconds.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(seconds));
    let time = unix.or_else(|| Timestamp::from(text.to_owned()).to_system_time());
    time.ok_or_else(|| {
        "expected a time such as `2026-01-31T09:30:00Z`, or Unix time in seconds".to_owned()
    })
}

/// Checks that the app showed this code at this time, or 30 seconds earlier or later.
pub(crate) fn verify(
    authenticator: &Authenticator,
    code: &Secret,
    at: SystemTime,
) -> Result<(), Problem> {
    if authenticator.matches(code.expose(), at) {
        return Ok(());
    }
    let text =
        "the known code does not match the secret at its time; check the encoding and the time";
    Err(Problem::new("verification failed", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rfc_3339_or_unix() {
        let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(1_111_111_109);
        for text in ["1111111109", " 2005-03-18T01:58:29Z", "2005-03-18T02:58:29+01:00"] {
            assert_eq!(parse_time(text), Ok(expected), "{text}");
        }
        for text in ["", "yesterday", "2005-03-18", "-5", "99999999999999999999"] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_code_of_another_time_does_not_match() {
        let authenticator = Authenticator::from_bytes(b"12345678901234567890").unwrap();
        let at = parse_time("1111111109").unwrap();
        let code = Secret::from("081804");
        let verify_at = |seconds| verify(&authenticator, &code, at + Duration::from_secs(seconds));
        assert_eq!(verify_at(0), Ok(()));
        assert_eq!(verify_at(30), Ok(()));
        assert_eq!(verify_at(90).unwrap_err().cause, "verification failed");
    }
}
