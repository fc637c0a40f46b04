//! The sandbox's responses, and their bodies.

use std::{
    io, mem,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use hyper::{
    Response,
    body::{Body, Frame, SizeHint},
};
use reqwest::header::{CONNECTION, CONTENT_LENGTH, HeaderName, TRANSFER_ENCODING};

use crate::{
    Json,
    sandbox::store::{problem::Problem, random},
};

/// Headers that hyper sets; it panics if a response sets them too.
const FRAMING_HEADERS: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];

pub(crate) const JSON: (&str, &str) = ("content-type", "application/json");
pub(crate) const HTML: (&str, &str) = ("content-type", "text/html");
const TEXT: (&str, &str) = ("content-type", "text/plain");

/// Returns a response. If a part is invalid, which only `Fault::Respond` can cause, it has status 500 and the
/// reason.
pub(crate) fn response<'h>(
    status: u16,
    headers: impl IntoIterator<Item = (&'h str, &'h str)>,
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let builder = Response::builder().status(status);
    let builder = headers.into_iter().fold(builder, |it, (name, value)| it.header(name, value));
    let reason = match builder.body(body.into()) {
        Err(error) => error.to_string(),
        // hyper does not send a 1xx status as a response.
        Ok(built) if built.status().is_informational() => {
            "the status must be 200 to 999".to_owned()
        }
        Ok(built) => {
            let mut framing = FRAMING_HEADERS.iter();
            match framing.find(|name| built.headers().contains_key(*name)) {
                Some(name) => format!("the server sets the header {name}; omit it"),
                None => return built,
            }
        }
    };
    response(500, [TEXT], format!("Fault::Respond: {reason}"))
}

pub(crate) fn json_response(status: u16, body: &Json) -> Response<Bytes> {
    response(status, [JSON], body.to_string())
}

/// Returns the response for an error, with a request ID of its own.
pub(crate) fn problem_response(problem: &Problem) -> Response<Bytes> {
    json_response(problem.status, &problem.to_json(&random::id("request-id")))
}

/// A body that can end before the length that its head announced.
pub(crate) struct ResponseBody {
    unsent: Bytes,
    rest: Rest,
    length: u64,
}

/// What follows the first part of a body.
enum Rest {
    Nothing,
    /// One pending poll, so that hyper sends the first part. On an error it discards unsent data.
    Flush,
    Fail,
}

impl ResponseBody {
    /// The whole body.
    pub(crate) fn complete(body: Bytes) -> Self {
        Self { length: body.len() as u64, unsent: body, rest: Rest::Nothing }
    }

    /// The first half of the body, after which the connection is closed.
    pub(crate) fn truncated(mut body: Bytes) -> Self {
        let length = body.len();
        body.truncate(length / 2);
        Self { unsent: body, rest: Rest::Flush, length: length as u64 }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let unsent = mem::take(&mut self.unsent);
        if !unsent.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(unsent))));
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
        self.unsent.is_empty() && matches!(self.rest, Rest::Nothing)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
