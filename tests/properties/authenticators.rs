//! Spellings of secrets, and altered URIs and exports.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use proptest::prelude::*;
use stytch_api::totp::{Authenticator, AuthenticatorError};

use crate::mutate::{apply_edits, config, edits};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
/// Two accounts, a time-based and a counter-based one.
const EXPORT: &str = "otpauth-migration://offline?data=CjQKFAzM2%2FYqTFkLQLGCpm3xIi%2BuOJ8yEhBhZGFAYWNtZS5leGFtc\
    GxlGgRBY21lIAEoATACCiUKFAzM2%2FYqTFkLQLGCpm3xIi%2BuOJ8yEgNib2IaACACKAIwATgEEAEYAyABKPnStP%\
    2F%2F%2F%2F%2F%2F%2FwE%3D";

/// Returns the hexadecimal digits of the bytes, each after `prefix`.
fn hex(prefix: &str, bytes: &[u8]) -> String {
    let bytes: Vec<_> = bytes.iter().map(|byte| format!("{prefix}{byte:02X}")).collect();
    bytes.concat()
}

/// Asserts that neither the result's output nor that of its error shows a part of the secret.
fn check_output(result: &Result<Authenticator, AuthenticatorError>) {
    let mut shown = format!("{result:?}");
    if let Err(error) = result {
        shown = format!("{shown} {error}");
    }
    let secret = result.as_ref().map(Authenticator::secret).unwrap_or_default();
    for secret in [SECRET, secret.expose()] {
        for part in secret.as_bytes().windows(8) {
            let part = std::str::from_utf8(part).expect("base32");
            assert!(!shown.contains(part), "{shown}");
        }
    }
}

/// Adds separators to a secret and changes the case of its letters.
fn respell(secret: &str, separators: &str, choices: &[prop::sample::Index]) -> String {
    let mut text = secret.to_owned();
    for choice in choices {
        let at = choice.index(text.len());
        if choice.index(2) == 0 {
            text.insert(at, separators.as_bytes()[choice.index(separators.len())].into());
        } else {
            text[at..=at].make_ascii_lowercase();
        }
    }
    text
}

#[test]
fn unaltered_export_is_read() {
    let export = Authenticator::from_google_export(EXPORT).expect("an export");
    assert_eq!((export.batch_size, export.batch_index, export.batch_id), (3, 1, -1_234_567));
    let [time_based, counter_based] = &export.accounts[..] else { panic!("{export:?}") };
    let authenticator = time_based.authenticator.as_ref().expect("an authenticator");
    assert_eq!(authenticator.secret().expose(), SECRET);
    assert!(counter_based.authenticator.is_err());
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn spelling_of_a_secret_does_not_matter(
        bytes in prop::collection::vec(any::<u8>(), 1..80),
        choices in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        padding in 0..8_usize,
    ) {
        let expected = Authenticator::from_bytes(&bytes).expect("a secret").secret();
        let base32 = respell(expected.expose(), " -\n\t", &choices) + &"=".repeat(padding);
        let authenticator = Authenticator::from_base32(&base32).expect("base32");
        prop_assert_eq!(authenticator.secret(), expected.clone());
        let hex = hex("", &bytes);
        let authenticator = Authenticator::from_hex(respell(&hex, " -:", &choices)).expect("hex");
        prop_assert_eq!(authenticator.secret(), expected.clone());
        let uri = format!("otpauth://totp/a?secret={}", expected.expose());
        let authenticator = Authenticator::from_otpauth(uri).expect("a URI");
        prop_assert_eq!(authenticator.secret(), expected);
    }

    #[test]
    fn any_text_is_read_or_rejected(text in any::<String>()) {
        check_output(&Authenticator::from_base32(&text));
        check_output(&Authenticator::from_hex(&text));
        check_output(&Authenticator::from_bytes(text.as_bytes()));
        for text in [text.clone(), format!("otpauth://totp/{text}"), format!("otpauth://totp/?{text}")] {
            check_output(&Authenticator::from_otpauth(text));
        }
    }

    #[test]
    fn altered_text_is_read_or_rejected(edits in edits()) {
        check_output(&Authenticator::from_base32(apply_edits(SECRET, &edits)));
        check_output(&Authenticator::from_hex(apply_edits("48656c6c6f21deadbeef", &edits)));
        let uri = format!("otpauth://totp/Example:ada?secret={SECRET}&algorithm=SHA1&digits=6&period=30");
        check_output(&Authenticator::from_otpauth(apply_edits(&uri, &edits)));
    }

    #[test]
    fn altered_export_is_read_or_rejected(edits in edits()) {
        if let Ok(export) = Authenticator::from_google_export(apply_edits(EXPORT, &edits)) {
            prop_assert!(export.batch_size >= 1);
            export.accounts.iter().for_each(|account| check_output(&account.authenticator));
        }
    }

    #[test]
    fn any_payload_is_read_or_rejected(payload in prop::collection::vec(any::<u8>(), 0..60)) {
        let data = hex("%", BASE64_STANDARD.encode(&payload).as_bytes());
        let uri = format!("otpauth-migration://offline?data={data}");
        if let Ok(export) = Authenticator::from_google_export(uri) {
            export.accounts.iter().for_each(|account| check_output(&account.authenticator));
        }
    }
}
