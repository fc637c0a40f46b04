//! A call of an endpoint that is known only at run time, from JSON (feature `json`).

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

#[cfg(feature = "cli")]
use crate::http::attempt::PreparedRequest;
use crate::{
    Client, Error, Json, Metadata,
    client::{
        inner::Inner,
        options::{CallOptions, option_setters},
        send::{self, ResponseFuture, decode_response},
    },
    codec::{
        decode_json,
        validate::{Mismatch, Strictness, validate_object},
    },
    error::RequestError,
    http::pool::Connections,
    schema::{EndpointSpec, Object},
};

impl Client {
    /// Calls an endpoint that is known only at run time, with one JSON object of its fields (feature
    /// `json`).
    ///
    /// The object holds all fields together, whether they belong in the path, the query, the headers
    /// or the body. An unknown field, a missing required one or a value of the wrong type fails the
    /// call with [`Error::Request`] before anything is sent. An enum accepts any string.
    ///
    /// The response is returned as it was received, once it has been checked against the response's
    /// table.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{Json, catalog::Catalog};
    ///
    /// let endpoint = Catalog::stytch().find("b2b.organizations.get")?;
    /// let fields = [("organization_id".to_owned(), Json::from("acme"))];
    /// let response = client.send_json(endpoint, fields.into_iter().collect()).await?;
    /// println!("{}", response["organization"]["organization_name"]);
    /// # Ok(()) }
    /// ```
    pub fn send_json(&self, endpoint: &'static EndpointSpec, fields: Metadata) -> JsonCall<'_> {
        JsonCall::with_options(self.inner(), endpoint, fields, CallOptions::default())
    }
}

/// Builds the request that has these fields.
fn build_request(
    endpoint: &'static EndpointSpec,
    fields: Metadata,
) -> Result<Box<dyn Object>, RequestError> {
    let table = (endpoint.request)();
    let request_error = |path: &str, problem: &str| {
        let outer = path.split(['.', '[']).next().unwrap_or_default();
        let mut names = table.fields.iter().map(|field| field.wire_name);
        let field = names.find(|name| *name == outer);
        let problem = match field {
            // The error already names the field.
            Some(_) if outer == path => problem.to_owned(),
            _ => format!("`{path}`: {problem}"),
        };
        RequestError { field, ..RequestError::new(endpoint, problem) }
    };
    validate_object(table, &fields, Strictness::Lenient)
        .map_err(|Mismatch { path, problem }| request_error(&path, &problem))?;
    let mut request = table.instance();
    decode_json(request.as_mut(), Json::Object(fields))
        .map_err(|error| request_error(&error.path, &error.problem))?;
    Ok(request)
}

/// Checks the fields of a call as far as this is possible without sending it.
#[cfg(feature = "cli")]
pub(crate) fn check_fields(
    endpoint: &'static EndpointSpec,
    fields: Metadata,
) -> Result<(), RequestError> {
    let request = build_request(endpoint, fields)?;
    // Any URL will do: what a request can be invalid for does not depend on it.
    let base = reqwest::Url::parse("https://localhost").expect("a valid URL");
    PreparedRequest::new(endpoint, request.as_ref(), &base).map(drop)
}

/// A call from JSON, made when it is awaited; created by [`Client::send_json`] (feature `json`).
///
/// Without tokio, enable feature `blocking` and write `.wait()` instead of `.await`.
#[must_use = "a call does nothing until it is awaited; write `.await?`"]
pub struct JsonCall<'c> {
    inner: &'c Arc<Inner>,
    endpoint: &'static EndpointSpec,
    request: Result<Box<dyn Object>, RequestError>,
    options: CallOptions,
}

impl<'c> JsonCall<'c> {
    pub(crate) fn with_options(
        inner: &'c Arc<Inner>,
        endpoint: &'static EndpointSpec,
        fields: Metadata,
        options: CallOptions,
    ) -> Self {
        Self { inner, endpoint, request: build_request(endpoint, fields), options }
    }

    option_setters!();

    /// Makes the call and blocks the thread until it completes. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<Json, Error> {
        crate::client::blocking::wait_for_call(self.endpoint, self.start(Connections::Blocking))
    }

    fn start(self, connections: Connections) -> JsonCallFuture {
        let Self { inner, endpoint, request, options } = self;
        let started = request.map(|request| {
            let response = send::start(inner, endpoint, request.as_ref(), &options, connections);
            (response, request)
        });
        JsonCallFuture { started, inner: inner.clone(), endpoint, options }
    }
}

/// Shows the endpoint and the options, not the request.
impl fmt::Debug for JsonCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt_call("JsonCall", self.endpoint, f)
    }
}

impl IntoFuture for JsonCall<'_> {
    type Output = Result<Json, Error>;
    type IntoFuture = JsonCallFuture;

    fn into_future(self) -> JsonCallFuture {
        self.start(Connections::Async)
    }
}

/// The future of a [`JsonCall`]. It borrows nothing, so it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct JsonCallFuture {
    /// With the request, whose secrets are redacted from error messages.
    started: Result<(ResponseFuture, Box<dyn Object>), RequestError>,
    inner: Arc<Inner>,
    endpoint: &'static EndpointSpec,
    options: CallOptions,
}

impl Future for JsonCallFuture {
    type Output = Result<Json, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { started, inner, endpoint, options } = &mut *self;
        let (response, request) = match started {
            Ok(started) => started,
            Err(error) => return Poll::Ready(Err(error.clone().into())),
        };
        let raw = ready!(Pin::new(&mut *response).poll(context))?;
        let body = raw.body.clone();
        let received = (raw, &response.span);
        let mut decoded = (endpoint.response)().instance();
        decode_response(inner, endpoint, request.as_ref(), options, received, decoded.as_mut())?;
        // The table has read the body, so it is JSON, unless it is the empty body of a 204.
        Poll::Ready(Ok(serde_json::from_slice(&body).unwrap_or(Json::Object(Metadata::new()))))
    }
}

impl fmt::Debug for JsonCallFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonCallFuture").finish_non_exhaustive()
    }
}
