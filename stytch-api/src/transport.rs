//! One attempt: an HTTP request out, a whole answer or a failure back.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{
    Url,
    header::{CONTENT_TYPE, HeaderMap, HeaderValue},
};

use crate::{
    endpoint::{BodyFormat, EndpointSpec},
    engine::{encode_body, place},
    error::{RequestError, TransportKind},
    table::Object,
};

/// A request, ready to be sent any number of times.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) endpoint: &'static EndpointSpec,
    url: Url,
    pub(crate) headers: HeaderMap,
    body: Option<Bytes>,
}

impl Prepared {
    /// Puts each field of `request` where it travels. `base` has no slash at its end.
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        request: &dyn Object,
        base: &str,
    ) -> Result<Self, RequestError> {
        let misplaced = |error| RequestError::misplaced(endpoint, &error);
        let mut address =
            format!("{base}{}", place::place_path(endpoint, request).map_err(misplaced)?);
        let query = place::place_query(request).map_err(misplaced)?;
        if !query.is_empty() {
            address.push('?');
            address.push_str(&query);
        }
        let url = Url::parse(&address)
            .map_err(|error| RequestError::new(endpoint, format!("its URL is invalid: {error}")))?;
        let mut headers = HeaderMap::with_capacity(8);
        let body = prepare_body(endpoint, request, &mut headers)?;
        place::place_headers(request, &mut headers).map_err(misplaced)?;
        Ok(Self { endpoint, url, headers, body })
    }
}

fn prepare_body(
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
    headers: &mut HeaderMap,
) -> Result<Option<Bytes>, RequestError> {
    let (content_type, body) = match endpoint.body {
        BodyFormat::None => return Ok(None),
        BodyFormat::Json => {
            let body = encode_body(request)
                .map_err(|error| RequestError::new(endpoint, format!("its body: {error}")))?;
            ("application/json", body)
        }
        BodyFormat::Form => {
            let body = place::place_form(request)
                .map_err(|error| RequestError::misplaced(endpoint, &error))?;
            ("application/x-www-form-urlencoded", body.into_bytes())
        }
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
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
    pub(crate) source: reqwest::Error,
}

/// Sends `prepared` once and reads the whole answer, in `timeout` at the most.
pub(crate) async fn send(
    http: &reqwest::Client,
    prepared: &Prepared,
    timeout: Duration,
) -> Result<Reply, Failure> {
    let method = match prepared.endpoint.method {
        crate::endpoint::Method::Get => reqwest::Method::GET,
        crate::endpoint::Method::Post => reqwest::Method::POST,
        crate::endpoint::Method::Put => reqwest::Method::PUT,
        crate::endpoint::Method::Patch => reqwest::Method::PATCH,
        crate::endpoint::Method::Delete => reqwest::Method::DELETE,
    };
    let mut request = reqwest::Request::new(method, prepared.url.clone());
    *request.timeout_mut() = Some(timeout);
    request.headers_mut().clone_from(&prepared.headers);
    *request.body_mut() = prepared.body.clone().map(reqwest::Body::from);
    let response = http.execute(request).await.map_err(|source| Failure {
        kind: failure_kind(&source, TransportKind::NoAnswer),
        status: None,
        body: Bytes::new(),
        // The URL holds path values.
        source: source.without_url(),
    })?;
    read(response).await
}

/// Reads chunk by chunk, so that what came of a broken answer is kept.
async fn read(mut response: reqwest::Response) -> Result<Reply, Failure> {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let mut body = BytesMut::new();
    let mut first = Bytes::new();
    loop {
        match response.chunk().await {
            // Most answers come in one chunk, which is passed on as it is.
            Ok(Some(chunk)) if first.is_empty() && body.is_empty() => first = chunk,
            Ok(Some(chunk)) => {
                body.extend_from_slice(&std::mem::take(&mut first));
                body.extend_from_slice(&chunk);
            }
            Ok(None) => return Ok(Reply { status, headers, body: whole(first, body) }),
            Err(source) => {
                return Err(Failure {
                    kind: failure_kind(&source, TransportKind::Body),
                    status: Some(status),
                    body: whole(first, body),
                    source: source.without_url(),
                });
            }
        }
    }
}

fn whole(first: Bytes, body: BytesMut) -> Bytes {
    if body.is_empty() { first } else { body.freeze() }
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
