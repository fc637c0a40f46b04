//! What an HTTP/2 stream that ended without a response proves about its request, by RFC 9113, section 8.7.

use std::error::Error;

use h2::Reason;

/// How a stream ended before the response began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamEnd {
    /// The connection was closed before the request was handed to it.
    NotStarted,
    /// A GOAWAY frame, whose last stream is below this one.
    AboveGoAway,
    /// A `RST_STREAM` frame of the server, with its code.
    Reset(Reason),
    /// Anything else, such as a lost connection, also after a GOAWAY that includes this stream.
    Lost,
}

impl StreamEnd {
    /// Reads the end from the error of a request that has received no part of a response.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let mut source = error.source();
        while let Some(error) = source {
            if let Some(error) = error.downcast_ref::<hyper::Error>()
                && (error.is_canceled() || error.is_closed())
            {
                return Self::NotStarted;
            }
            if let Some(error) = error.downcast_ref::<h2::Error>() {
                // h2 reports a GOAWAY of the server only for the streams above its last one. The others end with
                // their response or with the connection.
                return match error.reason() {
                    _ if !error.is_remote() => Self::Lost,
                    _ if error.is_go_away() => Self::AboveGoAway,
                    Some(reason) if error.is_reset() => Self::Reset(reason),
                    _ => Self::Lost,
                };
            }
            source = error.source();
        }
        Self::Lost
    }

    /// Whether the request was certainly not processed.
    pub(crate) fn is_unprocessed(self) -> bool {
        match self {
            Self::NotStarted | Self::AboveGoAway => true,
            Self::Reset(reason) => reason == Reason::REFUSED_STREAM,
            Self::Lost => false,
        }
    }
}
