//! Webhooks: verifies that a message comes from Stytch.
//!
//! Stytch signs messages as [Standard Webhooks](https://www.standardwebhooks.com) defines, in the headers
//! `svix-id`, `svix-timestamp` and `svix-signature`; the names `webhook-id` and so on are accepted, too. The
//! key is the webhook's own secret, `whsec_…`, not the project's.
//!
//! ```
//! use stytch_api::{reqwest::header::HeaderMap, webhook::{EventObject, Webhook}};
//!
//! fn receive(
//!     webhook: &Webhook,
//!     headers: &HeaderMap,
//!     body: &[u8],
//! ) -> Result<(), Box<dyn std::error::Error>> {
//!     let message = webhook.verify(headers, body)?;
//!     let event = message.event()?;
//!     match event.object {
//!         EventObject::Member(member) => println!("{}: {}", event.action, member.name),
//!         _ => println!("{} of the {} {}", event.action, event.object_type, event.object_id),
//!     }
//!     Ok(())
//! }
//!
//! let webhook = Webhook::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! assert!(receive(&webhook, &HeaderMap::new(), b"{}").is_err());
//! # Ok::<(), stytch_api::webhook::WebhookError>(())
//! ```
//!
//! If your HTTP library does not use `http` 1, or if you have none, as on AWS Lambda, pass the headers as
//! strings:
//!
//! ```
//! use std::collections::HashMap;
//! use stytch_api::{Error, webhook::{MessageParts, Webhook, WebhookMessage}};
//!
//! fn verify<'m>(
//!     webhook: &Webhook,
//!     headers: &'m HashMap<String, String>,
//!     body: &'m [u8],
//! ) -> Result<WebhookMessage<'m>, Error> {
//!     let header = |name| headers.get(name).map(String::as_str).unwrap_or_default();
//!     let parts = MessageParts {
//!         id: header("svix-id"),
//!         timestamp: header("svix-timestamp"),
//!         signatures: header("svix-signature"),
//!         body,
//!     };
//!     Ok(webhook.verify_parts(parts)?)
//! }
//! #
//! # let webhook = Webhook::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! # assert!(verify(&webhook, &HashMap::new(), b"{}").unwrap_err().is_webhook());
//! # Ok::<(), stytch_api::webhook::WebhookError>(())
//! ```
//!
//! The signature covers the bytes of the body: pass them unchanged, not JSON that was parsed and serialized
//! again. Stytch resends a message until it gets a success status, so you may receive a message twice: both
//! have the same ID.

mod event;

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::header::HeaderMap;
use serde_core::Deserialize;
use zeroize::Zeroizing;

pub use self::event::{Event, EventAction, EventObject, EventSource};
pub use crate::error::WebhookError;
use crate::{Secret, crypto::backend::hmac, error::Escaped};

/// The minimum length of a secret in bytes, as Standard Webhooks requires. It also sets a maximum of 64
/// bytes, but a longer secret is as strong.
const MIN_SECRET: usize = 24;

/// Verifies the messages of one webhook. Create it once and reuse it.
#[derive(Clone)]
pub struct Webhook {
    keys: Vec<hmac::Key>,
    tolerance: Duration,
}

