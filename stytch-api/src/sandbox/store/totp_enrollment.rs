//! The authenticator of a Member or User, and the recovery codes that replace it.

use std::time::SystemTime;

use crate::sandbox::store::{
    authenticator::Authenticator, prelude::*, recovery_codes::RecoveryCodes,
};

/// At most one authenticator, and its recovery codes.
#[derive(Default)]
pub(crate) struct TotpEnrollment {
    authenticator: Option<Authenticator>,
    recovery_codes: RecoveryCodes,
}

impl TotpEnrollment {
    /// Rejects a second authenticator. An expired one may be replaced.
    pub(crate) fn check_vacant(&self, now: SystemTime) -> Result<()> {
        match self.unexpired(now) {
            Some(it) if it.is_pending() => Err(ErrorType::PendingTotpExists.into()),
            Some(_) => Err(ErrorType::ActiveTotpExists.into()),
            None => Ok(()),
        }
    }

    /// Replaces the authenticator and its recovery codes, and returns the authenticator's ID.
    pub(crate) fn enroll(
        &mut self,
        authenticator: Authenticator,
        recovery_codes: RecoveryCodes,
    ) -> String {
        let totp_id = authenticator.id.clone();
        *self = Self { authenticator: Some(authenticator), recovery_codes };
        totp_id
    }

    /// Removes the authenticator and its recovery codes.
    pub(crate) fn delete(&mut self) -> Result<()> {
        self.authenticator.take().ok_or(ErrorType::TotpNotFound)?;
        self.recovery_codes = RecoveryCodes::default();
        Ok(())
    }

    /// The authenticator, unless it is expired.
    pub(crate) fn unexpired(&self, now: SystemTime) -> Option<&Authenticator> {
        self.authenticator.as_ref().filter(|authenticator| !authenticator.is_expired(now))
    }

    /// Uses a TOTP code, and returns the authenticator's ID.
    pub(crate) fn authenticate(&mut self, code: &Secret, now: SystemTime) -> Result<String> {
        reject_if(self.recovery_codes.contains(code), ErrorType::RecoveryCodeUsedAsTotpCode)?;
        let authenticator = self.authenticator.as_mut().ok_or(ErrorType::TotpNotFound)?;
        authenticator.authenticate(code, now)?;
        Ok(authenticator.id.clone())
    }

    pub(crate) fn recovery_codes(&self) -> &RecoveryCodes {
        &self.recovery_codes
    }

    /// Uses a recovery code, and returns the code's ID.
    pub(crate) fn recover(&mut self, code: &Secret) -> Result<String> {
        self.recovery_codes.use_up(code)
    }

    pub(crate) fn rotate_recovery_codes(&mut self) {
        self.recovery_codes = RecoveryCodes::generate();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    /// From RFC 6238, appendix B.
    const SECRET: &[u8; 20] = b"12345678901234567890";

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn pending_until(expires_at: SystemTime) -> TotpEnrollment {
        let secret = totp_rs::Secret::from(*SECRET);
        let authenticator = Authenticator::new("member-totp", secret, Some(expires_at));
        TotpEnrollment { authenticator: Some(authenticator), ..Default::default() }
    }

    fn error_type<T>(result: Result<T>) -> Option<ErrorType> {
        result.err().map(|problem| problem.error_type)
    }

    #[test]
    fn expired_authenticator_is_rejected_and_can_be_replaced() {
        let mut expired = pending_until(at(59));
        let result = expired.authenticate(&Secret::from("287082"), at(59));
        assert_eq!(error_type(result), Some(ErrorType::ExpiredTotp));
        assert!(expired.check_vacant(at(59)).is_ok());
    }

    #[test]
    fn first_code_activates_a_pending_authenticator() {
        let mut pending = pending_until(at(60));
        assert_eq!(error_type(pending.check_vacant(at(59))), Some(ErrorType::PendingTotpExists));
        let result = pending.authenticate(&Secret::from("287082"), at(59));
        assert_eq!(error_type(result), None);
        assert_eq!(error_type(pending.check_vacant(at(61))), Some(ErrorType::ActiveTotpExists));
    }
}
