//! Official test vectors, and tables of the accepted and the rejected spellings.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::totp::{Authenticator, AuthenticatorError};

mod google_export;
mod key_uri;

/// The key of the test vectors of RFC 4226 and RFC 6238.
const KEY: &[u8] = b"12345678901234567890";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn base32(bytes: &[u8]) -> String {
    Authenticator::from_bytes(bytes).unwrap().secret().expose().to_owned()
}

fn error<T>(result: Result<T, AuthenticatorError>) -> AuthenticatorError {
    result.err().expect("an error")
}

#[test]
fn vectors_of_rfc_4648_are_decoded() {
    for (text, padded, hex) in [
        ("f", "MY======", "66"),
        ("fo", "MZXQ====", "666F"),
        ("foo", "MZXW6===", "666F6F"),
        ("foob", "MZXW6YQ=", "666F6F62"),
        ("fooba", "MZXW6YTB", "666F6F6261"),
        ("foobar", "MZXW6YTBOI======", "666F6F626172"),
    ] {
        let unpadded = padded.trim_end_matches('=');
        assert_eq!(base32(text.as_bytes()), unpadded);
        for spelling in [padded, unpadded, &padded.to_lowercase(), &unpadded.to_lowercase()] {
            let authenticator = Authenticator::from_base32(spelling).unwrap();
            assert_eq!(authenticator.secret().expose(), unpadded, "{spelling}");
        }
        for spelling in [hex, &hex.to_lowercase()] {
            let authenticator = Authenticator::from_hex(spelling).unwrap();
            assert_eq!(authenticator.secret().expose(), unpadded, "{spelling}");
        }
    }
}

#[test]
fn separators_are_ignored() {
    for spelling in [
        "JBSW Y3DP EHPK 3PXP",
        "jbsw-y3dp-ehpk-3pxp",
        " jbswy3dp\r\n\tehpk3pxp\n",
        "JBSW\u{a0}Y3DP\u{a0}EHPK\u{a0}3PXP",
        "JBSWY3DPEHPK3PXP== == ==",
    ] {
        let authenticator = Authenticator::from_base32(spelling).unwrap();
        assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP", "{spelling}");
    }
    for spelling in
        ["48:65:6C:6C:6F:21:DE:AD:BE:EF", "48656c6c 6f21dead beef\n", "48656c6c-6f21-dead-beef"]
    {
        let authenticator = Authenticator::from_hex(spelling).unwrap();
        assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP", "{spelling}");
    }
}

#[test]
fn invalid_base32_is_rejected() {
    use AuthenticatorError::{EmptySecret, InvalidCharacter, InvalidLength, TrailingBits};
    let encoding = "base32";
    let invalid = |position| InvalidCharacter { encoding, position };
    for (secret, expected) in [
        ("", EmptySecret),
        (" - \n", EmptySecret),
        ("====", EmptySecret),
        ("JBSWY3DPEHPK3PX0", invalid(16)),
        ("JBSW Y3DP 1HPK", invalid(11)),
        ("MY==MY==", invalid(3)),
        ("MY%3D%3D", invalid(3)),
        ("0x48656c6c", invalid(1)),
        ("JBSWÉ", invalid(5)),
        // The Kelvin sign is a letter whose lower case is `k`.
        ("JBSW\u{212a}", invalid(5)),
        ("JBSW:Y3DP", invalid(5)),
        ("M", InvalidLength { encoding }),
        ("MZX", InvalidLength { encoding }),
        ("MZXW6Y", InvalidLength { encoding }),
        ("MZ", TrailingBits),
        ("BTGNX5RKJRMQWQFRQKTG34JCFZ", TrailingBits),
    ] {
        assert_eq!(error(Authenticator::from_base32(secret)), expected, "{secret}");
    }
}

#[test]
fn invalid_hex_is_rejected() {
    use AuthenticatorError::{EmptySecret, InvalidCharacter, InvalidLength};
    let encoding = "hex";
    for (secret, expected) in [
        ("", EmptySecret),
        (":", EmptySecret),
        ("0x48", InvalidCharacter { encoding, position: 2 }),
        ("48 6g", InvalidCharacter { encoding, position: 5 }),
        ("48=", InvalidCharacter { encoding, position: 3 }),
        ("４８", InvalidCharacter { encoding, position: 1 }),
        ("486", InvalidLength { encoding }),
    ] {
        assert_eq!(error(Authenticator::from_hex(secret)), expected, "{secret}");
    }
    assert_eq!(error(Authenticator::from_bytes(b"")), EmptySecret);
}

#[test]
fn codes_of_rfc_4226_are_computed() {
    let authenticator = Authenticator::from_bytes(KEY).unwrap();
    let codes = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489",
    ];
    for (step, code) in (0..).zip(codes) {
        assert_eq!(authenticator.code(at(30 * step)).expose(), code);
        assert_eq!(authenticator.code(at(30 * step + 29)).expose(), code);
    }
}