impl Webhook {
    /// Verifies messages with this secret: base64, with or without the prefix `whsec_`.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if the secret is empty or not valid base64;
    /// [`WebhookError::ShortSecret`] if it has fewer than 24 bytes.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        let key = read_key(&secret.into())?;
        Ok(Self { keys: vec![key], tolerance: Duration::from_secs(5 * 60) })
    }

    /// Also accepts messages that are signed with this secret. Use it while you rotate the secret, when
    /// both the old and the new one are in use.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if the secret is empty or not valid base64;
    /// [`WebhookError::ShortSecret`] if it has fewer than 24 bytes.
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Result<Self, WebhookError> {
        self.keys.push(read_key(&secret.into())?);
        Ok(self)
    }

    /// Sets how far a message's timestamp may be in the past or future; 5 minutes by default.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies a message: its signature, and that its timestamp is close to the current time.
    ///
    /// # Errors
    /// [`WebhookError`] if a header is missing or invalid, the timestamp is outside the tolerance, or no
    /// signature matches. Respond with status 400 and ignore the message.
    pub fn verify<'m>(
        &self,
        headers: &'m HeaderMap,
        body: &'m [u8],
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// Verifies a message at another time than the current one: for tests, and for messages that were
    /// queued.
    ///
    /// # Errors
    /// The same as [`verify`](Self::verify).
    pub fn verify_at<'m>(
        &self,
        headers: &'m HeaderMap,
        body: &'m [u8],
        now: SystemTime,
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        let id = read_header(headers, ["svix-id", "webhook-id"])?;
        let timestamp = read_header(headers, ["svix-timestamp", "webhook-timestamp"])?;
        let signatures = read_headers(headers, ["svix-signature", "webhook-signature"])?;
        self.check(id, timestamp, &signatures, body, now)
    }

    /// Verifies a message whose headers are given as strings, for any HTTP library. See
    /// [`verify`](Self::verify).
    ///
    /// # Errors
    /// The same as [`verify`](Self::verify). An empty part counts as a missing header.
    pub fn verify_parts<'m>(
        &self,
        parts: MessageParts<'m>,
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        self.verify_parts_at(parts, SystemTime::now())
    }

    /// Verifies a message whose headers are given as strings at another time than the current one. See
    /// [`verify_at`](Self::verify_at).
    ///
    /// # Errors
    /// The same as [`verify_parts`](Self::verify_parts).
    pub fn verify_parts_at<'m>(
        &self,
        parts: MessageParts<'m>,
        now: SystemTime,
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        let MessageParts { id, timestamp, signatures, body } = parts;
        let headers =
            [("svix-id", id), ("svix-timestamp", timestamp), ("svix-signature", signatures)];
        match headers.into_iter().find(|(_, value)| value.is_empty()) {
            Some((name, _)) => Err(WebhookError::MissingHeader { name }),
            None => self.check(id, timestamp, signatures, body, now),
        }
    }

    fn check<'m>(
        &self,
        id: &'m str,
        seconds: &str,
        signatures: &str,
        body: &'m [u8],
        now: SystemTime,
    ) -> Result<WebhookMessage<'m>, WebhookError> {
        let timestamp = read_timestamp(seconds)?;
        self.check_timestamp(timestamp, now)?;
        // The signed text joins the parts with full stops: if an ID could contain one, a signature would
        // match several messages.
        if id.contains('.') {
            return Err(WebhookError::NoMatchingSignature);
        }
        let signed = [id.as_bytes(), b".", seconds.as_bytes(), b".", body];
        if !self.keys.iter().any(|key| matches_any(key, &signed, signatures)) {
            return Err(WebhookError::NoMatchingSignature);
        }
        Ok(WebhookMessage { id, timestamp, body })
    }

    fn check_timestamp(&self, timestamp: SystemTime, now: SystemTime) -> Result<(), WebhookError> {
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
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| WebhookError::InvalidSecret)?;
    let bytes = Zeroizing::new(bytes);
    match bytes.len() {
        0 => Err(WebhookError::InvalidSecret),
        1..MIN_SECRET => Err(WebhookError::ShortSecret),
        _ => Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes)),
    }
}

/// Returns the header by the first of its names that is present.
fn read_header<'m>(
    headers: &'m HeaderMap,
    names: [&'static str; 2],
) -> Result<&'m str, WebhookError> {
    let value = names.iter().find_map(|name| headers.get(*name));
    let text = value.and_then(|value| value.to_str().ok());
    text.ok_or(WebhookError::MissingHeader { name: names[0] })
}

