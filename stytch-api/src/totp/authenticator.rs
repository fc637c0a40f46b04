//! A secret that an authenticator app shares with the server, and its codes.

use std::{
    fmt,
    time::{SystemTime, UNIX_EPOCH},
};

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::{
    Secret,
    error::AuthenticatorError,
    totp::encoding::{decode_base32, decode_hex},
};

/// Seconds for which a code is shown.
const PERIOD: u64 = 30;

/// Digits of a code.
const DIGITS: usize = 6;

/// An authenticator that can be migrated to Stytch: the secret that an app and a server share.
///
/// Its codes are those of [RFC 6238](https://www.rfc-editor.org/rfc/rfc6238) with SHA-1, six digits and a period
/// of 30 seconds. The [module](crate::totp) says why others cannot be migrated.
///
/// `Debug` shows neither the secret nor the label. The memory of the secret is zeroed on drop.
#[derive(Clone)]
pub struct Authenticator {
    key: Zeroizing<Vec<u8>>,
    label: Option<String>,
    issuer: Option<String>,
}

impl Authenticator {
    /// Reads a base32 secret, as providers show it to enter by hand.
    ///
    /// Upper and lower case, spaces, line breaks and dashes are accepted, and padding is optional. Unused bits
    /// must be zero, as RFC 4648 requires: otherwise, the secret was probably cut off. If your provider creates
    /// such secrets, decode them and use [`from_bytes`](Self::from_bytes).
    ///
    /// ```
    /// use stytch_api::totp::Authenticator;
    ///
    /// let authenticator = Authenticator::from_base32("jbsw y3dp ehpk 3pxp")?;
    /// assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP");
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    ///
    /// # Errors
    /// [`AuthenticatorError::EmptySecret`], [`InvalidCharacter`](AuthenticatorError::InvalidCharacter),
    /// [`InvalidLength`](AuthenticatorError::InvalidLength) or
    /// [`TrailingBits`](AuthenticatorError::TrailingBits).
    pub fn from_base32(secret: impl Into<Secret>) -> Result<Self, AuthenticatorError> {
        Self::from_key(decode_base32(secret.into().expose())?)
    }

    /// Reads a secret of hexadecimal digits.
    ///
    /// Upper and lower case, spaces, line breaks, colons and dashes are accepted.
    ///
    /// ```
    /// use stytch_api::totp::Authenticator;
    ///
    /// let authenticator = Authenticator::from_hex("48:65:6c:6c:6f:21:de:ad:be:ef")?;
    /// assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP");
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    ///
    /// # Errors
    /// [`AuthenticatorError::EmptySecret`], [`InvalidCharacter`](AuthenticatorError::InvalidCharacter), or
    /// [`InvalidLength`](AuthenticatorError::InvalidLength) for an odd number of digits.
    pub fn from_hex(secret: impl Into<Secret>) -> Result<Self, AuthenticatorError> {
        Self::from_key(decode_hex(secret.into().expose())?)
    }

