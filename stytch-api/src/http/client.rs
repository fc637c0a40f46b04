//! The HTTP client of a pool, with or without layers.

use std::{sync::Arc, time::Duration};

use reqwest::header::HeaderMap;

use crate::http::{
    attempt::{self, AttemptError, PreparedRequest, RawResponse},
    layer::{BoxLayer, HttpService},
};

#[derive(Clone)]
pub(crate) enum HttpClient {
    Direct(reqwest::Client),
    Layered(HttpService),
}

impl HttpClient {
    /// Wraps `client` in the layers, of which the first is the innermost. Without any, nothing is added.
    pub(crate) fn new(client: reqwest::Client, layers: &[Arc<BoxLayer>], limit: usize) -> Self {
        if layers.is_empty() {
            return Self::Direct(client);
        }
        let innermost = HttpService::new(client, limit);
        Self::Layered(layers.iter().fold(innermost, |service, layer| layer(service)))
    }

    /// Sends `prepared` once, like [`attempt::send`].
    pub(crate) async fn send(
        &self,
        prepared: &PreparedRequest,
        headers: HeaderMap,
        timeout: Duration,
        limit: usize,
    ) -> Result<RawResponse, AttemptError> {
        match self {
            Self::Direct(client) => attempt::send(client, prepared, headers, timeout, limit).await,
            Self::Layered(service) => {
                // Boxed, so that the futures of calls without layers don't grow.
                Box::pin(service.send_attempt(prepared, headers, timeout, limit)).await
            }
        }
    }
}
