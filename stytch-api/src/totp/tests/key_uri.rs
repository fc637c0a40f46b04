//! URIs of QR codes.

use super::error;
use crate::totp::{Authenticator, AuthenticatorError};

#[test]
fn examples_of_the_key_uri_format_are_read() {
    let uri = "otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example";
    let authenticator = Authenticator::from_otpauth(uri).unwrap();
    assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP");
    assert_eq!(authenticator.label(), Some("Example:alice@google.com"));
    assert_eq!(authenticator.account(), Some("alice@google.com"));
    assert_eq!(authenticator.issuer(), Some("Example"));

    let uri = "otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ\
               &issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30";
    let authenticator = Authenticator::from_otpauth(uri).unwrap();
    assert_eq!(authenticator.secret().expose(), "HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ");
    assert_eq!(authenticator.account(), Some("john.doe@email.com"));
    assert_eq!(authenticator.issuer(), Some("ACME Co"));
}

#[test]
fn labels_and_issuers_are_decoded() {
    for (uri, account, issuer) in [
        ("alice?secret=JBSWY3DP", Some("alice"), None),
        ("Provider1:Alice%20Smith?secret=JBSWY3DP", Some("Alice Smith"), Some("Provider1")),
        (
            "Big%20Corporation%3A%20alice%40bigco.com?secret=JBSWY3DP",
            Some("alice@bigco.com"),
            Some("Big Corporation"),
        ),
        // A plus is a space in the query only.
        ("a+b@c.com?issuer=ACME+Co&secret=JBSWY3DP", Some("a+b@c.com"), Some("ACME Co")),
        ("Old:alice?secret=JBSWY3DP&issuer=New", Some("alice"), Some("New")),
        ("Old:alice?secret=JBSWY3DP&issuer=", Some("alice"), Some("Old")),
        (":alice?secret=JBSWY3DP", Some("alice"), None),
        ("a/b?secret=JBSWY3DP", Some("a/b"), None),
        ("%FF?secret=JBSWY3DP", Some("\u{fffd}"), None),
        ("?secret=JBSWY3DP", None, None),
    ] {
        let authenticator = Authenticator::from_otpauth(format!("otpauth://totp/{uri}")).unwrap();
        assert_eq!(authenticator.account(), account, "{uri}");
        assert_eq!(authenticator.issuer(), issuer, "{uri}");
    }
}

#[test]
fn spellings_that_apps_accept_are_read() {
    for uri in [
        " otpauth://totp/a?secret=JBSWY3DP\n",
        "OTPAUTH://TOTP/a?SECRET=JBSWY3DP",
        "otpauth://totp?secret=jbsw-y3dp",
        "otpauth://totp/a?secret=JBSW+Y3DP",
        "otpauth://totp/a?secret=JBSW%20Y3DP%3D%3D",
        "otpauth://totp/a?secret=JBSWY3DP==",
        "otpauth://totp/a?secret=JBSWY3DP#fragment",
        "otpauth://totp/a?&secret=JBSWY3DP&&",
        "otpauth://totp/a?secret=JBSWY3DP&algorithm=SHA1",
        "otpauth://totp/a?secret=JBSWY3DP&algorithm=sha-1",
        "otpauth://totp/a?secret=JBSWY3DP&algorithm=HmacSHA1",
        "otpauth://totp/a?secret=JBSWY3DP&algorithm=HMAC_SHA1",
        "otpauth://totp/a?secret=JBSWY3DP&digits=6&period=30&counter=0",
        "otpauth://totp/a?secret=JBSWY3DP&image=https%3A%2F%2Fa.example%2Fa.png&color=1",
        "otpauth://totp/a?secret=JBSWY3DP&amp;issuer=a&amp;digits=6",
        "otpauth://totp/a?secret=JBSWY3DP&issuer=a&issuer=b",
    ] {
        let authenticator = Authenticator::from_otpauth(uri).unwrap();
        assert_eq!(authenticator.secret().expose(), "JBSWY3DP", "{uri}");
    }
}

