//! Faults: failures on demand.

use std::{fmt, io, time::Duration};

use bytes::Bytes;
use hyper::Response;
use reqwest::header::RETRY_AFTER;

use crate::{
    ErrorType, Json,
    sandbox::{
        http::response::{HTML, JSON, ResponseBody, problem_response, response},
        store::{problem::Problem, random},
    },
};

/// A way for a request to fail. [`Sandbox::fail_next`](crate::sandbox::Sandbox::fail_next) makes the next
/// request fail, and [`Sandbox::fail`](crate::sandbox::Sandbox::fail) those of an endpoint.
///
/// The request is always recorded. [`Latency`](Self::Latency),
/// [`DisconnectInBody`](Self::DisconnectInBody) and [`InvalidJson`](Self::InvalidJson) also carry it
/// out, so that its changes take effect. The other faults do not.
#[derive(Clone)]
#[non_exhaustive]
pub enum Fault {
    /// The normal response after this delay.
    Latency(Duration),
    /// Status 429 with Stytch's error JSON. A client that receives several also slows down its other calls:
    /// see [`max_requests_per_second`](crate::ClientBuilder::max_requests_per_second).
    TooManyRequests {
        /// Value of `Retry-After`, rounded up to whole seconds; `None` omits the header.
        retry_after: Option<Duration>,
    },
    /// Status 500 with Stytch's error JSON.
    InternalServerError,
    /// Status 502 with an HTML page, as a proxy sends it.
    BadGateway,
    /// Status 503 with Stytch's error JSON.
    ServiceUnavailable {
        /// Value of `Retry-After`, rounded up to whole seconds; `None` omits the header.
        retry_after: Option<Duration>,
    },
    /// No response; the connection stays open.
    Hang,
    /// No response; the connection is closed.
    Disconnect,
    /// The head and the first half of the body of the normal response; then the connection is
    /// closed.
    DisconnectInBody,
    /// Status 200 with a body that is not valid JSON.
    InvalidJson,
    /// A response of your choice, such as a redirect, another status, or JSON of the wrong type.
    /// [`respond`](Self::respond) and [`error`](Self::error) are shorter.
    Respond {
        /// HTTP status, 200 to 999.
        status: u16,
        /// Names and values of headers, except `content-length`, `transfer-encoding` and
        /// `connection`, which the server sets.
        headers: Vec<(String, String)>,
        /// Body.
        body: Vec<u8>,
    },
}

/// The body of [`Fault::respond`]: text, bytes or JSON.
#[derive(Clone)]
pub struct FaultBody {
    content_type: Option<&'static str>,
    bytes: Vec<u8>,
}

impl From<&str> for FaultBody {
    fn from(text: &str) -> Self {
        text.as_bytes().to_vec().into()
    }
}

impl From<String> for FaultBody {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<Vec<u8>> for FaultBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self { content_type: None, bytes }
    }
}

impl From<Json> for FaultBody {
    fn from(body: Json) -> Self {
        let bytes = body.to_string().into_bytes();
        Self { content_type: Some("application/json"), bytes }
    }
}

/// Prints only the size, because the content may be secret.
impl fmt::Debug for FaultBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.bytes.len())
    }
}

impl Fault {
    /// Responds with this HTTP status, 200 to 999, and this body. For a JSON body, the content type is
    /// `application/json`; otherwise the header is omitted.
    ///
    /// ```
    /// use serde_json::json;
    /// use stytch_api::sandbox::Fault;
    ///
    /// let page = Fault::respond(503, "<html>Maintenance</html>");
    /// let object = Fault::respond(200, json!({ "member_id": 7 }));
    /// ```
    pub fn respond(status: u16, body: impl Into<FaultBody>) -> Self {
        let FaultBody { content_type, bytes } = body.into();
        let headers = content_type.map(|value| ("content-type".to_owned(), value.to_owned()));
        Self::Respond { status, headers: headers.into_iter().collect(), body: bytes }
    }

    /// Responds with this HTTP status and an error of this type in Stytch's format.
    ///
    /// ```
    /// use stytch_api::{ErrorType, b2b::totps::MigrateRequest, sandbox::{Fault, Sandbox}};
    ///
    /// let sandbox = Sandbox::start_blocking()?;
    /// sandbox.fail::<MigrateRequest>(Fault::error(404, ErrorType::MemberNotFound));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn error(status: u16, error_type: impl Into<ErrorType>) -> Self {
        let problem = Problem::new(status, error_type.into(), "The sandbox was told to fail.");
        Self::respond(status, problem.to_json(&random::id("request-id")))
    }

    /// Responds to a request under this fault. `carry_out` returns the normal response. On an error, the
    /// connection is closed without a response.
    pub(crate) async fn respond_to(
        self,
        carry_out: impl FnOnce() -> Response<Bytes>,
    ) -> io::Result<Response<ResponseBody>> {
        let replaced = match self {
            Self::Latency(delay) => {
                tokio::time::sleep(delay).await;
                carry_out()
            }
            Self::TooManyRequests { retry_after } => {
                let message = "Too many requests have been made.";
                failure(429, ErrorType::TooManyRequests, message, retry_after)
            }
            Self::InternalServerError => {
                let message = "Oops, something seems to have gone wrong.";
                failure(500, ErrorType::InternalServerError, message, None)
            }
            Self::BadGateway => {
                let page = "<html><head><title>502 Bad Gateway</title></head>\
                            <body><h1>502 Bad Gateway</h1></body></html>\n";
                response(502, [HTML], page)
            }
            Self::ServiceUnavailable { retry_after } => {
                let message = "The server is unavailable.";
                failure(503, ErrorType::ServerUnavailable, message, retry_after)
            }
            Self::Hang => std::future::pending().await,
            Self::Disconnect => return Err(io::Error::other("disconnected by a fault")),
            Self::DisconnectInBody => return Ok(carry_out().map(ResponseBody::truncated)),
            Self::InvalidJson => {
                carry_out();
                response(200, [JSON], "\u{1}{not json at all")
            }
            Self::Respond { status, headers, body } => {
                let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                response(status, headers, body)
            }
        };
        Ok(replaced.map(ResponseBody::complete))
    }
}

/// Stytch's error JSON, with `Retry-After` in seconds rounded up.
fn failure(
    status: u16,
    error_type: ErrorType,
    message: &str,
    retry_after: Option<Duration>,
) -> Response<Bytes> {
    let mut response = problem_response(&Problem::new(status, error_type, message));
    if let Some(wait) = retry_after {
        let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// Prints the names of headers and the size of the body, because their content may be secret.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latency(delay) => f.debug_tuple("Latency").field(delay).finish(),
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
            Self::InvalidJson => f.write_str("InvalidJson"),
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