    /// Takes the bytes of a secret: the key that the app computes its codes with.
    ///
    /// Some providers use a text as the key, without decoding it. Pass its bytes then.
    ///
    /// ```
    /// use stytch_api::totp::Authenticator;
    ///
    /// let authenticator = Authenticator::from_bytes(b"12345678901234567890")?;
    /// assert_eq!(authenticator.secret().expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    ///
    /// # Errors
    /// [`AuthenticatorError::EmptySecret`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AuthenticatorError> {
        Self::from_key(Zeroizing::new(bytes.to_vec()))
    }

    fn from_key(key: Zeroizing<Vec<u8>>) -> Result<Self, AuthenticatorError> {
        if key.is_empty() {
            return Err(AuthenticatorError::EmptySecret);
        }
        Ok(Self { key, label: None, issuer: None })
    }

    /// Sets the label and the issuer.
    pub(crate) fn named(self, label: &str, issuer: Option<String>) -> Self {
        let label = (!label.is_empty()).then(|| label.to_owned());
        Self { label, issuer, ..self }
    }

    /// Returns the secret in the form that a request takes: base32, upper case, without padding.
    ///
    /// `From<Authenticator> for Secret` returns the same.
    pub fn secret(&self) -> Secret {
        Secret::from(BASE32_NOPAD.encode(&self.key))
    }

    /// Returns the label that the app shows, such as `Example:alice@example.com`. Absent unless the
    /// authenticator was read from a URI or an export that has one.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// Returns the label without the issuer's prefix: `alice@example.com`.
    pub fn account(&self) -> Option<&str> {
        self.label.as_deref().map(|label| split_label(label).1)
    }

    /// Returns the provider or service of the account, such as `Example`: the URI's `issuer`, or else the prefix
    /// of the label.
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// Whether the app showed this code at this time. It proves that a secret is the right one, in the right
    /// encoding.
    ///
    /// The codes of the previous and the next 30 seconds match, too, because the app's clock may differ: as
    /// [RFC 6238](https://www.rfc-editor.org/rfc/rfc6238#section-5.2) recommends, and as
    /// [Stytch](https://stytch.com/docs/consumer-auth/authentication/totps/api) accepts them. A random code matches
    /// once in 333,333 attempts. Spaces in the code are ignored. A code of fewer than six digits does not match:
    /// a spreadsheet may have removed leading zeros.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use stytch_api::totp::Authenticator;
    ///
    /// let authenticator = Authenticator::from_bytes(b"12345678901234567890")?;
    /// let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_111_111_109);
    /// assert!(authenticator.matches("081 804", at));
    /// assert!(!authenticator.matches("081 805", at));
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    pub fn matches(&self, code: &str, at: SystemTime) -> bool {
        let mut code = code.to_owned();
        code.retain(|char| !char.is_whitespace());
        let code = Secret::from(code);
        let step = step(at);
        // All codes are compared, and each in constant time.
        let steps = [step.checked_sub(1), Some(step), step.checked_add(1)];
        steps.into_iter().flatten().fold(false, |found, step| found | (self.code_of(step) == code))
    }

    /// Returns the code that the app shows at this time: six digits. With it, tests log in.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use stytch_api::totp::Authenticator;
    ///
    /// let authenticator = Authenticator::from_bytes(b"12345678901234567890")?;
    /// let at = SystemTime::UNIX_EPOCH + Duration::from_secs(59);
    /// assert_eq!(authenticator.code(at).expose(), "287082");
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    pub fn code(&self, at: SystemTime) -> Secret {
        self.code_of(step(at))
    }

    /// The code of a step, by RFC 4226, section 5.3.
    fn code_of(&self, step: u64) -> Secret {
        let mut hmac =
            Hmac::<Sha1>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        hmac.update(&step.to_be_bytes());
        let hash = hmac.finalize().into_bytes();
        let offset = usize::from(hash[hash.len() - 1] & 0xf);
        let bytes = [hash[offset] & 0x7f, hash[offset + 1], hash[offset + 2], hash[offset + 3]];
        let code = u32::from_be_bytes(bytes) % 1_000_000;
        Secret::from(format!("{code:0DIGITS$}"))
    }
}

/// Returns the issuer of an account, if it is known: the one of the URI or the export, or else the prefix of
/// the label.
pub(crate) fn find_issuer(label: &str, issuer: &str) -> Option<String> {
    let found = if issuer.is_empty() { split_label(label).0? } else { issuer };
    (!found.is_empty()).then(|| found.to_owned())
}

/// Splits a label into the issuer, if it has one, and the account.
fn split_label(label: &str) -> (Option<&str>, &str) {
    match label.split_once(':') {
        Some((issuer, account)) => (Some(issuer.trim()), account.trim()),
        None => (None, label),
    }
}

/// Periods since 1970. Earlier times count as 1970.
fn step(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / PERIOD
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The label of a damaged URI may contain the secret.
        f.debug_struct("Authenticator").finish_non_exhaustive()
    }
}

impl From<Authenticator> for Secret {
    fn from(authenticator: Authenticator) -> Self {
        authenticator.secret()
    }
}

impl From<&Authenticator> for Secret {
    fn from(authenticator: &Authenticator) -> Self {
        authenticator.secret()
    }
}
