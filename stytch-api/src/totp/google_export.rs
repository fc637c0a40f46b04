//! The QR codes in which Google Authenticator exports accounts, `otpauth-migration://offline?data=…`.
//!
//! Google has not published the format. The fields are those that importers read, such as
//! [Aegis](https://github.com/beemdevelopment/Aegis/blob/master/app/src/main/proto/google_auth.proto).

use std::fmt;

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

use crate::{
    Secret,
    error::{AuthenticatorError, Escaped},
    totp::{
        authenticator::{Authenticator, find_issuer},
        parameters::{check_algorithm, check_digits, check_type},
        protobuf::{Field, InvalidMessage, Value, read_message},
        uri::{decode_percent, query_pairs, replace, strip_start},
    },
};

const START: &str = "otpauth-migration://offline?";

/// Base64 with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The accounts of one QR code that Google Authenticator exported.
///
/// Google Authenticator divides many accounts among several QR codes, the *batch*: compare
/// [`batch_size`](Self::batch_size) with the number of QR codes that you have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GoogleExport {
    /// The accounts, in the order of the export.
    pub accounts: Vec<ExportedAccount>,
    /// The number of QR codes in the batch, at least 1.
    pub batch_size: u32,
    /// The position of this QR code in the batch, from 0.
    pub batch_index: u32,
    /// A random number that all QR codes of the batch have in common.
    pub batch_id: i32,
}

/// An account of an export by Google Authenticator. `Debug` shows no secret.
#[derive(Clone)]
#[non_exhaustive]
pub struct ExportedAccount {
    /// The label that the app shows, such as `Example:alice@example.com`; empty if the account has no label.
    pub label: String,
    /// The provider or service of the account, or else the prefix of the label; absent if there is neither.
    pub issuer: Option<String>,
    /// The authenticator, or the reason why it cannot be migrated.
    pub authenticator: Result<Authenticator, AuthenticatorError>,
}

impl Authenticator {
    /// Reads a QR code in which Google Authenticator exported accounts: `otpauth-migration://offline?data=…`.
    ///
    /// Each account has its own result, so that one that cannot be migrated does not affect the others.
    ///
    /// ```
    /// use stytch_api::totp::Authenticator;
    ///
    /// let uri = "otpauth-migration://offline?\
    ///     data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    /// let export = Authenticator::from_google_export(uri)?;
    /// if export.batch_size > 1 {
    ///     println!("QR code {} of {}", export.batch_index + 1, export.batch_size);
    /// }
    /// for account in export.accounts {
    ///     match account.authenticator {
    ///         Ok(authenticator) => assert_eq!(authenticator.account(), Some("alice@google.com")),
    ///         Err(error) => eprintln!("{}: {error}", account.label),
    ///     }
    /// }
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    ///
    /// # Errors
    /// [`AuthenticatorError::InvalidUri`], [`MissingParameter`](AuthenticatorError::MissingParameter) or
    /// [`DuplicateParameter`](AuthenticatorError::DuplicateParameter) if the URI is not that of an export;
    /// [`InvalidExport`](AuthenticatorError::InvalidExport) if its data is damaged.
    pub fn from_google_export(uri: impl Into<Secret>) -> Result<GoogleExport, AuthenticatorError> {
        let uri = uri.into();
        let payload = decode_payload(find_data(uri.expose())?)?;
        GoogleExport::read(&payload).map_err(|InvalidMessage| AuthenticatorError::InvalidExport)
    }
}

/// Returns the value of `data`, still escaped.
fn find_data(uri: &str) -> Result<&str, AuthenticatorError> {
    let query = strip_start(uri, START);
    let query = query.ok_or(AuthenticatorError::InvalidUri { expected: START })?;
    let mut values = query_pairs(query).filter(|(name, _)| *name == "data");
    match (values.next(), values.next()) {
        (Some(_), Some(_)) => Err(AuthenticatorError::DuplicateParameter { name: "data" }),
        (None | Some((_, "")), _) => Err(AuthenticatorError::MissingParameter { name: "data" }),
        (Some((_, data)), None) => Ok(data),
    }
}