#[test]
fn codes_of_rfc_6238_are_computed() {
    let authenticator = Authenticator::from_bytes(KEY).unwrap();
    // The codes in appendix B have eight digits.
    for (seconds, code) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] {
        assert_eq!(authenticator.code(at(seconds)).expose(), &code[2..], "{seconds}");
        assert!(authenticator.matches(&code[2..], at(seconds)));
        assert!(!authenticator.matches(code, at(seconds)));
    }
}

#[test]
fn code_matches_one_step_early_or_late() {
    let authenticator = Authenticator::from_bytes(KEY).unwrap();
    // The code of the step that starts at 1111111080.
    for (seconds, expected) in [
        (1_111_111_049, false),
        (1_111_111_050, true),
        (1_111_111_080, true),
        (1_111_111_139, true),
        (1_111_111_140, false),
    ] {
        assert_eq!(authenticator.matches("081804", at(seconds)), expected, "{seconds}");
    }
}

#[test]
fn only_six_digits_match() {
    let authenticator = Authenticator::from_bytes(KEY).unwrap();
    let at = at(1_111_111_109);
    for code in ["081804", "081 804", " 081804\n", "081\u{a0}804"] {
        assert!(authenticator.matches(code, at), "{code}");
    }
    for code in ["", "81804", "+81804", "081805", "0081804", "081804a", "０８１８０４"] {
        assert!(!authenticator.matches(code, at), "{code}");
    }
}

#[test]
fn times_before_1970_count_as_1970() {
    let authenticator = Authenticator::from_bytes(KEY).unwrap();
    let before = UNIX_EPOCH - Duration::from_secs(1_000);
    assert_eq!(authenticator.code(before).expose(), "755224");
    assert!(authenticator.matches("287082", before));
    assert!(!authenticator.matches("359152", before));
}

#[test]
fn keys_of_any_length_have_codes() {
    // A key of more than a block of SHA-1, 64 bytes, is hashed. The codes are those of Python's `hmac`.
    for (length, code) in [(1, "812658"), (64, "602149"), (65, "428521"), (200, "876009")] {
        let key: Vec<u8> = (0..length).collect();
        let authenticator = Authenticator::from_bytes(&key).unwrap();
        assert_eq!(authenticator.code(at(59)).expose(), code, "{length} bytes");
    }
}

#[test]
fn output_contains_no_secret() {
    let uri = "otpauth://totp/secret=JBSWY3DP?secret=JBSWY3DP";
    let authenticator = Authenticator::from_otpauth(uri).unwrap();
    assert_eq!(format!("{authenticator:?}"), "Authenticator { .. }");
}

#[test]
fn every_error_has_a_message_and_converts() {
    use AuthenticatorError as Error;
    let cases: [(Error, bool, &str); 13] = [
        (Error::EmptySecret, false, "the authenticator's secret is empty"),
        (
            Error::InvalidCharacter { encoding: "base32", position: 5 },
            false,
            "invalid base32 secret: character 5 is not valid in base32; check the encoding",
        ),
        (
            Error::InvalidLength { encoding: "hex" },
            false,
            "invalid hex secret: its length is not possible in hex; check that it was not cut off",
        ),
        (
            Error::TrailingBits,
            false,
            "invalid base32 secret: the unused bits of its last character are not zero; \
             check that it was not cut off",
        ),
        (
            Error::InvalidUri { expected: "otpauth://totp/" },
            false,
            "invalid URI of an authenticator: it must begin with `otpauth://totp/`",
        ),
        (
            Error::MissingParameter { name: "secret" },
            false,
            "invalid URI of an authenticator: parameter `secret` is missing",
        ),
        (
            Error::DuplicateParameter { name: "secret" },
            false,
            "invalid URI of an authenticator: parameter `secret` is repeated",
        ),
        (
            Error::InvalidNumber { name: "digits" },
            false,
            "invalid URI of an authenticator: `digits` is not a valid number",
        ),
        (
            Error::InvalidExport,
            false,
            "invalid export by Google Authenticator: its data cannot be read; \
             check that it was not cut off",
        ),
        (
            Error::UnsupportedType { otp_type: "HOTP" },
            true,
            "the authenticator's type is HOTP; only TOTP can be migrated",
        ),
        (
            Error::UnsupportedAlgorithm { algorithm: "SHA-256" },
            true,
            "the authenticator's algorithm is SHA-256; only SHA-1 can be migrated",
        ),
        (
            Error::UnsupportedDigits { digits: 8 },
            true,
            "the authenticator's codes have 8 digits; only 6 can be migrated",
        ),
        (
            Error::UnsupportedPeriod { seconds: 60 },
            true,
            "the authenticator's codes change every 60 seconds; only 30 can be migrated",
        ),
    ];
    for (error, is_unsupported, message) in cases {
        assert_eq!(error.to_string(), message);
        assert_eq!(error.is_unsupported(), is_unsupported, "{message}");
        let error = crate::Error::from(error);
        assert_eq!(error.to_string(), message);
        assert!(error.is_request() && !error.is_api() && error.status().is_none());
    }
}
