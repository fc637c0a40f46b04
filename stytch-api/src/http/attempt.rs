//! One attempt: sends an HTTP request and returns a complete response or an error.

use std::{error::Error, fmt, time::Duration};

use bytes::{Bytes, BytesMut};
use reqwest::{Url, header::HeaderMap};

#[cfg(feature = "http2")]
use crate::http::retry::stream_end::StreamEnd;
use crate::{
    codec::{check_ids, encode_body, request},
    error::{RequestError, TransportKind},
    schema::{BodyFormat, EndpointSpec, Method, Object},
};

/// An undecoded response.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The HTTP status, of any class.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body. It may contain secrets.
    pub body: Bytes,
}

/// Shows neither headers nor body.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A request that can be sent any number of times.
pub(crate) struct PreparedRequest {
    pub(crate) endpoint: &'static EndpointSpec,
    url: Url,
    /// The request's own headers, which take precedence over the client's.
    pub(crate) headers: HeaderMap,
    body: Option<Bytes>,
}

impl PreparedRequest {
    /// Places each field of `request` in the URL, the headers or the body.
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        request: &dyn Object,
        base: &Url,
    ) -> Result<Self, RequestError> {
        let invalid = |error| RequestError::invalid_field(endpoint, &error);
        check_ids(request).map_err(invalid)?;
        let prefix = base.path().trim_end_matches('/');
        let path = request::encode_path(prefix, endpoint, request).map_err(invalid)?;
        let query = request::encode_query(request).map_err(invalid)?;
        let mut url = base.clone();
        url.set_path(&path);
        if !query.is_empty() {
            url.set_query(Some(&query));
        }
        let body = prepare_body(endpoint, request)?;
        let mut headers = HeaderMap::new();
        request::encode_headers(request, &mut headers).map_err(invalid)?;
        Ok(Self { endpoint, url, headers, body })
    }

    /// Returns the HTTP request, with the client's `headers`.
    pub(crate) fn to_request(&self, headers: HeaderMap, timeout: Duration) -> reqwest::Request {
        let method = match self.endpoint.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = reqwest::Request::new(method, self.url.clone());
        *request.timeout_mut() = Some(timeout);
        *request.headers_mut() = headers;
        for (name, value) in &self.headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        *request.body_mut() = self.body.clone().map(reqwest::Body::from);
        request
    }

    /// Returns the body, or an empty one if the request has no body.
    pub(crate) fn body(&self) -> Bytes {
        self.body.clone().unwrap_or_default()
    }

    /// Returns the URL, which contains path values.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the host of the URL, with its port unless that is the scheme's default.
    pub(crate) fn host(&self) -> Option<String> {
        let host = self.url.host_str()?;
        Some(match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        })
    }
}

fn prepare_body(
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
) -> Result<Option<Bytes>, RequestError> {
    let body = match endpoint.body {
        BodyFormat::None => return Ok(None),
        BodyFormat::Json => encode_body(request).map_err(|error| {
            RequestError::new(endpoint, format!("the body cannot be encoded: {error}"))
        })?,
        BodyFormat::Form => request::encode_form(request)
            .map_err(|error| RequestError::invalid_field(endpoint, &error))?,
    };
    Ok(Some(body.into_bytes()))
}

/// Why an attempt has no complete response.
pub struct AttemptError {
    pub(crate) kind: TransportKind,
    /// The status, if the response's head arrived.
    pub(crate) status: Option<u16>,
    /// The part of the body that arrived.
    pub(crate) body: Bytes,
    /// Without its URL, which contains path values. `None` if the client gave up, not the network.
    pub(crate) cause: Option<reqwest::Error>,
    /// The error of a layer.
    pub(crate) layer_error: Option<Box<dyn Error + Send + Sync>>,
}

impl AttemptError {
    /// Creates an error without a response and without a cause.
    pub(crate) fn new(kind: TransportKind) -> Self {
        Self { kind, status: None, body: Bytes::new(), cause: None, layer_error: None }
    }

    /// Returns why there is no complete response.
    pub fn kind(&self) -> TransportKind {
        self.kind
    }

    /// Returns the status, if the response broke off after its head.
    pub fn status(&self) -> Option<u16> {
        self.status
    }
}

impl fmt::Display for AttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.description())
    }
}

/// Does not show the body.
impl fmt::Debug for AttemptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptError")
            .field("kind", &self.kind)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Error for AttemptError {}

/// Sends `prepared` once with the client's `headers` and reads the whole response, which may take
/// `timeout` and be `limit` bytes long.
pub(crate) async fn send(
    http: &reqwest::Client,
    prepared: &PreparedRequest,
    headers: HeaderMap,
    timeout: Duration,
    limit: usize,
) -> Result<RawResponse, AttemptError> {
    execute(http, prepared.to_request(headers, timeout), limit).await
}

/// Sends `request` and reads the whole response, up to `limit` bytes.
pub(crate) async fn execute(
    http: &reqwest::Client,
    request: reqwest::Request,
    limit: usize,
) -> Result<RawResponse, AttemptError> {
    let response = http.execute(request).await.map_err(|error| {
        let kind = transport_kind(&error, without_response(&error));
        AttemptError { cause: Some(error.without_url()), ..AttemptError::new(kind) }
    })?;
    read_response(response, limit).await
}

/// Reads the body chunk by chunk, so that the start of an incomplete one is retained.
async fn read_response(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<RawResponse, AttemptError> {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let mut body = BodyBuffer::default();
    let error = |kind, body: BodyBuffer, cause| AttemptError {
        kind,
        status: Some(status),
        body: body.into_bytes(),
        cause,
        layer_error: None,
    };
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > limit => {
                return Err(error(TransportKind::TooLarge, body, None));
            }
            Ok(Some(chunk)) => body.push(chunk),
            Ok(None) => return Ok(RawResponse { status, headers, body: body.into_bytes() }),
            Err(cause) => {
                let kind = transport_kind(&cause, TransportKind::Body);
                return Err(error(kind, body, Some(cause.without_url())));
            }
        }
    }
}

/// The chunks of a body. A single chunk, the usual case, is not copied.
#[derive(Default)]
struct BodyBuffer {
    first: Bytes,
    all: BytesMut,
}

impl BodyBuffer {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
        } else {
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
            self.all.extend_from_slice(&chunk);
        }
    }

    fn into_bytes(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

/// Tells a request that was not processed from one that may have been.
#[cfg(feature = "http2")]
fn without_response(error: &reqwest::Error) -> TransportKind {
    if StreamEnd::of(error).is_unprocessed() {
        TransportKind::Unprocessed
    } else {
        TransportKind::NoResponse
    }
}

#[cfg(not(feature = "http2"))]
fn without_response(_: &reqwest::Error) -> TransportKind {
    TransportKind::NoResponse
}

fn transport_kind(error: &reqwest::Error, otherwise: TransportKind) -> TransportKind {
    if error.is_connect() {
        TransportKind::Connect
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else {
        otherwise
    }
}
