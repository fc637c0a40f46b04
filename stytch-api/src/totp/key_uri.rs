//! The URI in an authenticator's QR code, in the
//! [Key URI format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format).

use std::ops::RangeInclusive;

use crate::{
    Secret,
    error::AuthenticatorError,
    totp::{
        authenticator::{Authenticator, find_issuer},
        parameters::{check_algorithm, check_digits, check_period, check_type},
        uri::{decode_percent, decode_query, query_pairs, strip_start},
    },
};

/// The parameters that decide about the codes. A repeated one is ambiguous.
const UNIQUE: [&str; 5] = ["secret", "algorithm", "digits", "period", "encoder"];

impl Authenticator {
    /// Reads the URI in an authenticator's QR code: `otpauth://totp/Example:alice?secret=…`, as the
    /// [Key URI format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format) defines it.
    ///
    /// Absent parameters have their defaults: SHA-1, 6 digits, 30 seconds. Parameters that the format does not
    /// define are ignored, as apps do, apart from `encoder=steam`.
    ///
    /// ```
    /// use stytch_api::totp::Authenticator;
    ///
    /// let uri = "otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example";
    /// let authenticator = Authenticator::from_otpauth(uri)?;
    /// assert_eq!(authenticator.account(), Some("alice@google.com"));
    /// assert_eq!(authenticator.issuer(), Some("Example"));
    ///
    /// let eight_digits = Authenticator::from_otpauth(format!("{uri}&digits=8")).unwrap_err();
    /// assert!(eight_digits.is_unsupported());
    /// # Ok::<(), stytch_api::totp::AuthenticatorError>(())
    /// ```
    ///
    /// # Errors
    /// An error for which [`is_unsupported`](AuthenticatorError::is_unsupported) is true if the authenticator
    /// cannot be migrated; another [`AuthenticatorError`] if the URI or its secret is invalid.
    pub fn from_otpauth(uri: impl Into<Secret>) -> Result<Self, AuthenticatorError> {
        let uri = uri.into();
        let uri = KeyUri::parse(uri.expose())?;
        check_type(uri.otp_type)?;
        uri.check_parameters()?;
        let secret = uri
            .parameter("secret")
            .ok_or(AuthenticatorError::MissingParameter { name: "secret" })?;
        let issuer = uri.parameter("issuer").unwrap_or_default();
        let label = decode_percent(uri.label.as_bytes());
        let label = String::from_utf8_lossy(&label);
        let issuer = find_issuer(&label, issuer.expose());
        Ok(Self::from_base32(secret)?.named(&label, issuer))
    }
}

/// The parts of a URI, still escaped. A `+` is a space in the query, and a plus sign in the label.
struct KeyUri<'a> {
    otp_type: &'a str,
    label: &'a str,
    query: &'a str,
}

impl<'a> KeyUri<'a> {
    fn parse(uri: &'a str) -> Result<Self, AuthenticatorError> {
        let rest = strip_start(uri, "otpauth://");
        let rest = rest.ok_or(AuthenticatorError::InvalidUri { expected: "otpauth://totp/" })?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (otp_type, label) = path.split_once('/').unwrap_or((path, ""));
        Ok(Self { otp_type, label, query })
    }

    /// Checks the parameters that decide about the codes.
    fn check_parameters(&self) -> Result<(), AuthenticatorError> {
        for name in UNIQUE {
            if self.parameters(name).count() > 1 {
                return Err(AuthenticatorError::DuplicateParameter { name });
            }
        }
        // KeePassXC and others mark Steam's codes, which are not digits, in this way.
        if let Some(encoder) = self.parameter("encoder") {
            check_type(encoder.expose())?;
        }
        if let Some(algorithm) = self.parameter("algorithm") {
            check_algorithm(algorithm.expose())?;
        }
        if let Some(digits) = self.number("digits", 1..=10)? {
            check_digits(digits)?;
        }
        if let Some(period) = self.number("period", 1..=24 * 60 * 60)? {
            check_period(period)?;
        }
        Ok(())
    }

    /// Returns the decoded values of a parameter. The case of its name does not matter.
    ///
    /// A URI from an HTML page may have `&amp;` between its parameters. Without the name that follows,
    /// `&amp;digits=8` would be ignored.
    fn parameters(&self, name: &str) -> impl Iterator<Item = Secret> {
        query_pairs(self.query).filter_map(move |(key, value)| {
            let key = decode_query(key.strip_prefix("amp;").unwrap_or(key));
            key.expose().eq_ignore_ascii_case(name).then(|| decode_query(value))
        })
    }

    fn parameter(&self, name: &str) -> Option<Secret> {
        self.parameters(name).next()
    }

    fn number(
        &self,
        name: &'static str,
        range: RangeInclusive<u32>,
    ) -> Result<Option<u32>, AuthenticatorError> {
        let Some(text) = self.parameter(name) else { return Ok(None) };
        let number = text.expose().parse().ok().filter(|number| range.contains(number));
        number.map(Some).ok_or(AuthenticatorError::InvalidNumber { name })
    }
}
