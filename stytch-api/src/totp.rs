//! Authenticators (TOTP) of another provider, to migrate them.
//!
//! An [`Authenticator`] is made from what the other provider stored, in the format that you name: the format is
//! never guessed, because many secrets are valid in several. Only an authenticator that Stytch can verify the
//! codes of is accepted. Pass it to [`MigrateRequest`](crate::b2b::totps::MigrateRequest):
//!
//! ```
//! use std::time::SystemTime;
//! use stytch_api::{Client, Error, b2b::totps::MigrateRequest, totp::Authenticator};
//!
//! async fn migrate(client: &Client, member_id: &str, secret: &str) -> Result<(), Error> {
//!     let authenticator = Authenticator::from_base32(secret)?;
//!     let request = MigrateRequest::new("acme", member_id, authenticator);
//!     client.b2b().totps().migrate(request).await?;
//!     Ok(())
//! }
//!
//! let authenticator = Authenticator::from_base32("btgn x5rk jrmq wqfr qktg 34jc f6xd rhzs")?;
//! assert_eq!(authenticator.secret().expose(), "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS");
//! # Ok::<(), stytch_api::Error>(())
//! ```
//!
//! | format | constructor |
//! |---|---|
//! | base32, as shown to enter by hand | [`Authenticator::from_base32`] |
//! | hexadecimal | [`Authenticator::from_hex`] |
//! | the bytes themselves | [`Authenticator::from_bytes`] |
//! | the URI in a QR code, `otpauth://totp/…` | [`Authenticator::from_otpauth`] |
//! | an export by Google Authenticator, `otpauth-migration://…` | [`Authenticator::from_google_export`] |
//!
//! # What can be migrated
//!
//! A request to migrate has no field for the parameters of an authenticator, so only those that Stytch itself
//! uses can be migrated. With any others, the migration would succeed, and its Member could no longer log in.
//!
//! | parameter | required | source |
//! |---|---|---|
//! | digits | 6 | Stytch: [authenticate](https://stytch.com/docs/api-reference/consumer/frontend-sdks/vanilla-js/methods/totps/authenticate) |
//! | period | 30 seconds | Stytch: [TOTP with the API](https://stytch.com/docs/consumer-auth/authentication/totps/api) |
//! | algorithm | SHA-1 | not documented by Stytch; the default of [RFC 6238](https://www.rfc-editor.org/rfc/rfc6238#section-1.2) and of the [Key URI format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format) |
//!
//! Counter-based authenticators (HOTP) and those of Steam cannot be migrated. A secret, bytes or hexadecimal
//! digits say nothing about the parameters: check the settings of the other provider.
//!
//! Secrets of any length are accepted. [RFC 4226](https://www.rfc-editor.org/rfc/rfc4226#section-4) requires 16
//! bytes, but many providers use 10, and Stytch documents no minimum.
//!
//! For files of many authenticators, there is the command line: `stytch-api migrate-totps` of feature `cli`.
//!
//! Before you migrate many, migrate a few, and log in with each. [`Authenticator::matches`] compares a secret
//! with a code that its app has shown.

mod authenticator;
mod encoding;
mod google_export;
mod key_uri;
pub(crate) mod parameters;
mod protobuf;
mod uri;

pub use self::{
    authenticator::Authenticator,
    google_export::{ExportedAccount, GoogleExport},
};
pub use crate::error::AuthenticatorError;

#[cfg(test)]
mod tests;
