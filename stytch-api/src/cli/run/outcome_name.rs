//! The names of outcomes in reports and summaries.

use crate::{Error, TransportKind, bulk::Outcome};

/// Returns the name of an outcome.
pub(crate) fn outcome_name<R>(outcome: &Outcome<R>) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Unreadable(_) => "unreadable",
        Outcome::Refused(_) => "refused",
        Outcome::Unknown(_) => "unknown",
        Outcome::Skipped => "skipped",
        Outcome::Resolved => "resolved",
        Outcome::Duplicate => "duplicate",
    }
}

/// Returns what went wrong, in a word that can be counted: Stytch's `error_type`, or else what kind of error
/// it is. It contains no value of the request.
pub(crate) fn cause(error: &Error) -> String {
    if let Some(error_type) = error.error_type() {
        return error_type.to_string();
    }
    match error {
        Error::Transport(error) if error.attempts == 0 => "not sent: rate limit".to_owned(),
        Error::Transport(error) => match error.kind {
            TransportKind::Connect => "no connection",
            TransportKind::Unprocessed => "not processed",
            TransportKind::Timeout => "timeout",
            TransportKind::NoResponse => "no response",
            TransportKind::Body => "incomplete response",
            TransportKind::TooLarge => "response too large",
            TransportKind::NotReady => "not sent: layer",
            TransportKind::Layer => "layer failed",
        }
        .to_owned(),
        Error::Api(error) => format!("status {}", error.status),
        Error::Decode(_) => "unreadable response".to_owned(),
        Error::Request(_) => "invalid request".to_owned(),
        Error::Config(_)
        | Error::Token(_)
        | Error::Unavailable(_)
        | Error::Webhook(_)
        | Error::StartUrl(_)
        | Error::Pkce(_)
        | Error::UnknownEndpoint(_)
        | Error::Authenticator(_)
        | Error::Journal(_) => "other error".to_owned(),
    }
}
