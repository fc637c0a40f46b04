//! The sandbox's response type and its conversion to hyper's.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use hyper::{
    Response, StatusCode,
    body::{Body, Frame, SizeHint},
};
use reqwest::header::{
    CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
    TRANSFER_ENCODING,
};

use crate::{Json, Secret, sandbox::store::problem::Problem};

/// Headers that hyper sets; it panics if a response sets them too.
const FRAMING_HEADERS: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];

/// A response before it is sent.
pub(crate) struct SandboxResponse {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
}

impl SandboxResponse {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let headers =
            HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Self { status, headers, body: body.into() }
    }

    pub(crate) fn json(status: u16, body: &Json) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// Sends a browser to a URL.
    pub(crate) fn redirect(location: &Secret) -> Self {
        Self::custom(302, &[("location".to_owned(), location.expose().to_owned())], Vec::new())
    }

    pub(crate) fn problem(problem: &Problem, request_id: &str) -> Self {
        Self::json(problem.status, &problem.to_json(request_id))
    }

    /// The response of `Fault::Respond`; status 500 with the reason if it is invalid.
    pub(crate) fn custom(status: u16, headers: &[(String, String)], body: Vec<u8>) -> Self {
        // hyper does not send a 1xx status as a response.
        if !(200..1000).contains(&status) {
            return Self::new(500, "text/plain", "Fault::Respond: the status must be 200 to 999");
        }
        let mut response = Self { status, headers: HeaderMap::new(), body: body.into() };
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) else {
                return Self::new(500, "text/plain", "Fault::Respond: a header is invalid");
            };
            if FRAMING_HEADERS.contains(&name) {
                let reason = format!("Fault::Respond: the server sets the header {name}; omit it");
                return Self::new(500, "text/plain", reason);
            }
            response.headers.append(name, value);
        }
        response
    }

    /// Sets `Retry-After`, in seconds rounded up.
    pub(crate) fn retry_after(mut self, wait: Option<Duration>) -> Self {
        if let Some(wait) = wait {
            let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
            self.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        self
    }

    /// Marks the response of an endpoint without state.
    pub(crate) fn shape_only(mut self) -> Self {
        self.headers.insert("stytch-sandbox", HeaderValue::from_static("shape-only"));
        self
    }

    /// The response with its whole body.
    pub(crate) fn into_complete(self) -> Result<Response<ResponseBody>, io::Error> {
        let body = ResponseBody {
            length: self.body.len() as u64,
            first: Some(self.body.clone()),
            rest: Rest::Nothing,
        };
        self.into_response(body)
    }

    /// The response with the first half of its body, after which the connection is closed.
    pub(crate) fn into_truncated(self) -> Result<Response<ResponseBody>, io::Error> {
        let length = self.body.len();
        let body = ResponseBody {
            length: length as u64,
            first: Some(self.body.slice(..length / 2)),
            rest: Rest::Flush,
        };
        self.into_response(body)
    }

    fn into_response(self, body: ResponseBody) -> Result<Response<ResponseBody>, io::Error> {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).map_err(io::Error::other)?;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// A body that can end before the length that its head announced.
pub(crate) struct ResponseBody {
    first: Option<Bytes>,
    rest: Rest,
    length: u64,
}

/// What follows the first part of a body.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    /// One pending poll, so that hyper sends the first part. On an error it discards unsent data.
    Flush,
    Fail,
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match self.rest {
            Rest::Nothing => Poll::Ready(None),
            Rest::Flush => {
                self.rest = Rest::Fail;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Rest::Fail => Poll::Ready(Some(Err(io::Error::other("disconnected by a fault")))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.rest, Rest::Nothing) && self.first.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