/// Returns the values of all headers of these names, joined with spaces. A sender or a proxy may repeat the
/// header instead of listing several signatures in one.
fn read_headers(headers: &HeaderMap, names: [&'static str; 2]) -> Result<String, WebhookError> {
    let values = names.iter().flat_map(|name| headers.get_all(*name));
    let texts: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
    if texts.is_empty() {
        return Err(WebhookError::MissingHeader { name: names[0] });
    }
    Ok(texts.join(" "))
}

fn read_timestamp(seconds: &str) -> Result<SystemTime, WebhookError> {
    let seconds = seconds.parse().map_err(|_| WebhookError::InvalidTimestamp)?;
    let since_epoch = Duration::from_secs(seconds);
    SystemTime::UNIX_EPOCH.checked_add(since_epoch).ok_or(WebhookError::InvalidTimestamp)
}

/// Whether one of `signatures` is the HMAC of the parts with `key`.
///
/// Signatures are separated by spaces, or by commas where a header was repeated and a gateway has joined its
/// values: a signature is what follows the version `v1`.
///
/// The parts are hashed once, however many signatures a message has. The library cannot compare two hashes
/// in constant time, only verify a message's HMAC: so the hash is signed again, and each signature is
/// verified as the message of that HMAC.
fn matches_any(key: &hmac::Key, parts: &[&[u8]], signatures: &str) -> bool {
    let mut context = hmac::Context::with_key(key);
    for part in parts {
        context.update(part);
    }
    let expected = hmac::sign(key, context.sign().as_ref());
    let items = || signatures.split([' ', ',']).filter(|item| !item.is_empty());
    let versions = items().zip(items().skip(1));
    versions
        .filter(|(version, _)| *version == "v1")
        .filter_map(|(_, signature)| BASE64_STANDARD.decode(signature).ok())
        .any(|signature| hmac::verify(key, &signature, expected.as_ref()).is_ok())
}

/// A message that is not yet verified, for [`Webhook::verify_parts`].
#[derive(Clone, Copy)]
pub struct MessageParts<'m> {
    /// The header `svix-id` or `webhook-id`.
    pub id: &'m str,
    /// The header `svix-timestamp` or `webhook-timestamp`.
    pub timestamp: &'m str,
    /// The header `svix-signature` or `webhook-signature`. If it is repeated, join its values with spaces or
    /// commas.
    pub signatures: &'m str,
    /// The body, unchanged.
    pub body: &'m [u8],
}

impl fmt::Debug for MessageParts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageParts")
            .field("id", &Escaped(&self.id))
            .field("timestamp", &Escaped(&self.timestamp))
            .field("signatures", &Escaped(&self.signatures))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A verified message. `Debug` shows the size of its body, not its content.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WebhookMessage<'m> {
    /// The message's ID; the same each time the message is sent.
    pub id: &'m str,
    /// When the message was sent, in whole seconds.
    pub timestamp: SystemTime,
    /// The body, unchanged.
    pub body: &'m [u8],
}

impl<'m> WebhookMessage<'m> {
    /// Decodes the event in the body.
    ///
    /// An unknown action, source or type of object is not an error: each is kept as text, and an unknown or
    /// unexpected object as [`EventObject::Other`].
    ///
    /// # Errors
    /// [`serde_json::Error`] if the body is not a JSON object, or if one of its documented members has another
    /// type. The body is still in [`body`](Self::body).
    pub fn event(&self) -> Result<Event, serde_json::Error> {
        Event::from_json(self.body)
    }

    /// Deserializes the body, as [`Json`](crate::Json) or your own type.
    ///
    /// # Errors
    /// [`serde_json::Error`] if the body is not JSON of that type.
    pub fn json<T: Deserialize<'m>>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body)
    }
}

impl fmt::Debug for WebhookMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookMessage")
            .field("id", &Escaped(&self.id))
            .field("timestamp", &self.timestamp)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests;