#[test]
fn other_parameters_are_unsupported() {
    use AuthenticatorError as Error;
    let sha = |algorithm| Error::UnsupportedAlgorithm { algorithm };
    for (uri, expected) in [
        ("hotp/a?secret=JBSWY3DP&counter=0", Error::UnsupportedType { otp_type: "HOTP" }),
        ("HOTP/a", Error::UnsupportedType { otp_type: "HOTP" }),
        ("steam/a?secret=JBSWY3DP", Error::UnsupportedType { otp_type: "Steam" }),
        ("totp/a?secret=JBSWY3DP&encoder=steam", Error::UnsupportedType { otp_type: "Steam" }),
        ("motp/a?secret=JBSWY3DP", Error::UnsupportedType { otp_type: "unknown" }),
        ("?secret=JBSWY3DP", Error::UnsupportedType { otp_type: "unknown" }),
        ("totp/a?secret=JBSWY3DP&algorithm=SHA256", sha("SHA-256")),
        ("totp/a?secret=JBSWY3DP&algorithm=HmacSHA512", sha("SHA-512")),
        ("totp/a?secret=JBSWY3DP&algorithm=MD5", sha("MD5")),
        ("totp/a?secret=JBSWY3DP&algorithm=SHA11", sha("unknown")),
        ("totp/a?secret=JBSWY3DP&algorithm=", sha("unknown")),
        ("totp/a?secret=JBSWY3DP&digits=8", Error::UnsupportedDigits { digits: 8 }),
        ("totp/Steam:a?secret=JBSWY3DP&digits=5", Error::UnsupportedDigits { digits: 5 }),
        ("totp/a?secret=JBSWY3DP&period=60", Error::UnsupportedPeriod { seconds: 60 }),
        ("totp/a?secret=JBSWY3DP&amp;digits=8", Error::UnsupportedDigits { digits: 8 }),
        ("totp/a?Digits=8&secret=JBSWY3DP", Error::UnsupportedDigits { digits: 8 }),
        // An unsupported parameter is reported before an invalid one.
        ("totp/a?period=60", Error::UnsupportedPeriod { seconds: 60 }),
    ] {
        let actual = error(Authenticator::from_otpauth(format!("otpauth://{uri}")));
        assert_eq!(actual, expected, "{uri}");
        assert!(actual.is_unsupported());
    }
}

#[test]
fn invalid_uris_are_rejected() {
    use AuthenticatorError as Error;
    let not_a_uri = Error::InvalidUri { expected: "otpauth://totp/" };
    let number = |name| Error::InvalidNumber { name };
    let repeated = |name| Error::DuplicateParameter { name };
    for (uri, expected) in [
        ("", not_a_uri),
        ("JBSWY3DP", not_a_uri),
        ("otpauth:totp/a?secret=JBSWY3DP", not_a_uri),
        ("https://totp/a?secret=JBSWY3DP", not_a_uri),
        ("otpauth-migration://offline?data=", not_a_uri),
        ("öööööööööö", not_a_uri),
        ("otpauth://totp/a", Error::MissingParameter { name: "secret" }),
        ("otpauth://totp/a?issuer=b", Error::MissingParameter { name: "secret" }),
        ("otpauth://totp/a#?secret=JBSWY3DP", Error::MissingParameter { name: "secret" }),
        ("otpauth://totp/a?secret=", Error::EmptySecret),
        ("otpauth://totp/a?secret", Error::EmptySecret),
        (
            "otpauth://totp/a?secret=JBSW1",
            Error::InvalidCharacter { encoding: "base32", position: 5 },
        ),
        ("otpauth://totp/a?secret=JBSWY3DP&secret=JBSWY3DP", repeated("secret")),
        ("otpauth://totp/a?secret=JBSWY3DP&Secret=JBSWY3DP", repeated("secret")),
        ("otpauth://totp/a?secret=JBSWY3DP&digits=6&digits=8", repeated("digits")),
        ("otpauth://totp/a?secret=JBSWY3DP&period=30&period=60", repeated("period")),
        ("otpauth://totp/a?secret=JBSWY3DP&digits=", number("digits")),
        ("otpauth://totp/a?secret=JBSWY3DP&digits=six", number("digits")),
        ("otpauth://totp/a?secret=JBSWY3DP&digits=0", number("digits")),
        ("otpauth://totp/a?secret=JBSWY3DP&digits=123456", number("digits")),
        ("otpauth://totp/a?secret=JBSWY3DP&period=-30", number("period")),
        ("otpauth://totp/a?secret=JBSWY3DP&period=30.0", number("period")),
    ] {
        assert_eq!(error(Authenticator::from_otpauth(uri)), expected, "{uri}");
    }
}
