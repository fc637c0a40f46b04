//! The loopback server: prints its URL and responds to every request with the same body, until its
//! standard input is closed.

use std::{convert::Infallible, io::Read, thread};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response, body::Incoming, header::CONTENT_TYPE, server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    thread::spawn(exit_when_input_closes);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            let served = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service_fn(respond))
                .await;
            // A connection error only means that the program has ended.
            drop(served);
        });
    }
}

async fn respond(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    // The connection is reused only if the request was read to the end.
    let read = request.into_body().collect().await;
    let mut response = Response::new(Full::new(Bytes::from_static(driver::BODY)));
    if read.is_err() {
        *response.status_mut() = hyper::StatusCode::BAD_REQUEST;
    }
    let json = hyper::header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    Ok(response)
}

fn exit_when_input_closes() {
    let mut buffer = Vec::new();
    let _ = std::io::stdin().read_to_end(&mut buffer);
    std::process::exit(0);
}
