//! Failures on demand.

use std::{fmt, time::Duration};

use crate::sandbox::{http::service::SandboxResponse, store::problem::Problem};

/// A way for the next request to fail; queued by [`Sandbox::next`](crate::sandbox::Sandbox::next).
///
/// The request is recorded in any case. It is carried out, its state changed, under
/// [`Latency`](Self::Latency), [`DisconnectInBody`](Self::DisconnectInBody) and
/// [`Garbage`](Self::Garbage), and left undone under all others.
#[derive(Clone)]
#[non_exhaustive]
pub enum Fault {
    /// The real answer, this much later.
    Latency(Duration),
    /// Status 429, as Stytch's rate limit answers.
    TooManyRequests {
        /// `Retry-After`, in whole seconds, rounded up; no such header when `None`.
        retry_after: Option<Duration>,
    },
    /// Status 500, with Stytch's JSON.
    InternalServerError,
    /// Status 502, with the HTML page of a proxy.
    BadGateway,
    /// Status 503, with Stytch's JSON.
    ServiceUnavailable {
        /// `Retry-After`, in whole seconds, rounded up; no such header when `None`.
        retry_after: Option<Duration>,
    },
    /// No answer, and the connection stays open.
    Hang,
    /// The connection is cut before any answer.
    Disconnect,
    /// The real answer's head and the first half of its body; then the connection is cut.
    DisconnectInBody,
    /// Status 200 with a body that is no JSON.
    Garbage,
    /// Whatever you say: a redirect, another status, JSON of the wrong shape.
    Respond {
        /// The HTTP status.
        status: u16,
        /// Names and values of headers; not `content-length`, `transfer-encoding` and `connection`,
        /// which are the server's own.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
}

/// What becomes of a request under a fault.
pub(crate) enum FaultEffect {
    /// The real answer after a wait.
    Delayed(Duration),
    /// The real answer, cut short.
    Truncated,
    /// This answer; the request is carried out before.
    Replaced(SandboxResponse),
    /// This answer at once.
    Rejected(SandboxResponse),
    /// Nothing, ever.
    NoResponse,
    /// Nothing, and the connection is cut.
    Disconnected,
}

impl Fault {
    pub(crate) fn effect(self, request_id: &str) -> FaultEffect {
        let refused = |problem: Problem, retry_after| {
            FaultEffect::Rejected(
                SandboxResponse::problem(&problem, request_id).retry_after(retry_after),
            )
        };
        match self {
            Self::Latency(wait) => FaultEffect::Delayed(wait),
            Self::TooManyRequests { retry_after } => {
                let message = "Too many requests have been made.";
                refused(Problem::new(429, "too_many_requests", message), retry_after)
            }
            Self::InternalServerError => {
                let message = "Oops, something seems to have gone wrong.";
                refused(Problem::new(500, "internal_server_error", message), None)
            }
            Self::BadGateway => {
                let page = "<html><head><title>502 Bad Gateway</title></head>\
                            <body><h1>502 Bad Gateway</h1></body></html>\n";
                FaultEffect::Rejected(SandboxResponse::new(502, "text/html", page))
            }
            Self::ServiceUnavailable { retry_after } => {
                let message = "The server is unavailable.";
                refused(Problem::new(503, "server_unavailable", message), retry_after)
            }
            Self::Hang => FaultEffect::NoResponse,
            Self::Disconnect => FaultEffect::Disconnected,
            Self::DisconnectInBody => FaultEffect::Truncated,
            Self::Garbage => FaultEffect::Replaced(SandboxResponse::new(
                200,
                "application/json",
                "\u{1}{not json at all",
            )),
            Self::Respond { status, headers, body } => {
                FaultEffect::Rejected(SandboxResponse::custom(status, &headers, body))
            }
        }
    }
}

/// Shows the size of a body, as it may hold secrets; headers by name alone.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latency(wait) => f.debug_tuple("Latency").field(wait).finish(),
            Self::TooManyRequests { retry_after } => {
                f.debug_struct("TooManyRequests").field("retry_after", retry_after).finish()
            }
            Self::InternalServerError => f.write_str("InternalServerError"),
            Self::BadGateway => f.write_str("BadGateway"),
            Self::ServiceUnavailable { retry_after } => {
                f.debug_struct("ServiceUnavailable").field("retry_after", retry_after).finish()
            }
            Self::Hang => f.write_str("Hang"),
            Self::Disconnect => f.write_str("Disconnect"),
            Self::DisconnectInBody => f.write_str("DisconnectInBody"),
            Self::Garbage => f.write_str("Garbage"),
            Self::Respond { status, headers, body } => {
                let names: Vec<_> = headers.iter().map(|(name, _)| name).collect();
                f.debug_struct("Respond")
                    .field("status", status)
                    .field("headers", &names)
                    .field("body", &format_args!("{} bytes", body.len()))
                    .finish()
            }
        }
    }
}
