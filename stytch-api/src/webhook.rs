//! Webhooks: what Stytch tells by itself, checked to come from it.
//!
//! Stytch signs by [Standard Webhooks](https://www.standardwebhooks.com), with the headers `svix-id`,
//! `svix-timestamp` and `svix-signature`; their other names, `webhook-id` and so on, are taken too. The secret
//! is that of the webhook, `whsec_…`, not the project's.
//!
//! ```
//! use stytch_api::{Json, reqwest::header::HeaderMap, webhook::Webhook};
//!
//! fn receive(webhook: &Webhook, headers: &HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//!     let message = webhook.verify(headers, body)?;
//!     let event: Json = message.json()?;
//!     println!("{}: {}", message.id, event["action"]);
//!     Ok(())
//! }
//!
//! let webhook = Webhook::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! assert!(receive(&webhook, &HeaderMap::new(), b"{}").is_err());
//! # Ok::<(), stytch_api::webhook::WebhookError>(())
//! ```
//!
//! The signature is over the body as it came: hand over its bytes, not JSON that was read and written again.
//! A message is sent again until it is answered with success, each time with the same ID; one that has been
//! seen is seen by its ID.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::HeaderMap;
use serde_core::Deserialize;
use zeroize::Zeroizing;

use crate::{Secret, crypto::backend::hmac};

/// Checks the messages of one webhook. Make it once and keep it.
#[derive(Clone)]
pub struct Webhook {
    keys: Vec<hmac::Key>,
    tolerance: Duration,
}

impl Webhook {
    /// Checks by this secret: `whsec_` and base64, with or without the prefix.
    ///
    /// # Errors
    /// [`WebhookError::BadSecret`] when it is empty or no base64.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        let key = read_key(&secret.into())?;
        Ok(Self { keys: vec![key], tolerance: Duration::from_secs(5 * 60) })
    }

    /// Takes messages that are signed with this secret, too: while the secret is changed, the old one and
    /// the new one are both in use.
    ///
    /// # Errors
    /// [`WebhookError::BadSecret`] when it is empty or no base64.
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        self.keys.push(read_key(&secret.into())?);
        Ok(self)
    }

    /// Sets how far a message's time may be from now, before and after; 5 minutes by default.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The message, where it is signed and of now.
    ///
    /// # Errors
    /// [`WebhookError`] when a header is missing, the time is none or too far from now, or no signature is
    /// one by the secret. Answer with status 400 and do nothing else.
    pub fn verify<'m>(
        &self,
        headers: &'m HeaderMap,
        body: &'m [u8],
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// The message, where it is signed and of the time `now`; for tests, and for messages that waited.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_at<'m>(
        &self,
        headers: &'m HeaderMap,
        body: &'m [u8],
        now: SystemTime,
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        let id = header(headers, ["svix-id", "webhook-id"])?;
        let seconds = header(headers, ["svix-timestamp", "webhook-timestamp"])?;
        let signatures = header(headers, ["svix-signature", "webhook-signature"])?;
        let timestamp = read_timestamp(seconds)?;
        self.check_time(timestamp, now)?;
        // A stop separates what is signed: in an ID it could hide where the time begins.
        if id.contains('.') {
            return Err(WebhookError::NoMatchingSignature);
        }
        let signed = [id.as_bytes(), b".", seconds.as_bytes(), b".", body];
        if !self.keys.iter().any(|key| is_signed(key, &signed, signatures)) {
            return Err(WebhookError::NoMatchingSignature);
        }
        Ok(WebhookMessage { id, timestamp, body })
    }

    fn check_time(&self, timestamp: SystemTime, now: SystemTime) -> Result<(), WebhookError> {
        match now.duration_since(timestamp) {
            Ok(age) if age > self.tolerance => Err(WebhookError::TooOld),
            Err(ahead) if ahead.duration() > self.tolerance => Err(WebhookError::TooNew),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .finish()
    }
}

fn read_key(secret: &Secret) -> Result<hmac::Key, WebhookError> {
    let text = secret.expose();
    let text = text.strip_prefix("whsec_").unwrap_or(text);
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| WebhookError::BadSecret)?;
    let bytes = Zeroizing::new(bytes);
    if bytes.is_empty() {
        return Err(WebhookError::BadSecret);
    }
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

/// The header by the first of its names that is there.
fn header<'m>(headers: &'m HeaderMap, names: [&'static str; 2]) -> Result<&'m str, WebhookError> {
    let value = names.iter().find_map(|name| headers.get(*name));
    let text = value.and_then(|value| value.to_str().ok());
    text.ok_or(WebhookError::MissingHeader { name: names[0] })
}

fn read_timestamp(seconds: &str) -> Result<SystemTime, WebhookError> {
    let seconds = seconds.parse().map_err(|_| WebhookError::BadTimestamp)?;
    let since = Duration::from_secs(seconds);
    SystemTime::UNIX_EPOCH.checked_add(since).ok_or(WebhookError::BadTimestamp)
}

/// Whether one of `signatures` is that of the parts by `key`.
///
/// The parts are hashed once, however many signatures a stranger sends. What remains is whether two hashes are
/// the same, which `hmac::verify` answers in constant time when both are hashed again.
fn is_signed(key: &hmac::Key, parts: &[&[u8]], signatures: &str) -> bool {
    let mut context = hmac::Context::with_key(key);
    for part in parts {
        context.update(part);
    }
    let proof = hmac::sign(key, context.sign().as_ref());
    signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|signature| BASE64_STANDARD.decode(signature).ok())
        .any(|signature| hmac::verify(key, &signature, proof.as_ref()).is_ok())
}

/// A message that Stytch signed. `Debug` shows the size of its body alone.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WebhookMessage<'m> {
    /// Its ID, which is the same when it is sent again.
    pub id: &'m str,
    /// When it was sent, to the second.
    pub timestamp: SystemTime,
    /// The body, as it came.
    pub body: &'m [u8],
}

impl<'m> WebhookMessage<'m> {
    /// The body as JSON: [`Json`](crate::Json), or a type of your own.
    ///
    /// # Errors
    /// [`serde_json::Error`] when it cannot be read as such.
    pub fn json<T: Deserialize<'m>>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body)
    }
}

impl fmt::Debug for WebhookMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookMessage")
            .field("id", &self.id)
            .field("timestamp", &self.timestamp)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Why a message is not taken, or a secret. It never quotes either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty, or what follows `whsec_` is no base64.
    BadSecret,
    /// A header is not there, or is no text.
    #[non_exhaustive]
    MissingHeader {
        /// The first of its two names.
        name: &'static str,
    },
    /// The header with the time is no number of seconds since 1970.
    BadTimestamp,
    /// The message is from too long ago. It may be an old one, sent again by a stranger.
    TooOld,
    /// The message is from the future. A clock may be wrong.
    TooNew,
    /// No signature is one by the secret: the message, or its headers, are not Stytch's.
    NoMatchingSignature,
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadSecret => {
                "the webhook's secret is empty or no base64; it begins with `whsec_`"
            }
            Self::MissingHeader { name } => {
                return write!(f, "the message has no header `{name}`, or one that is no text");
            }
            Self::BadTimestamp => "the time of the message is no number of seconds",
            Self::TooOld => "the message is too old",
            Self::TooNew => "the message is from the future",
            Self::NoMatchingSignature => "no signature of the message is one by the secret",
        })
    }
}

impl std::error::Error for WebhookError {}

#[cfg(test)]
mod tests;
