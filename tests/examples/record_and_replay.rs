//! Records the calls of a session, and replays them without a server: for tests that need real responses.
//!
//! `cargo run --example record_and_replay` records two calls to a sandbox, stops it, and replays them.

use std::{
    collections::VecDeque,
    error::Error,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use stytch_api::{
    Client, ClientBuilder,
    b2b::organizations::{CreateRequest, GetRequest},
    layer::{BoxError, HttpFuture, HttpService, Layer, Request, Response, Service},
    sandbox::Sandbox,
};

/// A recorded attempt. The body of a response may contain secrets, such as session tokens: record a test project.
#[derive(Clone)]
struct Exchange {
    /// Method, path and query.
    request: String,
    status: u16,
    body: Vec<u8>,
}

type Tape = Arc<Mutex<VecDeque<Exchange>>>;

/// Whether the tape is written or read.
#[derive(Clone, Copy)]
enum Mode {
    Record,
    Replay,
}

#[derive(Clone)]
struct TapeLayer {
    tape: Tape,
    mode: Mode,
}

impl Layer<HttpService> for TapeLayer {
    type Service = TapeService;

    fn layer(&self, inner: HttpService) -> TapeService {
        TapeService { layer: self.clone(), inner }
    }
}

#[derive(Clone)]
struct TapeService {
    layer: TapeLayer,
    inner: HttpService,
}

impl Service<Request> for TapeService {
    type Response = Response;
    type Error = BoxError;
    type Future = HttpFuture;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match self.layer.mode {
            Mode::Record => self.inner.poll_ready(context),
            Mode::Replay => Poll::Ready(Ok(())),
        }
    }

    fn call(&mut self, request: Request) -> HttpFuture {
        // The headers contain the project's credentials, and are not recorded.
        let line = format!("{} {}", request.method(), request.uri().path());
        let tape = self.layer.tape.clone();
        match self.layer.mode {
            Mode::Record => record(self.inner.call(request), line, tape),
            Mode::Replay => Box::pin(async move { replay(&line, &tape) }),
        }
    }
}

fn record(response: HttpFuture, request: String, tape: Tape) -> HttpFuture {
    Box::pin(async move {
        let response = response.await?;
        let (status, body) = (response.status().as_u16(), response.body().to_vec());
        lock(&tape).push_back(Exchange { request, status, body });
        Ok(response)
    })
}

/// Returns the next recorded response, which must be one to the same request.
fn replay(request: &str, tape: &Tape) -> Result<Response, BoxError> {
    let exchange = lock(tape).pop_front().ok_or("the session has ended")?;
    if exchange.request != request {
        return Err(format!("expected {}, got {request}", exchange.request).into());
    }
    let response = http::Response::builder().status(exchange.status).body(exchange.body.into());
    Ok(response?)
}

fn lock(tape: &Tape) -> std::sync::MutexGuard<'_, VecDeque<Exchange>> {
    tape.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The code under test.
async fn session(client: &Client) -> Result<String, stytch_api::Error> {
    let organizations = client.b2b().organizations();
    let created = organizations.create(CreateRequest::new("Acme")).await?.organization;
    let read = organizations.get(GetRequest::new(created.organization_id)).await?;
    Ok(read.organization.organization_name)
}

fn client(builder: ClientBuilder, tape: &Tape, mode: Mode) -> Result<Client, stytch_api::Error> {
    builder.layer(TapeLayer { tape: tape.clone(), mode }).build()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let tape = Tape::default();
    let builder = sandbox.client_builder();
    let recorded = session(&client(builder.clone(), &tape, Mode::Record)?).await?;
    println!("recorded {} calls: {recorded}", lock(&tape).len());
    drop(sandbox);

    let replaying = client(builder, &tape, Mode::Replay)?;
    println!("replayed: {}", session(&replaying).await?);
    let error = session(&replaying).await.expect_err("the tape is empty");
    let cause = Error::source(&error).ok_or("a cause")?;
    println!("after the end: {error}: {cause}");
    Ok(())
}
