//! The rows of a bulk run whose endpoint is known only at run time (feature `json`).

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use crate::{
    Error, Json, JsonCall, Metadata,
    bulk::request::{BulkRequest, CallSettings},
    schema::EndpointSpec,
};

/// A request of [`Client::bulk_json`](crate::Client::bulk_json): an endpoint and the fields of one call.
///
/// `Debug` shows the endpoint, not the fields, which may be secrets.
#[derive(Clone)]
pub struct JsonRequest {
    endpoint: &'static EndpointSpec,
    fields: Metadata,
}

impl JsonRequest {
    pub(super) fn new(endpoint: &'static EndpointSpec, fields: Metadata) -> Self {
        Self { endpoint, fields }
    }

    /// Returns the endpoint.
    pub fn endpoint(&self) -> &'static EndpointSpec {
        self.endpoint
    }

    /// Returns the fields, by their names in the API. They may not fit the endpoint: this is checked when the
    /// request is sent.
    pub fn fields(&self) -> &Metadata {
        &self.fields
    }
}

impl BulkRequest for JsonRequest {
    type Response = Json;

    fn send(self, settings: &CallSettings) -> impl Future<Output = Result<Json, Error>> + Send {
        let CallSettings { inner, options } = settings;
        JsonCall::with_options(inner, self.endpoint, self.fields, options.clone()).into_future()
    }
}

impl fmt::Debug for JsonRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonRequest")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .finish_non_exhaustive()
    }
}

/// Rows of fields as rows of requests.
pub(super) struct JsonRows<S> {
    endpoint: &'static EndpointSpec,
    rows: Pin<Box<S>>,
}

impl<S> JsonRows<S> {
    pub(super) fn new(endpoint: &'static EndpointSpec, rows: S) -> Self {
        Self { endpoint, rows: Box::pin(rows) }
    }
}

impl<S: Stream<Item = (String, Metadata)>> Stream for JsonRows<S> {
    type Item = (String, JsonRequest);

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let row = ready!(self.rows.as_mut().poll_next(context));
        Poll::Ready(row.map(|(key, fields)| (key, JsonRequest::new(self.endpoint, fields))))
    }
}
