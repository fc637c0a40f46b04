//! Code that the tests and the maintainers' examples share: a mock server, which records the requests
//! that it receives byte by byte and sends the given responses; and the documents that are generated from
//! the endpoints' metadata and from the compile-fail tests.

/// The README, whose examples compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}

pub mod clients;
pub mod endpoints;
pub mod files;
pub mod http2;
pub mod messages;
pub mod upstream;

use std::{
    ffi::OsStr,
    io,
    net::SocketAddr,
    process::Command,
    sync::{Arc, Mutex},
};

use self::clients::Clients;
use stytch_api::{Client, ClientBuilder, ManagementClient};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The project ID that the tests use.
pub const PROJECT_ID: &str = "project-test-00000000-0000-4000-8000-000000000000";
/// The project's secret. No output may contain it.
pub const PROJECT_SECRET: &str = "secret-test-PROJECTSECRET";
/// The ID of the workspace key that the tests use.
pub const KEY_ID: &str = "workspace-key-prod-00000000-0000-4000-8000-000000000000";
/// The secret of the workspace key. No output may contain it.
pub const KEY_SECRET: &str = "secret-prod-KEYSECRET";

/// The environment variables that clients read.
pub const VARIABLES: [&str; 6] = [
    "STYTCH_PROJECT_ID",
    "STYTCH_SECRET",
    "STYTCH_BASE_URL",
    "STYTCH_WORKSPACE_KEY_ID",
    "STYTCH_WORKSPACE_KEY_SECRET",
    "STYTCH_MANAGEMENT_URL",
];

/// How the server responds to a request.
#[derive(Clone, Debug)]
pub enum MockResponse {
    /// Sends this status, these headers (each `name: value\r\n`) and this body.
    Status(u16, &'static str, String),
    /// Sends these bytes, then closes the connection.
    Bytes(Vec<u8>),
    /// Closes the connection without sending anything.
    Close,
    /// Keeps the connection open and sends nothing.
    Hang,
    /// Sends these bytes, then keeps the connection open.
    Stall(Vec<u8>),
}

impl MockResponse {
    /// Returns a response with status 200 and a JSON body.
    pub fn json(body: impl Into<String>) -> Self {
        Self::status(200, body)
    }

    /// Returns a response with a JSON body.
    pub fn status(status: u16, body: impl Into<String>) -> Self {
        Self::Status(status, "content-type: application/json\r\n", body.into())
    }

    /// Returns a response with these headers and an empty JSON object as its body.
    pub fn headers(status: u16, headers: &'static str) -> Self {
        Self::Status(status, headers, "{}".to_owned())
    }
}

/// A received request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method, such as `POST`.
    pub method: String,
    /// The path and query, still encoded.
    pub target: String,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body, unchanged.
    pub body: String,
}

impl Request {
    /// Returns the value of a header, given its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A mock server on a free local port; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server that sends the responses in order, one per request, and repeats the last one.
    ///
    /// # Panics
    /// If no port is available.
    pub async fn start(responses: impl IntoIterator<Item = MockResponse>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("the port just bound");
        let requests = Arc::default();
        let script =
            Script { responses: responses.into_iter().collect(), requests: Arc::clone(&requests) };
        let task = tokio::spawn(serve(listener, Arc::new(script)));
        Self { address, requests, task }
    }

    /// Returns the base URL, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the builder of a client that sends its calls to this server.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(self.url()).telemetry_url(self.url())
    }

    /// Returns a client that sends its calls to this server and does not retry.
    ///
    /// # Panics
    /// If the client's configuration is invalid.
    pub fn client(&self) -> Client {
        self.builder().retries(0).build().expect("a valid client")
    }

    /// Returns the builder of a client of the Management API that sends its calls to this server.
    pub fn management_builder(&self) -> ClientBuilder<ManagementClient> {
        ManagementClient::builder(KEY_ID, KEY_SECRET).base_url(self.url())
    }

    /// Returns clients of all APIs that send their calls to this server and do not retry.
    pub fn clients(&self) -> Clients {
        Clients::new(self.builder(), self.management_builder())
    }

    /// Returns the received requests, in order.
    ///
    /// # Panics
    /// If the server has panicked.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("a server that has not panicked").clone()
    }

    /// Returns the only received request.
    ///
    /// # Panics
    /// If the server has received none or several.
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
    responses: Vec<MockResponse>,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Script {
    /// Records `request` and returns its response.
    fn record(&self, request: Request) -> MockResponse {
        let mut requests = self.requests.lock().expect("a server that has not panicked");
        let index = requests.len().min(self.responses.len().saturating_sub(1));
        requests.push(request);
        self.responses.get(index).cloned().unwrap_or(MockResponse::Close)
    }
}

/// Runs one test of the calling binary in a child process, with these environment variables set, or unset
/// if `None`. Variables are global to a process, so a test that needs them runs itself in this way.
///
/// # Panics
/// If the test fails, or does not exist.
pub fn run_in_child(test: &str, variables: &[(&str, Option<&OsStr>)]) {
    let mut child = Command::new(std::env::current_exe().expect("the test's own binary"));
    child.args(["--exact", test]);
    for name in VARIABLES {
        child.env_remove(name);
    }
    for (name, value) in variables {
        match value {
            Some(value) => child.env(name, value),
            None => child.env_remove(name),
        };
    }
    let output = child.output().expect("the child process");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{variables:?}: {printed}");
}

async fn serve(listener: TcpListener, script: Arc<Script>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve_connection(stream, Arc::clone(&script)));
    }
}

async fn serve_connection(mut stream: TcpStream, script: Arc<Script>) {
    while let Ok(Some(request)) = read_request(&mut stream).await {
        match script.record(request) {
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
                // Ignore the error: the client may have closed the connection.
                let _ = stream.write_all(&bytes).await;
                return;
            }
            MockResponse::Close => return,
            MockResponse::Hang => std::future::pending().await,
            MockResponse::Stall(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
                std::future::pending::<()>().await;
            }
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
