//! How the secrets of a file are encoded.

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use clap::ValueEnum;
use zeroize::Zeroizing;

use crate::{
    Secret,
    cli::authenticators::row::Problem,
    totp::{Authenticator, AuthenticatorError},
};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How the secrets of a file are encoded. It is never guessed, because many secrets are valid in several
/// encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    /// As apps show a secret to enter by hand, such as `JBSWY3DPEHPK3PXP`
    Base32,
    /// Hexadecimal digits
    Hex,
    /// Base64 of the bytes of the secret
    Base64,
    /// The URI in a QR code, `otpauth://totp/…`
    Otpauth,
    /// The text itself is the secret, without decoding
    Text,
}

impl Encoding {
    /// Decodes a secret.
    pub(crate) fn decode(self, secret: &Secret) -> Result<Authenticator, Problem> {
        let authenticator = match self {
            Self::Base32 => Authenticator::from_base32(secret),
            Self::Hex => Authenticator::from_hex(secret),
            Self::Base64 => {
                let bytes = BASE64.decode(secret.expose().trim()).map(Zeroizing::new);
                let bytes = bytes.map_err(|_| {
                    Problem::new("invalid secret", "invalid base64 secret; check the encoding")
                })?;
                Authenticator::from_bytes(&bytes)
            }
            Self::Otpauth => Authenticator::from_otpauth(secret),
            Self::Text => Authenticator::from_bytes(secret.expose().as_bytes()),
        };
        authenticator.map_err(problem)
    }
}

/// Names the problem, so that it can be counted.
pub(crate) fn problem(error: AuthenticatorError) -> Problem {
    let cause = match error {
        AuthenticatorError::UnsupportedType { .. } => "unsupported type",
        AuthenticatorError::UnsupportedAlgorithm { .. } => "unsupported algorithm",
        AuthenticatorError::UnsupportedDigits { .. } => "unsupported digits",
        AuthenticatorError::UnsupportedPeriod { .. } => "unsupported period",
        AuthenticatorError::EmptySecret
        | AuthenticatorError::InvalidCharacter { .. }
        | AuthenticatorError::InvalidLength { .. }
        | AuthenticatorError::TrailingBits
        | AuthenticatorError::InvalidUri { .. }
        | AuthenticatorError::MissingParameter { .. }
        | AuthenticatorError::DuplicateParameter { .. }
        | AuthenticatorError::InvalidNumber { .. }
        | AuthenticatorError::InvalidExport => "invalid secret",
    };
    Problem::new(cause, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "JBSWY3DPEHPK3PXP";

    #[test]
    fn each_encoding_has_the_same_secret() {
        let cases = [
            (Encoding::Base32, "jbsw y3dp ehpk 3pxp"),
            (Encoding::Hex, "48656c6c6f21deadbeef"),
            (Encoding::Base64, "SGVsbG8h3q2+7w=="),
            (Encoding::Base64, "SGVsbG8h3q2+7w"),
            (Encoding::Otpauth, "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP"),
        ];
        for (encoding, text) in cases {
            let authenticator = encoding.decode(&Secret::from(text)).unwrap();
            assert_eq!(authenticator.secret().expose(), SECRET, "{encoding:?}");
        }
        let text = Encoding::Text.decode(&Secret::from("12345678901234567890")).unwrap();
        assert_eq!(text.secret().expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_problem_has_a_cause_and_no_secret() {
        let cases = [
            (Encoding::Base32, "TOPSECRET!", "invalid secret"),
            (Encoding::Base64, "TOPSECRET!", "invalid secret"),
            (Encoding::Text, "", "invalid secret"),
            (Encoding::Otpauth, "otpauth://hotp/a?secret=TOPSECRE", "unsupported type"),
            (Encoding::Otpauth, "otpauth://totp/a?secret=TOPSECRE&digits=8", "unsupported digits"),
            (Encoding::Otpauth, "otpauth://totp/a?secret=TOPSECRE&period=60", "unsupported period"),
        ];
        for (encoding, text, cause) in cases {
            let problem = encoding.decode(&Secret::from(text)).unwrap_err();
            assert_eq!(problem.cause, cause, "{encoding:?}");
            assert!(!problem.text.contains("TOPSECRE"), "{problem:?}");
        }
    }
}
