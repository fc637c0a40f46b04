//! The HTTP server: accepts connections and passes requests to the [`Service`].

use std::{convert::Infallible, io, net::TcpListener, sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, runtime::Builder, sync::oneshot};

use crate::{
    ErrorType,
    sandbox::{
        http::{
            control,
            received_request::ReceivedRequest,
            response::{ResponseBody, problem_response},
            service::Service,
        },
        store::problem::Problem,
    },
};

/// Serves until `stopped` resolves. Calls `report` once it is ready or has failed to start.
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
                // Resolves when the sandbox is dropped. The runtime then closes every connection.
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
            // The process is probably out of file descriptors: wait until some are closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn serve(stream: TcpStream, service: Arc<Service>) {
    // Otherwise the operating system may delay the last packet of a response by 40 ms.
    let _ = stream.set_nodelay(true);
    let respond = service_fn(|request| respond(request, &service));
    // Ignore errors: either the client disconnected or a fault closed the connection.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), respond).await;
}

/// Records a request, then responds or fails as the next fault requires. On an error, hyper closes
/// the connection without a response.
async fn respond(
    request: Request<Incoming>,
    service: &Service,
) -> Result<Response<ResponseBody>, io::Error> {
    let (head, body) = request.into_parts();
    let limit = service.settings.max_body_size;
    let Some(body) = read_body(body, limit).await? else {
        let message = format!("The body has more than {limit} bytes.");
        let problem = Problem::new(413, ErrorType::BadRequest, message);
        return Ok(problem_response(&problem).map(ResponseBody::complete));
    };
    let received = ReceivedRequest::new(head, body, &service.routes);
    if let Some(response) = control::respond(service, &received) {
        return Ok(response.map(ResponseBody::complete));
    }
    service.record(&received);
    let validated = service.validate(&received);
    let fault = service.take_fault(&validated);
    let carry_out = || service.respond(&received, validated);
    match fault {
        Some(fault) => fault.respond_to(carry_out).await,
        None => Ok(carry_out().map(ResponseBody::complete)),
    }
}

/// Reads a body; `None` if it has more than `limit` bytes. The rest is read, too, but not stored: many clients
/// read the response only after they have sent the whole request.
async fn read_body(mut body: Incoming, limit: usize) -> io::Result<Option<Bytes>> {
    match Limited::new(&mut body, limit).collect().await {
        Ok(body) => Ok(Some(body.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => {
            while let Some(frame) = body.frame().await {
                frame.map_err(io::Error::other)?;
            }
            Ok(None)
        }
        Err(error) => Err(io::Error::other(error)),
    }
}
