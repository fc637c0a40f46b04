//! Sends a request of the sandbox again, with a change that no client makes.

use stytch_api::sandbox::{ReceivedRequest, Sandbox};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The parts of a request.
pub(crate) struct Replay {
    method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) authorization: Option<String>,
    content_type: Option<String>,
    session: Option<String>,
    pub(crate) body: String,
}

impl Replay {
    pub(crate) fn new(received: &ReceivedRequest) -> Self {
        let header = |name| received.header(name).map(str::to_owned);
        Self {
            method: received.method.clone(),
            path: received.path.clone(),
            query: received.query.clone(),
            authorization: header("authorization"),
            content_type: header("content-type"),
            session: header("x-stytch-member-session"),
            body: String::from_utf8(received.body.to_vec()).expect("UTF-8"),
        }
    }

    /// Sends the request and returns the status and body of the response.
    pub(crate) async fn send(self, sandbox: &Sandbox) -> (u16, String) {
        let address = sandbox.url().strip_prefix("http://").expect("a plain URL");
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(self.text().as_bytes()).await.expect("a request");
        let mut response = String::new();
        stream.read_to_string(&mut response).await.expect("a response");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).expect("a status line").parse().expect("a status");
        (status, body.to_owned())
    }

    fn text(self) -> String {
        let query = self.query.map(|query| format!("?{query}")).unwrap_or_default();
        let mut text = format!("{} {}{query} HTTP/1.1\r\n", self.method, self.path);
        let headers = [
            ("host", Some("sandbox".to_owned())),
            ("connection", Some("close".to_owned())),
            ("content-length", Some(self.body.len().to_string())),
            ("authorization", self.authorization),
            ("content-type", self.content_type),
            ("x-stytch-member-session", self.session),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                text = format!("{text}{name}: {value}\r\n");
            }
        }
        format!("{text}\r\n{}", self.body)
    }
}
