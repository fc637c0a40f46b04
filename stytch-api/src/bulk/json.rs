//! The rows of a bulk run whose endpoint is known only at run time (feature `json`).

use std::fmt;

use crate::{
    Error, Json, JsonCall, Metadata,
    bulk::request::{BulkRequest, CallSettings},
    schema::EndpointSpec,
};

/// A request of [`Client::bulk_json`](crate::Client::bulk_json): an endpoint and a JSON object of its fields.
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
