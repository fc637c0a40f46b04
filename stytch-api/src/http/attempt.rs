//! One attempt: an HTTP request out, a whole answer or a failure back.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{Url, header::HeaderMap};

use crate::{
    codec::{encode_body, request},
    error::{RequestError, TransportKind},
    schema::{BodyFormat, EndpointSpec, Method, Object},
};

/// A request, ready to be sent any number of times.
pub(crate) struct Prepared {
    pub(crate) endpoint: &'static EndpointSpec,
    url: Url,
    /// Those beside the client's own; they go before these.
    pub(crate) headers: HeaderMap,
    body: Option<Bytes>,
}

impl Prepared {
    /// Puts each field of `request` where it travels, below `base`.
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        request: &dyn Object,
        base: &Url,
    ) -> Result<Self, RequestError> {
        let misplaced = |error| RequestError::misplaced(endpoint, &error);
        let prefix = base.path().trim_end_matches('/');
        let path = request::place_path(prefix, endpoint, request).map_err(misplaced)?;
        let query = request::place_query(request).map_err(misplaced)?;
        let mut url = base.clone();
        url.set_path(&path);
        if !query.is_empty() {
            url.set_query(Some(&query));
        }
        let body = prepare_body(endpoint, request)?;
        let mut headers = HeaderMap::new();
        request::place_headers(request, &mut headers).map_err(misplaced)?;
        Ok(Self { endpoint, url, headers, body })
    }
}

fn prepare_body(
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
) -> Result<Option<Bytes>, RequestError> {
    let body = match endpoint.body {
        BodyFormat::None => return Ok(None),
        BodyFormat::Json => encode_body(request)
            .map_err(|error| RequestError::new(endpoint, format!("its body: {error}")))?,
        BodyFormat::Form => request::place_form(request)
            .map_err(|error| RequestError::misplaced(endpoint, &error))?
            .into_bytes(),
    };
    Ok(Some(Bytes::from(body)))
}

/// A whole answer, whatever its status.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// An attempt without a whole answer.
pub(crate) struct Failure {
    pub(crate) kind: TransportKind,
    pub(crate) status: Option<u16>,
    pub(crate) body: Bytes,
    /// Without its URL, which holds path values. `None` where we gave up, not the network.
    pub(crate) source: Option<reqwest::Error>,
}

/// Sends `prepared` once, with `headers`, and reads the whole answer: in `timeout` and of `limit` bytes
/// at the most.
pub(crate) async fn send(
    http: &reqwest::Client,
    prepared: &Prepared,
    headers: HeaderMap,
    timeout: Duration,
    limit: usize,
) -> Result<Reply, Failure> {
    let method = match prepared.endpoint.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    };
    let mut request = reqwest::Request::new(method, prepared.url.clone());
    *request.timeout_mut() = Some(timeout);
    *request.headers_mut() = headers;
    for (name, value) in &prepared.headers {
        request.headers_mut().insert(name.clone(), value.clone());
    }
    *request.body_mut() = prepared.body.clone().map(reqwest::Body::from);
    let response = http.execute(request).await.map_err(|source| Failure {
        kind: failure_kind(&source, TransportKind::NoAnswer),
        status: None,
        body: Bytes::new(),
        source: Some(source.without_url()),
    })?;
    read(response, limit).await
}

/// Reads chunk by chunk, so that what came of a broken answer is kept.
async fn read(mut response: reqwest::Response, limit: usize) -> Result<Reply, Failure> {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let mut body = Received::default();
    let failure = |kind, body: Received, source| Failure {
        kind,
        status: Some(status),
        body: body.into_bytes(),
        source,
    };
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > limit => {
                return Err(failure(TransportKind::TooLarge, body, None));
            }
            Ok(Some(chunk)) => body.push(chunk),
            Ok(None) => return Ok(Reply { status, headers, body: body.into_bytes() }),
            Err(source) => {
                let kind = failure_kind(&source, TransportKind::Body);
                return Err(failure(kind, body, Some(source.without_url())));
            }
        }
    }
}

/// What has come of a body. Most come in one chunk, which is passed on as it is.
#[derive(Default)]
struct Received {
    first: Bytes,
    all: BytesMut,
}

impl Received {
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

fn failure_kind(error: &reqwest::Error, otherwise: TransportKind) -> TransportKind {
    if error.is_connect() {
        TransportKind::Connect
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else {
        otherwise
    }
}
