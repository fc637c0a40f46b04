//! PKCE: only the browser that started a login can complete it.
//!
//! A login returns from the provider with a token in the URL, which others may see: in logs, in the
//! browser's history, through another app that handles the redirect. With PKCE the token alone is useless.
//! The start URL contains the *challenge*, the hash of a secret; `authenticate` sends the secret, the
//! *verifier*. Between the two requests, store the verifier in the user's session. [`login`](crate::login)
//! has an example.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

pub use crate::error::PkceError;
use crate::{
    Secret,
    crypto::backend::{
        digest,
        rand::{SecureRandom, SystemRandom},
    },
};

/// A code verifier and its S256 challenge, as defined by [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636).
///
/// Create a new pair for each login. `Debug` shows the challenge but not the verifier.
#[derive(Clone, Debug)]
pub struct Pkce {
    verifier: Secret,
    challenge: String,
}

impl Pkce {
    /// Creates a pair from 32 random bytes; the verifier has 43 characters.
    ///
    /// # Errors
    /// [`PkceError::NoRandomness`] if the system's random number generator fails.
    pub fn new() -> Result<Self, PkceError> {
        let mut bytes = Zeroizing::new([0; 32]);
        SystemRandom::new().fill(bytes.as_mut_slice()).map_err(|_| PkceError::NoRandomness)?;
        Ok(Self::with_verifier(BASE64_URL_SAFE_NO_PAD.encode(bytes.as_slice()).into()))
    }

    /// Creates the pair of an existing verifier, such as one that another program generated.
    ///
    /// # Errors
    /// [`PkceError::Length`] if the verifier has fewer than 43 or more than 128 characters;
    /// [`PkceError::Alphabet`] if it contains anything but ASCII letters, digits, `-`, `.`, `_` and `~`.
    pub fn from_verifier(verifier: impl Into<Secret>) -> Result<Self, PkceError> {
        let verifier = verifier.into();
        let text = verifier.expose();
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)) {
            return Err(PkceError::Alphabet);
        }
        if !(43..=128).contains(&text.len()) {
            return Err(PkceError::Length);
        }
        Ok(Self::with_verifier(verifier))
    }

    fn with_verifier(verifier: Secret) -> Self {
        let hash = digest::digest(&digest::SHA256, verifier.expose().as_bytes());
        Self { verifier, challenge: BASE64_URL_SAFE_NO_PAD.encode(hash) }
    }

    /// Returns the secret that completes the login: `pkce_code_verifier` in the B2B API, `code_verifier` in
    /// the consumer API.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// Returns the challenge for the start URL, 43 characters: `pkce_code_challenge` in the B2B API,
    /// `code_challenge` in the consumer API.
    pub fn challenge(&self) -> &str {
        &self.challenge
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn challenge_matches_the_rfc_example() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        assert_eq!(pkce.verifier().expose(), VERIFIER);
        assert_eq!(pkce.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn new_verifiers_are_valid_and_differ() {
        let (first, second) = (Pkce::new().unwrap(), Pkce::new().unwrap());
        assert_eq!(first.verifier().expose().len(), 43);
        assert_ne!(first.verifier(), second.verifier());
        let restored = Pkce::from_verifier(first.verifier()).unwrap();
        assert_eq!(restored.challenge(), first.challenge());
    }

    #[test]
    fn invalid_verifiers_are_rejected() {
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
        for (length, character, expected) in cases {
            let verifier = character.to_string().repeat(length);
            assert_eq!(Pkce::from_verifier(&verifier).err(), expected, "{length} of {character}");
        }
    }

    #[test]
    fn debug_hides_the_verifier() {
        let pkce = Pkce::from_verifier(VERIFIER).unwrap();
        let text = format!("{pkce:?}");
        assert!(text.contains(pkce.challenge()) && !text.contains(VERIFIER), "{text}");
    }
}
