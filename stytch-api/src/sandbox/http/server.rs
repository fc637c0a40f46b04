//! The HTTP server: sockets in, [`Service`] asked, sockets out or cut.

use std::{
    convert::Infallible,
    io,
    net::TcpListener,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::{
    Request, Response, StatusCode,
    body::{Body, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, runtime::Builder, sync::oneshot};

use crate::sandbox::{
    http::{
        fault::FaultEffect,
        received::Received,
        service::{SandboxResponse, Service},
    },
    store::random,
};

/// Serves until `stopped` resolves; `report` is called once it serves, or cannot.
pub(crate) fn run(
    listener: TcpListener,
    service: Arc<Service>,
    stopped: oneshot::Receiver<()>,
    report: impl FnOnce(io::Result<()>),
) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report(Err(error)),
    };
    runtime.block_on(async {
        let listener = listener
            .set_nonblocking(true)
            .and_then(|()| tokio::net::TcpListener::from_std(listener));
        match listener {
            Ok(listener) => {
                tokio::spawn(accept(listener, service));
                report(Ok(()));
                // Resolves when the sandbox is dropped. Dropping the runtime then closes every socket.
                let _ = stopped.await;
            }
            Err(error) => report(Err(error)),
        }
    });
}

async fn accept(listener: tokio::net::TcpListener, service: Arc<Service>) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, service.clone()));
            }
            // Most likely the process is out of file descriptors: wait for some to be closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn serve(stream: TcpStream, service: Arc<Service>) {
    // Without it the operating system may hold back the last packet of an answer for 40 ms.
    let _ = stream.set_nodelay(true);
    let respond = service_fn(|request| respond(request, &service));
    // An error is a client that went away, or a connection that a fault has cut.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), respond).await;
}

/// One request: recorded, then answered or failed as the next fault says. An error makes hyper close
/// the connection without another byte.
async fn respond(
    request: Request<Incoming>,
    service: &Service,
) -> Result<Response<ResponseBody>, io::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let received = Received::new(head, body, service.routes());
    let fault = service.record(received.clone());
    match fault.map(|fault| fault.effect(&random::id("request-id"))) {
        None => service.answer(&received).into_response(Ending::Whole),
        Some(FaultEffect::Delayed(wait)) => {
            tokio::time::sleep(wait).await;
            service.answer(&received).into_response(Ending::Whole)
        }
        Some(FaultEffect::Truncated) => service.answer(&received).into_response(Ending::Cut),
        Some(FaultEffect::Replaced(answer)) => {
            service.answer(&received);
            answer.into_response(Ending::Whole)
        }
        Some(FaultEffect::Rejected(answer)) => answer.into_response(Ending::Whole),
        Some(FaultEffect::NoResponse) => std::future::pending().await,
        Some(FaultEffect::Disconnected) => Err(io::Error::other("cut by a fault")),
    }
}

/// Whether a body comes to its end.
#[derive(Clone, Copy)]
enum Ending {
    Whole,
    Cut,
}

impl SandboxResponse {
    fn into_response(self, ending: Ending) -> Result<Response<ResponseBody>, io::Error> {
        let Self { status, headers, body } = self;
        let length = body.len();
        let (first, rest) = match ending {
            Ending::Whole => (body, Rest::Nothing),
            Ending::Cut => (body.slice(..length / 2), Rest::Flush),
        };
        let body = ResponseBody { first: Some(first), rest, length: length as u64 };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(status).map_err(io::Error::other)?;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// A body that may break off before the length that its head announced.
struct ResponseBody {
    first: Option<Bytes>,
    rest: Rest,
    length: u64,
}

/// What follows the first part of a body.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    /// A pause, in which hyper writes out what it has: on an error it would drop that too.
    Flush,
    Break,
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match self.rest {
            Rest::Nothing => Poll::Ready(None),
            Rest::Flush => {
                self.rest = Rest::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Rest::Break => Poll::Ready(Some(Err(io::Error::other("cut by a fault")))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.rest, Rest::Nothing) && self.first.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
