//! Authenticator apps: codes as in RFC 6238 (SHA-1, six digits, steps of 30 seconds).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::sandbox::store::prelude::*;

/// Seconds per code.
const STEP: u64 = 30;

/// An authenticator app.
pub(crate) struct Authenticator {
    pub(crate) id: String,
    /// Also accepts the codes of the previous and the next step.
    totp: totp_rs::Totp,
    /// When a pending authenticator expires; `None` once a code was accepted.
    expires_at: Option<SystemTime>,
    /// The steps whose codes were used. They are never removed: a sandbox is short-lived.
    used_steps: Vec<u64>,
}

impl Authenticator {
    /// Creates an active authenticator. Its ID starts with `id_prefix`.
    pub(crate) fn active(id_prefix: &str, secret: totp_rs::Secret) -> Self {
        Self::new(id_prefix, secret, None)
    }

    /// Creates an authenticator that expires after `minutes` unless a code is authenticated before,
    /// and returns it with its secret.
    pub(crate) fn pending(
        id_prefix: &str,
        minutes: i32,
        now: SystemTime,
    ) -> Result<(Self, Secret)> {
        if !(5..=1440).contains(&minutes) {
            let message = "`expiration_minutes` must be 5 to 1440.";
            return Err(Problem::bad_request(ErrorType::InvalidExpiration, message));
        }
        let secret = totp_rs::Secret::new_stack(random::bytes());
        let text = Secret::from(secret.to_base32());
        let minutes = u64::from(minutes.unsigned_abs());
        let expires_at = now + Duration::from_secs(minutes * 60);
        Ok((Self::new(id_prefix, secret, Some(expires_at)), text))
    }

    pub(crate) fn new(
        id_prefix: &str,
        secret: totp_rs::Secret,
        expires_at: Option<SystemTime>,
    ) -> Self {
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .with_step_duration(STEP)
            .with_skew(1)
            // `build` rejects secrets of 80 bits, which many authenticators have.
            .build_noncompliant();
        Self { id: random::id(id_prefix), totp, expires_at, used_steps: Vec::new() }
    }

    /// Whether no code has been authenticated yet.
    pub(crate) fn is_pending(&self) -> bool {
        self.expires_at.is_some()
    }

    /// Whether no code was authenticated in time.
    pub(crate) fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }

    /// Accepts each code once; the first one activates the authenticator.
    pub(crate) fn authenticate(&mut self, code: &Secret, now: SystemTime) -> Result<()> {
        reject_if(self.is_expired(now), ErrorType::ExpiredTotp)?;
        reject_if(!is_totp_code(code), ErrorType::InvalidTotpCode)?;
        let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let Some(step) = self.totp.check(code.expose(), seconds) else {
            return Err(ErrorType::UnableToAuthenticateTotp.into());
        };
        reject_if(self.used_steps.contains(&step), ErrorType::TotpCodeAlreadyAuthenticated)?;
        self.used_steps.push(step);
        self.expires_at = None;
        Ok(())
    }
}

/// Whether `code` has the format of a TOTP code: six digits.
pub(crate) fn is_totp_code(code: &Secret) -> bool {
    let code = code.expose();
    code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From RFC 6238, appendix B. Its codes have eight digits; ours are the last six.
    const SECRET: &[u8; 20] = b"12345678901234567890";

    fn authenticator() -> Authenticator {
        Authenticator::active("member-totp", totp_rs::Secret::from(*SECRET))
    }

    fn error_type(
        authenticator: &mut Authenticator,
        code: &str,
        seconds: u64,
    ) -> Option<ErrorType> {
        let now = UNIX_EPOCH + Duration::from_secs(seconds);
        let result = authenticator.authenticate(&Secret::from(code), now);
        result.err().map(|problem| problem.error_type)
    }

    #[test]
    fn codes_of_rfc_6238_are_accepted() {
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")]
        {
            assert_eq!(error_type(&mut authenticator(), code, seconds), None, "{seconds}");
        }
    }

    #[test]
    fn code_is_accepted_one_step_early_or_late() {
        let wrong = || Some(ErrorType::UnableToAuthenticateTotp);
        // The code of the step that starts at 1111111080.
        for (seconds, expected) in [
            (1_111_111_049, wrong()),
            (1_111_111_050, None),
            (1_111_111_139, None),
            (1_111_111_140, wrong()),
        ] {
            assert_eq!(error_type(&mut authenticator(), "081804", seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn code_is_accepted_once() {
        let mut authenticator = authenticator();
        assert_eq!(error_type(&mut authenticator, "287082", 59), None);
        let used = Some(ErrorType::TotpCodeAlreadyAuthenticated);
        assert_eq!(error_type(&mut authenticator, "287082", 59), used);
        assert_eq!(error_type(&mut authenticator, "287082", 60), used);
    }
}
