//! What became of a row.

use crate::{
    Error, TransportKind,
    bulk::journal::entry::{Entry, State},
};

/// A row and its outcome.
#[derive(Debug)]
#[non_exhaustive]
pub struct Completed<R> {
    /// The row's key.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome<R>,
}

/// What became of a row.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome<R> {
    /// The request was carried out.
    Done(R),
    /// The request was carried out, but its response is unreadable: an [`Error::Decode`], or an
    /// [`Error::Transport`] with a 2xx status. [`Error::body`] returns what arrived, which has a `request_id`.
    Unreadable(Error),
    /// The request was not carried out: Stytch refused it, or it was not sent. The next run sends it again.
    ///
    /// If the endpoint is [safe to retry](crate::schema::RetrySafety), this is about the last attempt, and an
    /// earlier attempt of the same call may have taken effect. For example, if the response to a DELETE is
    /// lost, the retry is refused with status 404.
    Refused(Error),
    /// The request was sent, but no response shows whether it was carried out. The next run
    /// [decides](crate::bulk#unknown-outcomes). The response can be a 2xx with an unreadable body that has no
    /// `request_id`, such as the page of a proxy.
    ///
    /// Without an error, an earlier run sent it, and this one did not. The error can also be that of a
    /// [check](crate::bulk::Bulk::check_unknown), or the refusal of a repeated request.
    Unknown(Option<Error>),
    /// According to the journal, an earlier run carried it out, so nothing was sent.
    Skipped,
    /// An earlier run carried it out, as a [check](crate::bulk::Bulk::check_unknown) found, so nothing was
    /// sent.
    Resolved,
    /// This run has already had a row with this key, so nothing was sent. Only a run with a journal notices.
    Duplicate,
}

impl<R> Outcome<R> {
    pub(super) fn of_call(result: Result<R, Error>) -> Self {
        match result {
            Ok(response) => Self::Done(response),
            Err(error) => match effect(&error) {
                State::Done => Self::Unreadable(error),
                State::Refused => Self::Refused(error),
                State::Sent | State::Unknown => Self::Unknown(Some(error)),
            },
        }
    }

    /// Returns what a journal records, unless it is already recorded.
    pub(super) fn entry(&self) -> Option<Entry> {
        let state = match self {
            Self::Done(_) | Self::Unreadable(_) | Self::Resolved => State::Done,
            Self::Refused(_) => State::Refused,
            Self::Unknown(Some(_)) => State::Unknown,
            Self::Unknown(None) | Self::Skipped | Self::Duplicate => return None,
        };
        let error = self.error();
        Some(Entry {
            state,
            status: error.and_then(Error::status),
            error_type: error.and_then(Error::error_type).map(ToString::to_string),
            request_id: error.and_then(Error::request_id).map(str::to_owned),
        })
    }

    /// Returns the error, if there is one.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Unreadable(error) | Self::Refused(error) | Self::Unknown(Some(error)) => {
                Some(error)
            }
            Self::Done(_)
            | Self::Unknown(None)
            | Self::Skipped
            | Self::Resolved
            | Self::Duplicate => None,
        }
    }
}

/// Returns what an error tells about its request. It is the last attempt's error, but the earlier attempts of
/// an endpoint that is not safe to retry were certainly not carried out. On the others, they may have been.
fn effect(error: &Error) -> State {
    match error {
        Error::Decode(error) => of_success(&error.body),
        Error::Transport(error) => match (error.kind, error.status, error.attempts) {
            (_, Some(200..300), _) => of_success(&error.body),
            (_, Some(..500), _)
            | (TransportKind::Connect | TransportKind::Unprocessed | TransportKind::NotReady, ..)
            | (_, _, 0) => State::Refused,
            (
                TransportKind::Timeout
                | TransportKind::NoResponse
                | TransportKind::Body
                | TransportKind::TooLarge
                | TransportKind::Layer,
                ..,
            ) => State::Unknown,
        },
        Error::Api(error) => match error.status {
            // A gateway sends other 503s, also if its connection broke after it had forwarded the request.
            503 if error.error_type.is_some() || error.retry_after.is_some() => State::Refused,
            500.. => State::Unknown,
            _ => State::Refused,
        },
        // Nothing was sent.
        Error::Request(_) | Error::Config(_) => State::Refused,
        // No call fails with these.
        #[cfg(feature = "verify")]
        Error::Token(_)
        | Error::Unavailable(_)
        | Error::Webhook(_)
        | Error::StartUrl(_)
        | Error::Pkce(_) => State::Refused,
        #[cfg(feature = "json")]
        Error::UnknownEndpoint(_) => State::Refused,
        #[cfg(feature = "totp")]
        Error::Authenticator(_) => State::Refused,
        Error::Journal(_) => State::Refused,
    }
}

/// Returns what the unreadable body of a 2xx tells, or the part of it that arrived. Every response of Stytch
/// has a request ID. Without one, a proxy may have sent the 2xx in place of Stytch.
fn of_success(body: &[u8]) -> State {
    const NAME: &[u8] = br#""request_id""#;
    let is_from_stytch = body.windows(NAME.len()).any(|part| part == NAME);
    if is_from_stytch { State::Done } else { State::Unknown }
}
