//! Exports by Google Authenticator.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{KEY, error};
use crate::totp::{Authenticator, AuthenticatorError, GoogleExport};

const START: &str = "otpauth-migration://offline?data=";

/// A message of Protocol Buffers.
#[derive(Clone, Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(mut self, field: u8, number: i64) -> Self {
        self.0.push(field << 3);
        push_varint(&mut self.0, number.cast_unsigned());
        self
    }

    fn bytes(mut self, field: u8, bytes: &[u8]) -> Self {
        self.0.push(field << 3 | 2);
        push_varint(&mut self.0, bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    fn read(&self) -> Result<GoogleExport, AuthenticatorError> {
        let data = BASE64_STANDARD.encode(&self.0).replace('+', "%2B").replace('/', "%2F");
        Authenticator::from_google_export(format!("{START}{}", data.replace('=', "%3D")))
    }
}

fn push_varint(output: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        output.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    output.push(number.to_le_bytes()[0]);
}

/// An account with the given numbers of algorithm, digits and type.
fn account(algorithm: i64, digits: i64, otp_type: i64) -> Message {
    let account = Message::default().bytes(1, KEY).bytes(2, b"alice").bytes(3, b"Example");
    account.varint(4, algorithm).varint(5, digits).varint(6, otp_type)
}

fn export(accounts: &[Message]) -> Message {
    let payload = Message::default();
    accounts.iter().fold(payload, |payload, account| payload.bytes(1, &account.0))
}

/// The result of the only account.
fn read(account: Message) -> Result<Authenticator, AuthenticatorError> {
    let mut export = export(&[account]).read().unwrap();
    assert_eq!(export.accounts.len(), 1);
    export.accounts.remove(0).authenticator
}

/// The example of <https://github.com/dim13/otpauth>, and of many others since.
#[test]
fn published_export_is_read() {
    let data = "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    let export = Authenticator::from_google_export(format!("{START}{data}")).unwrap();
    assert_eq!((export.batch_size, export.batch_index, export.batch_id), (1, 0, 0));
    let [account] = &export.accounts[..] else { panic!("{export:?}") };
    assert_eq!(account.label, "Example:alice@google.com");
    assert_eq!(account.issuer.as_deref(), Some("Example"));
    let authenticator = account.authenticator.as_ref().unwrap();
    assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP");
    assert_eq!(authenticator.label(), Some("Example:alice@google.com"));
    assert_eq!(authenticator.account(), Some("alice@google.com"));
    assert_eq!(authenticator.issuer(), Some("Example"));
}

#[test]
fn account_that_cannot_be_migrated_does_not_affect_others() {
    use AuthenticatorError as Error;
    let damaged = Message(vec![0x0a, 0xff]);
    let accounts = [
        account(1, 1, 2),
        account(2, 1, 2),
        damaged,
        Message::default().varint(6, 2),
        account(1, 1, 2),
    ];
    let payload = export(&accounts).varint(2, 1).varint(3, 3).varint(4, 1).varint(5, -4_242);
    let export = payload.read().unwrap();
    assert_eq!((export.batch_size, export.batch_index, export.batch_id), (3, 1, -4_242));
    let results: Vec<_> =
        export.accounts.iter().map(|account| account.authenticator.as_ref().err()).collect();
    let sha256 = Error::UnsupportedAlgorithm { algorithm: "SHA-256" };
    let expected =
        [None, Some(&sha256), Some(&Error::InvalidExport), Some(&Error::EmptySecret), None];
    assert_eq!(results, expected);
    assert_eq!(
        (&*export.accounts[1].label, export.accounts[1].issuer.as_deref()),
        ("alice", Some("Example"))
    );
    assert_eq!((&*export.accounts[3].label, export.accounts[3].issuer.as_deref()), ("", None));
}

#[test]
fn only_sha_1_six_digits_and_totp_are_supported() {
    use AuthenticatorError as Error;
    let algorithm = |algorithm| Err(Error::UnsupportedAlgorithm { algorithm });
    let otp_type = |otp_type| Err(Error::UnsupportedType { otp_type });
    for (numbers, expected) in [
        ((1, 1, 2), Ok(())),
        // Unspecified.
        ((0, 0, 2), Ok(())),
        ((2, 1, 2), algorithm("SHA-256")),
        ((3, 1, 2), algorithm("SHA-512")),
        ((4, 1, 2), algorithm("MD5")),
        ((5, 1, 2), algorithm("unknown")),
        ((-1, 1, 2), algorithm("unknown")),
        ((1, 2, 2), Err(Error::UnsupportedDigits { digits: 8 })),
        ((1, 6, 2), Err(Error::InvalidExport)),
        ((1, 1, 0), otp_type("unknown")),
        ((1, 1, 1), otp_type("HOTP")),
        ((1, 1, 3), otp_type("unknown")),
    ] {
        let result = read(account(numbers.0, numbers.1, numbers.2)).map(|_| ());
        assert_eq!(result, expected, "{numbers:?}");
    }
}

#[test]
fn unknown_fields_are_ignored_and_the_last_value_counts() {
    let mut unknown = account(1, 1, 2).varint(7, i64::MAX).bytes(8, b"an ID");
    // Fields 9 and 10, of four and of eight bytes.
    unknown.0.extend([9 << 3 | 5, 1, 2, 3, 4, 10 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8]);
    let authenticator = read(unknown.bytes(1, b"Hello!\xde\xad\xbe\xef")).unwrap();
    assert_eq!(authenticator.secret().expose(), "JBSWY3DPEHPK3PXP");
    let eight_digits = read(account(1, 1, 2).varint(5, 2));
    assert_eq!(error(eight_digits), AuthenticatorError::UnsupportedDigits { digits: 8 });
}

#[test]
fn base64_is_accepted_as_programs_change_it() {
    // Ends in padding, and contains `+` and `/`.
    let payload = export(&[account(1, 1, 2).bytes(2, b"\xfb\xef\xbe\xff\xff\xff")]).varint(5, 7);
    let data = BASE64_STANDARD.encode(&payload.0);
    assert!(data.contains('+') && data.contains('/') && data.ends_with('='), "{data}");
    for data in [
        data.clone(),
        data.replace('+', " "),
        data.replace('+', "%2B").replace('/', "%2f").replace('=', "%3D"),
        data.trim_end_matches('=').to_owned(),
        format!("{data}&unknown=1#fragment"),
    ] {
        let export = Authenticator::from_google_export(format!("{START}{data}")).unwrap();
        let authenticator = export.accounts[0].authenticator.as_ref().unwrap();
        assert_eq!(authenticator.secret().expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "{data}");
    }
}

#[test]
fn invalid_exports_are_rejected() {
    use AuthenticatorError as Error;
    let not_an_export = Error::InvalidUri { expected: "otpauth-migration://offline?" };
    for (uri, expected) in [
        ("", not_an_export),
        ("otpauth://totp/a?secret=JBSWY3DP", not_an_export),
        ("otpauth-migration://online?data=CjEK", not_an_export),
        ("otpauth-migration://offline?", Error::MissingParameter { name: "data" }),
        ("otpauth-migration://offline?data=", Error::MissingParameter { name: "data" }),
        ("otpauth-migration://offline?date=CjEK", Error::MissingParameter { name: "data" }),
        (
            "otpauth-migration://offline?data=EAE&data=EAE",
            Error::DuplicateParameter { name: "data" },
        ),
        ("otpauth-migration://offline?data=%", Error::InvalidExport),
        ("otpauth-migration://offline?data=CjEK", Error::InvalidExport),
        ("otpauth-migration://offline?data=ä", Error::InvalidExport),
    ] {
        assert_eq!(error(Authenticator::from_google_export(uri)), expected, "{uri}");
    }
    assert!(Authenticator::from_google_export("OTPAUTH-MIGRATION://OFFLINE?data=EAE").is_ok());
}

#[test]
fn export_that_was_cut_off_is_rejected() {
    let payload = export(&[account(1, 1, 2), account(1, 1, 2)]);
    let first = export(&[account(1, 1, 2)]).0.len();
    for length in 1..payload.0.len() {
        let result = Message(payload.0[..length].to_vec()).read();
        // Without what follows, it is an export of one account.
        assert_eq!(result.is_ok(), length == first, "{length} bytes");
    }
    for invalid in [
        // A number of eleven bytes, a length that does not fit, a group, and a wire type that does not exist.
        &[0x10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01][..],
        &[0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        &[0x0b],
        &[0x0e],
    ] {
        assert_eq!(error(Message(invalid.to_vec()).read()), AuthenticatorError::InvalidExport);
    }
}

#[test]
fn output_contains_no_secret() {
    let export = export(&[account(1, 1, 2).bytes(2, b"al\nice"), account(1, 2, 2)]).read().unwrap();
    assert_eq!(
        format!("{export:?}"),
        "GoogleExport { accounts: [ExportedAccount { label: \"al\\nice\", issuer: Some(\"Example\"), \
         authenticator: Ok(Authenticator { .. }) }, \
         ExportedAccount { label: \"alice\", issuer: Some(\"Example\"), \
         authenticator: Err(UnsupportedDigits { digits: 8 }) }], \
         batch_size: 1, batch_index: 0, batch_id: 0 }"
    );
}