/// Decodes the base64 of `data`. Programs that read QR codes may have decoded its `%2B` to `+`, or even to a
/// space.
fn decode_payload(data: &str) -> Result<Zeroizing<Vec<u8>>, AuthenticatorError> {
    let mut data = decode_percent(data.as_bytes());
    replace(&mut data, b' ', b'+');
    let payload = BASE64.decode(&*data).map_err(|_| AuthenticatorError::InvalidExport)?;
    Ok(Zeroizing::new(payload))
}

impl GoogleExport {
    fn read(payload: &[u8]) -> Result<Self, InvalidMessage> {
        let mut export = Self { accounts: Vec::new(), batch_size: 0, batch_index: 0, batch_id: 0 };
        for Field { number, value } in read_message(payload)? {
            match (number, value) {
                (1, Value::Bytes(account)) => export.accounts.push(ExportedAccount::read(account)),
                (3, Value::Varint(number)) => export.batch_size = to_u32(number),
                (4, Value::Varint(number)) => export.batch_index = to_u32(number),
                (5, Value::Varint(number)) => export.batch_id = to_i32(number),
                // The version, and fields that we don't know.
                _ => {}
            }
        }
        export.batch_size = export.batch_size.max(1);
        Ok(export)
    }
}

/// Returns an `int32` that is not negative, or else 0.
fn to_u32(number: u64) -> u32 {
    u32::try_from(to_i32(number)).unwrap_or(0)
}

/// Returns an `int32`. A negative one is sent as 64 bits.
fn to_i32(number: u64) -> i32 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    i32::from_le_bytes([a, b, c, d])
}

impl ExportedAccount {
    /// Reads an account. If it is damaged, nothing else is, because its length is known.
    fn read(account: &[u8]) -> Self {
        let Ok(account) = OtpParameters::read(account) else {
            let authenticator = Err(AuthenticatorError::InvalidExport);
            return Self { label: String::new(), issuer: None, authenticator };
        };
        let label = String::from_utf8_lossy(account.name).into_owned();
        let issuer = find_issuer(&label, &String::from_utf8_lossy(account.issuer));
        let authenticator = account.authenticator();
        let authenticator =
            authenticator.map(|authenticator| authenticator.named(&label, issuer.clone()));
        Self { label, issuer, authenticator }
    }
}

/// The message of an account, with the numbers of its enums. Absent fields are empty or 0.
#[derive(Default)]
struct OtpParameters<'a> {
    secret: &'a [u8],
    name: &'a [u8],
    issuer: &'a [u8],
    algorithm: u64,
    digits: u64,
    otp_type: u64,
}

impl<'a> OtpParameters<'a> {
    fn read(message: &'a [u8]) -> Result<Self, InvalidMessage> {
        let mut account = Self::default();
        for Field { number, value } in read_message(message)? {
            match (number, value) {
                (1, Value::Bytes(secret)) => account.secret = secret,
                (2, Value::Bytes(name)) => account.name = name,
                (3, Value::Bytes(issuer)) => account.issuer = issuer,
                (4, Value::Varint(algorithm)) => account.algorithm = algorithm,
                (5, Value::Varint(digits)) => account.digits = digits,
                (6, Value::Varint(otp_type)) => account.otp_type = otp_type,
                // The counter, and fields that we don't know.
                _ => {}
            }
        }
        Ok(account)
    }

    /// Returns the authenticator if it can be migrated. The export has no period, which is always 30 seconds.
    fn authenticator(&self) -> Result<Authenticator, AuthenticatorError> {
        check_type(match self.otp_type {
            1 => "hotp",
            2 => "totp",
            _ => "unknown",
        })?;
        // 0 is unspecified: the default of the Key URI format.
        check_algorithm(match self.algorithm {
            0 | 1 => "SHA1",
            2 => "SHA256",
            3 => "SHA512",
            4 => "MD5",
            _ => "unknown",
        })?;
        match self.digits {
            0 | 1 => check_digits(6)?,
            2 => check_digits(8)?,
            _ => return Err(AuthenticatorError::InvalidExport),
        }
        Authenticator::from_bytes(self.secret)
    }
}

impl fmt::Debug for ExportedAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportedAccount")
            .field("label", &Escaped(&self.label))
            .field("issuer", &self.issuer.as_ref().map(|issuer| Escaped(issuer)))
            .field("authenticator", &self.authenticator)
            .finish()
    }
}
