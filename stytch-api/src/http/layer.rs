//! Layers around each attempt: the service that they wrap, and its requests and responses.

use std::{
    error::Error,
    fmt,
    future::poll_fn,
    ops::Deref,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use reqwest::{StatusCode, header::HeaderMap};
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    error::TransportKind,
    http::attempt::{self, AttemptError, PreparedRequest, RawResponse},
};

/// How much later than the connection a layer times out, so that the connection's own error, which keeps what
/// has arrived, comes first.
const GRACE: Duration = Duration::from_millis(50);

/// The error of a layer, or an [`AttemptError`].
pub type BoxError = Box<dyn Error + Send + Sync>;

/// The request of an attempt.
pub type Request = ::http::Request<Body>;

/// The complete response to an attempt.
pub type Response = ::http::Response<Body>;

/// The future of an [`HttpService`].
pub type HttpFuture = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

/// A complete body. It may contain secrets, so `Debug` shows only its length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body(Bytes);

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Sends the request of an attempt and reads the complete response; the service that a layer wraps.
///
/// The response has any status and is not larger than
/// [`response_limit`](crate::ClientBuilder::response_limit). Without a response, the error is an [`AttemptError`],
/// or that of a layer further inside.
#[derive(Clone)]
pub struct HttpService(Arc<dyn SendAttempt>);

impl Service<Request> for HttpService {
    type Response = Response;
    type Error = BoxError;
    type Future = HttpFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> HttpFuture {
        let attempt = self.0.send(request);
        Box::pin(async { attempt.await.map_err(SendError::into_inner) })
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService").finish_non_exhaustive()
    }
}

/// A layer whose types are erased.
pub(crate) type BoxLayer = dyn Fn(HttpService) -> HttpService + Send + Sync;

/// Erases the types of `layer`.
pub(crate) fn erase<L>(layer: L) -> Arc<BoxLayer>
where
    L: Layer<HttpService> + Send + Sync + 'static,
    L::Service: Service<Request, Response = Response> + Clone + Send + Sync + 'static,
    <L::Service as Service<Request>>::Error: Into<BoxError>,
    <L::Service as Service<Request>>::Future: Send,
{
    Arc::new(move |service| HttpService(Arc::new(Layered(layer.layer(service)))))
}

impl HttpService {
    /// The innermost service.
    pub(crate) fn new(client: reqwest::Client, limit: usize) -> Self {
        Self(Arc::new(Innermost { client, limit }))
    }

    /// Sends `prepared` through all layers, like [`attempt::send`].
    pub(crate) async fn send_attempt(
        &self,
        prepared: &PreparedRequest,
        headers: HeaderMap,
        timeout: Duration,
        limit: usize,
    ) -> Result<RawResponse, AttemptError> {
        // It also fails if it is too long for the `http` crate.
        let request = ::http::Request::try_from(prepared.to_request(headers, timeout));
        let request = request.map_err(|cause| AttemptError {
            cause: Some(cause.without_url()),
            ..AttemptError::new(TransportKind::NoResponse)
        })?;
        let mut request = request.map(|_: reqwest::Body| Body(prepared.body()));
        let unconfirmed = Unconfirmed::default();
        request.extensions_mut().insert(unconfirmed.clone());
        let attempt = tokio::time::timeout(timeout.saturating_add(GRACE), self.0.send(request));
        match attempt.await {
            Ok(Ok(response)) => {
                let (parts, Body(body)) = response.into_parts();
                let status = parts.status.as_u16();
                if body.len() > limit {
                    let kind = TransportKind::TooLarge;
                    return Err(AttemptError { status: Some(status), ..AttemptError::new(kind) });
                }
                Ok(RawResponse { status, headers: parts.headers, body })
            }
            Ok(Err(error)) => Err(attempt_error(error, unconfirmed.is_none())),
            Err(_) => Err(AttemptError::new(TransportKind::Timeout)),
        }
    }
}

/// Converts the error of the outermost layer.
fn attempt_error(error: SendError, nothing_was_sent: bool) -> AttemptError {
    let layer_error =
        |kind, error| AttemptError { layer_error: Some(error), ..AttemptError::new(kind) };
    let error = match error {
        SendError::NotReady(error) => return layer_error(TransportKind::NotReady, error),
        SendError::Failed(error) => error,
    };
    match error.downcast::<AttemptError>() {
        // A layer may have sent the request before, and repeated it.
        Ok(error) if is_not_carried_out(error.kind) && !nothing_was_sent => {
            AttemptError { kind: TransportKind::NoResponse, ..*error }
        }
        Ok(error) => *error,
        Err(error) => layer_error(TransportKind::Layer, error),
    }
}

/// Whether an attempt that failed like this was certainly not carried out.
fn is_not_carried_out(kind: TransportKind) -> bool {
    matches!(kind, TransportKind::Connect | TransportKind::Unprocessed)
}

/// The number of times that the request of one attempt was or may have been carried out: a layer can send it more
/// than once.
#[derive(Clone, Default)]
struct Unconfirmed(Arc<AtomicUsize>);

impl Unconfirmed {
    fn is_none(&self) -> bool {
        self.0.load(Ordering::SeqCst) == 0
    }
}

/// An object-safe service.
trait SendAttempt: Send + Sync {
    fn send(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, SendError>> + Send>>;
}

enum SendError {
    /// The service was not ready, so it has not received the request.
    NotReady(BoxError),
    Failed(BoxError),
}

impl SendError {
    fn into_inner(self) -> BoxError {
        match self {
            Self::NotReady(error) | Self::Failed(error) => error,
        }
    }
}

struct Layered<S>(S);

impl<S> SendAttempt for Layered<S>
where
    S: Service<Request, Response = Response> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn send(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, SendError>> + Send>> {
        let mut service = self.0.clone();
        Box::pin(async move {
            let ready = poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(|error| SendError::NotReady(error.into()))?;
            service.call(request).await.map_err(|error| SendError::Failed(error.into()))
        })
    }
}

struct Innermost {
    client: reqwest::Client,
    limit: usize,
}

impl SendAttempt for Innermost {
    fn send(
        &self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, SendError>> + Send>> {
        let (client, limit) = (self.client.clone(), self.limit);
        Box::pin(async move {
            let unconfirmed = request.extensions().get::<Unconfirmed>().cloned();
            let request = request.map(|Body(body)| body);
            // The timeout is an extension of the request.
            let request = reqwest::Request::try_from(request)
                .map_err(|error| SendError::Failed(error.without_url().into()))?;
            if let Some(Unconfirmed(count)) = &unconfirmed {
                count.fetch_add(1, Ordering::SeqCst);
            }
            match attempt::execute(&client, request, limit).await {
                Ok(RawResponse { status, headers, body }) => {
                    let mut response = Response::new(Body(body));
                    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
                    *response.headers_mut() = headers;
                    Ok(response)
                }
                Err(mut error) => {
                    match (&unconfirmed, error.kind) {
                        (Some(Unconfirmed(count)), kind) if is_not_carried_out(kind) => {
                            count.fetch_sub(1, Ordering::SeqCst);
                        }
                        // A layer has dropped the extensions, so repetitions are not counted.
                        (None, kind) if is_not_carried_out(kind) => {
                            error.kind = TransportKind::NoResponse;
                        }
                        _ => {}
                    }
                    Err(SendError::Failed(Box::new(error)))
                }
            }
        })
    }
}
