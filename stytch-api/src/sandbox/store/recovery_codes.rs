//! Recovery codes, each of which can be used once.

use crate::sandbox::store::{authenticator::is_totp_code, prelude::*};

/// The unused recovery codes of an authenticator, in the order they were created.
#[derive(Default)]
pub(crate) struct RecoveryCodes(Vec<RecoveryCode>);

struct RecoveryCode {
    /// The ID in a session's authentication factor.
    id: String,
    code: Secret,
}

impl RecoveryCodes {
    /// Generates ten codes.
    pub(crate) fn generate() -> Self {
        std::iter::repeat_with(random::recovery_code).take(10).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn contains(&self, code: &Secret) -> bool {
        self.0.iter().any(|recovery_code| recovery_code.code == *code)
    }

    pub(crate) fn to_vec(&self) -> Vec<Secret> {
        self.0.iter().map(|recovery_code| recovery_code.code.clone()).collect()
    }

    /// Removes a code and returns its ID.
    pub(crate) fn use_up(&mut self, code: &Secret) -> Result<String> {
        if let Some(index) = self.0.iter().position(|recovery_code| recovery_code.code == *code) {
            return Ok(self.0.remove(index).id);
        }
        if is_totp_code(code) {
            return Err(ErrorType::TotpCodeUsedAsRecoveryCode.into());
        }
        Err(ErrorType::UnableToAuthenticateRecoveryCode.into())
    }
}

impl FromIterator<Secret> for RecoveryCodes {
    fn from_iter<T: IntoIterator<Item = Secret>>(codes: T) -> Self {
        let codes = codes.into_iter();
        Self(
            codes.map(|code| RecoveryCode { id: random::id("totp-recovery-code"), code }).collect(),
        )
    }
}
