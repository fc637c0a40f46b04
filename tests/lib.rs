//! What the tests and the maintainers' examples share: a server for the tests of the client, which
//! keeps what it receives to the byte, and answers, or fails to, as it is told; and what is made from
//! the metadata of the endpoints.

/// The README, whose examples compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}

pub mod endpoints;
pub mod openapi;
pub mod operation;
pub mod upstream;

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use stytch_api::{Client, ClientBuilder};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The project of the tests.
pub const PROJECT_ID: &str = "project-test-00000000-0000-4000-8000-000000000000";
/// Its secret, which must appear nowhere.
pub const PROJECT_SECRET: &str = "secret-test-PROJECTSECRET";

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum MockResponse {
    /// Answers with this status, these headers (`name: value\r\n` each) and this body.
    Status(u16, &'static str, String),
    /// Sends these bytes, then closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without a byte.
    Close,
    /// Keeps the connection open and says nothing.
    Hang,
}

impl MockResponse {
    /// 200 with a JSON body.
    pub fn json(body: impl Into<String>) -> Self {
        Self::status(200, body)
    }

    /// Any status with a JSON body.
    pub fn status(status: u16, body: impl Into<String>) -> Self {
        Self::Status(status, "content-type: application/json\r\n", body.into())
    }

    /// Any status with these headers and an empty object as its body.
    pub fn headers(status: u16, headers: &'static str) -> Self {
        Self::Status(status, headers, "{}".to_owned())
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `POST`.
    pub method: String,
    /// Path and query as on the wire.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body to the byte.
    pub body: String,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A server on a port of its own; it ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers the first request with the first answer and so on; the last is repeated.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn start(answers: impl IntoIterator<Item = MockResponse>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("the port just bound");
        let requests = Arc::default();
        let script =
            Script { answers: answers.into_iter().collect(), requests: Arc::clone(&requests) };
        let task = tokio::spawn(serve(listener, Arc::new(script)));
        Self { address, requests, task }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client's settings that send its calls here.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(self.url()).telemetry_url(self.url())
    }

    /// A client that sends its calls here and never retries.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn client(&self) -> Client {
        self.builder().retries(0).build().expect("a valid client")
    }

    /// What has arrived, in order.
    ///
    /// # Panics
    /// When the server has.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("a server that has not panicked").clone()
    }

    /// The one request that has arrived.
    ///
    /// # Panics
    /// When there are none or several.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Script {
    answers: Vec<MockResponse>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Script {
    /// Keeps `request` and picks its answer.
    fn take(&self, request: Request) -> MockResponse {
        let mut requests = self.requests.lock().expect("a server that has not panicked");
        let index = requests.len().min(self.answers.len().saturating_sub(1));
        requests.push(request);
        self.answers.get(index).cloned().unwrap_or(MockResponse::Close)
    }
}

async fn serve(listener: TcpListener, script: Arc<Script>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(converse(stream, Arc::clone(&script)));
    }
}

/// Answers the requests of one connection.
async fn converse(mut stream: TcpStream, script: Arc<Script>) {
    while let Ok(Some(request)) = read_request(&mut stream).await {
        match script.take(request) {
            MockResponse::Status(status, headers, body) => {
                let head = format!(
                    "HTTP/1.1 {status} Status\r\n{headers}content-length: {}\r\n\r\n",
                    body.len()
                );
                let sent = stream.write_all(format!("{head}{body}").as_bytes()).await;
                if sent.is_err() {
                    return;
                }
            }
            MockResponse::Bytes(bytes) => {
                // The client may be gone already; that is the test's business.
                let _ = stream.write_all(&bytes).await;
                return;
            }
            MockResponse::Close => return,
            MockResponse::Hang => std::future::pending().await,
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut received = Vec::new();
    let end = loop {
        if let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut received).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let mut part = || first.next().unwrap_or_default().to_owned();
    let (method, target) = (part(), part());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse().unwrap_or(0));
    while received.len() < end + length {
        if stream.read_buf(&mut received).await? == 0 {
            return Ok(None);
        }
    }
    let body = String::from_utf8_lossy(&received[end..end + length]).into_owned();
    Ok(Some(Request { method, target, headers, body }))
}
