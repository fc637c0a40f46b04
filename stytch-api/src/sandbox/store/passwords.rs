//! Passwords of Members and Users.

use std::collections::BTreeSet;

use crate::sandbox::store::prelude::*;

/// The score that a new password must have.
const STRONG: i32 = 3;

/// The password of a Member or User.
pub(crate) struct Password {
    pub(crate) id: String,
    /// `None` if it was imported as a hash: the sandbox computes no hashes.
    secret: Option<Secret>,
}

impl Password {
    /// Creates a password if it is strong enough. Its ID starts with `id_prefix`.
    pub(crate) fn new(id_prefix: &str, secret: &Secret) -> Result<Self> {
        reject_if(strength(secret) < STRONG, ErrorType::WeakPassword)?;
        Ok(Self { secret: Some(secret.clone()), ..Self::imported(id_prefix) })
    }

    /// A password of which only the hash is known.
    pub(crate) fn imported(id_prefix: &str) -> Self {
        Self { id: random::id(id_prefix), secret: None }
    }

    /// Whether the password must be reset before it can be used.
    #[cfg(feature = "consumer")]
    pub(crate) fn requires_reset(&self) -> bool {
        self.secret.is_none()
    }

    /// Rejects another password, and an imported one with `requires_reset`.
    pub(crate) fn verify(&self, secret: &Secret, requires_reset: ErrorType) -> Result<()> {
        match &self.secret {
            Some(own) if own == secret => Ok(()),
            Some(_) => {
                let message = "The password is wrong.";
                Err(Problem::unauthorized(ErrorType::UnauthorizedCredentials, message))
            }
            None => Err(requires_reset.into()),
        }
    }
}

/// The strength from 0 to 4, estimated by the number of different characters. Stytch uses zxcvbn.
pub(crate) fn strength(password: &Secret) -> i32 {
    let characters: BTreeSet<_> = password.expose().chars().collect();
    i32::try_from(characters.len() / 3).unwrap_or(i32::MAX).min(4)
}

pub(crate) fn is_strong(password: &Secret) -> bool {
    strength(password) >= STRONG
}
