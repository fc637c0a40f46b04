//! Calls whose endpoint and fields are known at run time only (feature `json`).

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use crate::{
    Client, Error, Json, Metadata, RetryPolicy,
    client::{
        Inner,
        call::CallOptions,
        send::{Execution, decode},
    },
    codec::{
        decode_json,
        validate::{Misfit, Strings, check_object},
    },
    error::RequestError,
    http::pool::Connections,
    schema::{EndpointSpec, Object},
};

impl Client {
    /// Makes the call of an endpoint that is known at run time only, from one JSON object of its
    /// fields, wherever they travel: the table knows which go into the path, the query, the headers
    /// and the body (feature `json`).
    ///
    /// A field that is not known, lacks or has the wrong type fails the call before anything is sent;
    /// of an enum any string is taken. The answer is JSON as it came, checked by the table of the
    /// response.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_api::{Json, catalog::Catalog};
    ///
    /// let endpoint = Catalog::stytch().find("b2b.organizations.get")?;
    /// let fields = [("organization_id".to_owned(), Json::from("acme"))];
    /// let answer = client.send_json(endpoint, fields.into_iter().collect()).await?;
    /// println!("{}", answer["organization"]["organization_name"]);
    /// # Ok(()) }
    /// ```
    pub fn send_json(&self, endpoint: &'static EndpointSpec, fields: Metadata) -> JsonCall<'_> {
        let request = request(endpoint, fields);
        JsonCall { client: self, endpoint, request, options: CallOptions::default() }
    }
}

/// The request with these fields.
fn request(
    endpoint: &'static EndpointSpec,
    fields: Metadata,
) -> Result<Box<dyn Object>, RequestError> {
    let table = (endpoint.request)();
    let refused = |path: &str, problem: &str| {
        let outer = path.split(['.', '[']).next().unwrap_or_default();
        let field = table.fields.iter().map(|field| field.wire_name).find(|name| *name == outer);
        let problem = match field {
            // The error names the field.
            Some(_) if outer == path => problem.to_owned(),
            _ => format!("`{path}`: {problem}"),
        };
        RequestError { field, ..RequestError::new(endpoint, problem) }
    };
    check_object(table, &fields, Strings::Any)
        .map_err(|Misfit { path, problem }| refused(&path, &problem))?;
    let mut request = table.instance();
    decode_json(request.as_mut(), Json::Object(fields))
        .map_err(|problem| refused(&problem.path, &problem.message))?;
    Ok(request)
}

/// A call from JSON, made when it is awaited; begun by [`Client::send_json`] (feature `json`).
///
/// Without tokio, feature `blocking` makes the same call with `.wait()` in place of `.await`.
#[must_use = "a call does nothing until it is awaited"]
pub struct JsonCall<'c> {
    client: &'c Client,
    endpoint: &'static EndpointSpec,
    request: Result<Box<dyn Object>, RequestError>,
    options: CallOptions,
}

impl JsonCall<'_> {
    /// As [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout(timeout);
        self
    }

    /// As [`Call::retries`](crate::Call::retries).
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries(self.client, retries);
        self
    }

    /// As [`Call::retry_policy`](crate::Call::retry_policy).
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry_policy(policy);
        self
    }

    /// As [`Call::header`](crate::Call::header).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.header(name, value);
        self
    }

    /// Makes the call and waits for its answer. This blocks the thread: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<Json, Error> {
        crate::client::blocking::wait(self.endpoint, self.start(Connections::Blocking))
    }

    fn start(self, connections: Connections) -> JsonCallFuture {
        let Self { client, endpoint, request, options } = self;
        let inner = client.inner().clone();
        let course = request.map(|request| {
            (options.execution(client, endpoint, request.as_ref(), connections), request)
        });
        JsonCallFuture { course, inner, endpoint }
    }
}

/// Shows the endpoint and how it is called, not the request.
impl fmt::Debug for JsonCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.show("JsonCall", self.endpoint, f)
    }
}

impl IntoFuture for JsonCall<'_> {
    type Output = Result<Json, Error>;
    type IntoFuture = JsonCallFuture;

    fn into_future(self) -> JsonCallFuture {
        self.start(Connections::Async)
    }
}

/// A call from JSON under way. It borrows nothing, so that it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct JsonCallFuture {
    /// The request is kept for its secrets, which an error must not repeat.
    course: Result<(Execution, Box<dyn Object>), RequestError>,
    inner: Arc<Inner>,
    endpoint: &'static EndpointSpec,
}

impl Future for JsonCallFuture {
    type Output = Result<Json, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { course, inner, endpoint } = &mut *self;
        let (execution, request) = match course {
            Ok(course) => course,
            Err(refused) => return Poll::Ready(Err(refused.clone().into())),
        };
        let reply = ready!(execution.as_mut().poll(context))?;
        let body = reply.body.clone();
        let mut response = (endpoint.response)().instance();
        decode(endpoint, inner, request.as_ref(), reply, response.as_mut())?;
        // What the table could read is JSON, but for "no content".
        Poll::Ready(Ok(serde_json::from_slice(&body).unwrap_or(Json::Object(Metadata::new()))))
    }
}

impl fmt::Debug for JsonCallFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonCallFuture").finish_non_exhaustive()
    }
}
