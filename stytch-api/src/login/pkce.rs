//! PKCE: a login that only the browser that began it can finish.
//!
//! A login that leaves for another site comes back with a token in its address, where others may see it.
//! With PKCE the token is worth nothing alone: as the login begins, Stytch gets the hash of a secret, the
//! challenge; as it ends, the secret itself, the verifier.
//!
//! ```
//! use stytch_api::{Client, b2b::oauth::AuthenticateRequest, login::pkce::Pkce};
//!
//! # fn run(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
//! // The login begins. Keep the verifier where only this browser's requests reach it.
//! let pkce = Pkce::new()?;
//! let verifier = pkce.verifier().clone();
//! let oauth = client.b2b().oauth();
//! let url = oauth
//!     .start_url("google", "public-token-test-…")
//!     .slug("acme")
//!     .pkce_code_challenge(pkce.challenge())
//!     .build()?;
//!
//! // It comes back.
//! let request = AuthenticateRequest::new("token-from-the-redirect").pkce_code_verifier(verifier);
//! # Ok(()) }
//! ```

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::{
    Secret,
    crypto::backend::{
        digest,
        rand::{SecureRandom, SystemRandom},
    },
};

/// A code verifier and its challenge by SHA-256, as in [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636).
///
/// One login takes one pair. `Debug` shows the challenge and not the verifier.
#[derive(Clone, Debug)]
pub struct Pkce {
    verifier: Secret,
    challenge: String,
}

impl Pkce {
    /// A new pair, whose verifier is 32 random bytes in 43 characters.
    ///
    /// # Errors
    /// [`PkceError::NoRandomness`] when the system gives no random bytes.
    pub fn new() -> Result<Self, PkceError> {
        let mut bytes = Zeroizing::new([0; 32]);
        SystemRandom::new().fill(bytes.as_mut_slice()).map_err(|_| PkceError::NoRandomness)?;
        Ok(Self::of(Secret::from(BASE64_URL_SAFE_NO_PAD.encode(bytes.as_slice()))))
    }

    /// The pair of a verifier that is there already.
    ///
    /// # Errors
    /// [`PkceError::Length`] when it has fewer than 43 or more than 128 characters, and
    /// [`PkceError::Alphabet`] when one of them is neither a letter or digit of ASCII nor `-`, `.`, `_`
    /// or `~`.
    pub fn from_verifier(verifier: impl Into<Secret>) -> Result<Self, PkceError> {
        let verifier = verifier.into();
        let text = verifier.expose();
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)) {
            return Err(PkceError::Alphabet);
        }
        if !(43..=128).contains(&text.len()) {
            return Err(PkceError::Length);
        }
        Ok(Self::of(verifier))
    }

    fn of(verifier: Secret) -> Self {
        let hash = digest::digest(&digest::SHA256, verifier.expose().as_bytes());
        Self { verifier, challenge: BASE64_URL_SAFE_NO_PAD.encode(hash) }
    }

    /// What ends the login: `pkce_code_verifier` in the B2B API, `code_verifier` in the consumer API.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// What begins the login, 43 characters: `pkce_code_challenge` in the B2B API, `code_challenge` in
    /// the consumer API.
    pub fn challenge(&self) -> &str {
        &self.challenge
    }
}

/// Why there is no [`Pkce`]. It never holds the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PkceError {
    /// The system gives no random bytes.
    NoRandomness,
    /// The verifier is too short or too long.
    Length,
    /// The verifier has a character that it must not have.
    Alphabet,
}

impl fmt::Display for PkceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRandomness => "the system gives no random bytes",
            Self::Length => "a code verifier must have 43 to 128 characters",
            Self::Alphabet => {
                "a code verifier must have letters, digits, `-`, `.`, `_` and `~` alone"
            }
        })
    }
}

impl std::error::Error for PkceError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        assert_eq!(pkce.verifier().expose(), VERIFIER);
        assert_eq!(pkce.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_new_verifier_is_one_of_the_rfc_and_never_the_same() {
        let (first, second) = (Pkce::new().unwrap(), Pkce::new().unwrap());
        assert_eq!(first.verifier().expose().len(), 43);
        assert_ne!(first.verifier(), second.verifier());
        let again = Pkce::from_verifier(first.verifier()).unwrap();
        assert_eq!(again.challenge(), first.challenge());
    }

    #[test]
    fn what_is_no_verifier_is_refused() {
        let cases = [
            (0, 'a', Some(PkceError::Length)),
            (42, 'a', Some(PkceError::Length)),
            (43, '~', None),
            (128, '.', None),
            (129, 'a', Some(PkceError::Length)),
            (43, '=', Some(PkceError::Alphabet)),
            (43, '+', Some(PkceError::Alphabet)),
            (43, 'ß', Some(PkceError::Alphabet)),
        ];
        for (length, character, problem) in cases {
            let verifier = character.to_string().repeat(length);
            assert_eq!(Pkce::from_verifier(&verifier).err(), problem, "{length} of {character}");
        }
    }

    #[test]
    fn debug_hides_the_verifier() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        let text = format!("{pkce:?}");
        assert!(text.contains(pkce.challenge()) && !text.contains(VERIFIER), "{text}");
    }
}
