//! Every fault, on an endpoint that is safe to retry and on one that is not, awaited and blocking:
//! how many attempts are made, which error results, and which part of the response it contains.

use std::time::Duration;

use stytch_api::{Client, Error, RetryPolicy, TransportKind, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Request, Server};
use tokio::{net::TcpSocket, task::JoinSet};

use self::{Expected::*, Fault::*};

/// What the server does to every request.
#[derive(Clone, Debug)]
enum Fault {
    /// No process listens.
    Refused,
    /// The connection is closed without a response.
    Closed,
    /// No response arrives before the timeout.
    SlowHead,
    /// These bytes arrive, and nothing else before the timeout.
    SlowBody(&'static str),
    /// These bytes arrive, then the connection is closed.
    Bytes(&'static str),
    /// A response with this status and body.
    Body(u16, &'static str),
    /// A response with this status, header and an empty object.
    Header(u16, &'static str),
}

/// The error, and the part of the response that it contains.
#[derive(Clone, Copy, Debug)]
enum Expected {
    /// `Error::Api` with the whole response.
    Api(u16, &'static str),
    /// `Error::Decode` with the whole body of a success.
    Decode(&'static str),
    /// `Error::Transport` without any part of a response.
    Nothing(TransportKind),
    /// `Error::Transport` with the status and the beginning of the body.
    Partial(TransportKind, u16, &'static str),
}

const EMPTY: &str = "{}";
const RATE: &str = r#"{"error_type":"too_many_requests"}"#;
const LOCKED: &str = r#"{"error_type":"user_lock_limit_reached"}"#;
const CAPTCHA: &str = r#"{"error_type":"captcha_failed"}"#;
const FEW: &str = r#"{"error_type":"too_few_tokens_authenticated"}"#;
const INTERNAL: &str = r#"{"error_type":"internal_server_error"}"#;
const DOWN: &str = r#"{"error_type":"server_unavailable"}"#;
const OAUTH: &str = r#"{"error":"temporarily_unavailable"}"#;
const NO_TYPE: &str = r#"{"error_type":""}"#;
const HTML: &str = "<html>";
const PAST: &str = "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
const IN_A_MINUTE: &str = "retry-after: 60\r\n";
const NOW: &str = "retry-after: 0\r\n";
const ELSEWHERE: &str = "location: http://127.0.0.1:9/\r\n";

const NO_HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-le";
const SHORT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"member";
const SHORT_429: &str = "HTTP/1.1 429 Busy\r\ncontent-length: 100\r\n\r\n{\"error";
const SHORT_503: &str =
    "HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 100\r\n\r\n{\"error";
const CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{\"m\r\n";
const BAD_CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{\"m\r\nxyz\r\n";
const LARGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n\
                     12345678901234567890123456789012345678901234567890";
const LARGE_429: &str = "HTTP/1.1 429 Busy\r\ncontent-length: 50\r\n\r\n\
                         12345678901234567890123456789012345678901234567890";
const LARGE_503: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 50\r\n\r\n\
                         12345678901234567890123456789012345678901234567890";
/// Accepts all bodies above except the large ones.
const RESPONSE_LIMIT: usize = 48;

/// The fault; the attempts on the safe and on the unsafe endpoint; the error.
#[rustfmt::skip]
const MATRIX: &[(Fault, usize, usize, Expected)] = {
    use TransportKind::{Body as Broken, Connect, NoResponse, Timeout, TooLarge};
    &[
        // Nothing was sent.
        (Refused,                     3, 3, Nothing(Connect)),
        // The response is missing or incomplete.
        (Closed,                      3, 1, Nothing(NoResponse)),
        (Bytes(NO_HEAD),              3, 1, Nothing(NoResponse)),
        (Bytes("SSH-2.0-OpenSSH\r\n"), 3, 1, Nothing(NoResponse)),
        (Bytes(SHORT),                3, 1, Partial(Broken, 200, "{\"member")),
        (Bytes(CHUNK),                3, 1, Partial(Broken, 200, "{\"m")),
        (Bytes(BAD_CHUNK),            3, 1, Partial(Broken, 200, "{\"m")),
        (Bytes(SHORT_429),            3, 1, Partial(Broken, 429, "{\"error")),
        (Bytes(SHORT_503),            3, 1, Partial(Broken, 503, "{\"error")),
        // The timeout covers all attempts, so none is left.
        (SlowHead,                    1, 1, Nothing(Timeout)),
        (SlowBody(SHORT),             1, 1, Partial(Timeout, 200, "{\"member")),
        // A second response would be as large.
        (Bytes(LARGE),                1, 1, Partial(TooLarge, 200, "")),
        (Bytes(LARGE_429),            7, 7, Partial(TooLarge, 429, "")),
        (Bytes(LARGE_503),            3, 1, Partial(TooLarge, 503, "")),
        // Rate limits have six retries.
        (Body(429, EMPTY),            7, 7, Api(429, EMPTY)),
        (Body(429, HTML),             7, 7, Api(429, HTML)),
        (Body(429, RATE),             7, 7, Api(429, RATE)),
        (Header(429, NOW),            7, 7, Api(429, EMPTY)),
        (Header(429, PAST),           7, 7, Api(429, EMPTY)),
        (Header(429, IN_A_MINUTE),    1, 1, Api(429, EMPTY)),
        // Other causes of a 429 have none.
        (Body(429, LOCKED),           1, 1, Api(429, LOCKED)),
        (Body(429, CAPTCHA),          1, 1, Api(429, CAPTCHA)),
        (Body(429, FEW),              1, 1, Api(429, FEW)),
        // The server or a gateway failed; the request may have been carried out.
        (Body(500, EMPTY),            3, 1, Api(500, EMPTY)),
        (Body(500, INTERNAL),         3, 1, Api(500, INTERNAL)),
        (Header(500, NOW),            3, 1, Api(500, EMPTY)),
        (Body(502, HTML),             3, 1, Api(502, HTML)),
        (Header(502, NOW),            3, 1, Api(502, EMPTY)),
        (Body(503, ""),               3, 1, Api(503, "")),
        (Body(503, EMPTY),            3, 1, Api(503, EMPTY)),
        (Body(503, HTML),             3, 1, Api(503, HTML)),
        (Body(503, OAUTH),            3, 1, Api(503, OAUTH)),
        (Body(503, NO_TYPE),          3, 1, Api(503, NO_TYPE)),
        (Body(504, HTML),             3, 1, Api(504, HTML)),
        // A 503 that says that the request was not carried out.
        (Body(503, DOWN),             3, 3, Api(503, DOWN)),
        (Header(503, NOW),            3, 3, Api(503, EMPTY)),
        (Header(503, PAST),           3, 3, Api(503, EMPTY)),
        (Header(503, IN_A_MINUTE),    1, 1, Api(503, EMPTY)),
        // Another attempt would not help.
        (Body(400, EMPTY),            1, 1, Api(400, EMPTY)),
        (Body(401, EMPTY),            1, 1, Api(401, EMPTY)),
        (Body(403, EMPTY),            1, 1, Api(403, EMPTY)),
        (Body(404, EMPTY),            1, 1, Api(404, EMPTY)),
        (Header(409, NOW),            1, 1, Api(409, EMPTY)),
        (Body(501, EMPTY),            1, 1, Api(501, EMPTY)),
        (Header(302, ELSEWHERE),      1, 1, Api(302, EMPTY)),
        (Header(307, ELSEWHERE),      1, 1, Api(307, EMPTY)),
        // The call has taken effect.
        (Body(200, ""),               1, 1, Decode("")),
        (Body(200, HTML),             1, 1, Decode(HTML)),
        (Body(200, "{\"member_id\""), 1, 1, Decode("{\"member_id\"")),
        (Body(200, "{} {}"),          1, 1, Decode("{} {}")),
        (Body(200, "[]"),             1, 1, Decode("[]")),
    ]
};

/// An endpoint by whether it is safe to retry.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Endpoint {
    Safe,
    Unsafe,
}

#[derive(Clone, Copy, Debug)]
enum Style {
    Async,
    Blocking,
}

/// A server and a client for one cell of the matrix.
struct Cell {
    server: FaultyServer,
    client: Client,
    endpoint: Endpoint,
    style: Style,
}

enum FaultyServer {
    Listening(Server),
    /// A port that is reserved, but refuses connections.
    Refusing(TcpSocket),
}

impl FaultyServer {
    /// Starts a server with the fault, and with `then` from the second request on.
    async fn start(fault: &Fault, then: Option<MockResponse>) -> Self {
        let response = match fault {
            Refused => {
                let socket = TcpSocket::new_v4().expect("a socket");
                socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
                return Self::Refusing(socket);
            }
            Closed => MockResponse::Close,
            SlowHead => MockResponse::Hang,
            SlowBody(bytes) => MockResponse::Stall(bytes.as_bytes().to_vec()),
            Bytes(bytes) => MockResponse::Bytes(bytes.as_bytes().to_vec()),
            Body(status, body) => MockResponse::status(*status, *body),
            Header(status, header) => MockResponse::headers(*status, header),
        };
        Self::Listening(Server::start([response].into_iter().chain(then)).await)
    }

    fn url(&self) -> String {
        match self {
            Self::Listening(server) => server.url(),
            Self::Refusing(socket) => {
                format!("http://{}", socket.local_addr().expect("an address"))
            }
        }
    }

    fn requests(&self) -> Vec<Request> {
        match self {
            Self::Listening(server) => server.requests(),
            Self::Refusing(_) => Vec::new(),
        }
    }
}

impl Cell {
    /// Prepares a server with the fault, and with `then` from the second request on.
    async fn new(
        fault: &Fault,
        then: Option<MockResponse>,
        endpoint: Endpoint,
        style: Style,
    ) -> Self {
        let server = FaultyServer::start(fault, then).await;
        let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(server.url());
        let timeout = Duration::from_secs(if is_slow(fault) { 2 } else { 30 });
        let policy = RetryPolicy::default().base(Duration::from_millis(1));
        let builder = builder.retry_policy(policy).timeout(timeout).response_limit(RESPONSE_LIMIT);
        Self { server, client: builder.build().expect("a client"), endpoint, style }
    }

    /// Makes the call, and returns its error and the number of requests that the server received.
    async fn call(self) -> (Option<Error>, usize) {
        let Self { server, client, endpoint, style } = self;
        let result = match style {
            Style::Async => match endpoint {
                Endpoint::Safe => client.send(ListRequest::new()).await.map(drop),
                Endpoint::Unsafe => client.send(migrate()).await.map(drop),
            },
            Style::Blocking => tokio::task::spawn_blocking(move || match endpoint {
                Endpoint::Safe => client.send(ListRequest::new()).wait().map(drop),
                Endpoint::Unsafe => client.send(migrate()).wait().map(drop),
            })
            .await
            .expect("no panic"),
        };
        let requests = server.requests();
        assert!(requests.windows(2).all(|pair| pair[0].body == pair[1].body), "{requests:?}");
        (result.err(), requests.len())
    }
}

fn migrate() -> MigrateRequest {
    MigrateRequest::new("o", "m", "s")
}

fn assert_expected(error: Error, expected: Expected, attempts: usize, cell: &str) {
    let (status, body) = (error.status(), error.body().cloned());
    let body = body.as_deref().map(|body| std::str::from_utf8(body).expect("UTF-8"));
    match (error, expected) {
        (Error::Api(_), Api(expected, text)) => {
            assert_eq!((status, body), (Some(expected), Some(text)), "{cell}");
        }
        (Error::Decode(_), Decode(text)) => {
            assert_eq!((status, body), (Some(200), Some(text)), "{cell}");
        }
        (Error::Transport(error), Nothing(kind)) => {
            assert_eq!((error.kind, status, body), (kind, None, None), "{cell}");
            assert_eq!(usize::try_from(error.attempts), Ok(attempts), "{cell}");
        }
        (Error::Transport(error), Partial(kind, expected, text)) => {
            assert_eq!((error.kind, status, body), (kind, Some(expected), Some(text)), "{cell}");
            assert_eq!(usize::try_from(error.attempts), Ok(attempts), "{cell}");
        }
        (error, expected) => panic!("{cell}: {error:?} instead of {expected:?}"),
    }
}

/// Checks one cell with the fault on every request.
async fn check_failing(cell: Cell, row: (Fault, usize, usize, Expected)) {
    let (fault, safe, unsafe_, expected) = row;
    let name = format!("{fault:?}, {:?}, {:?}", cell.endpoint, cell.style);
    let attempts = if cell.endpoint == Endpoint::Safe { safe } else { unsafe_ };
    let is_listening = matches!(cell.server, FaultyServer::Listening(_));
    let (error, requests) = cell.call().await;
    assert_expected(error.expect(&name), expected, attempts, &name);
    assert_eq!(requests, if is_listening { attempts } else { 0 }, "{name}");
}

/// Checks one cell with the fault on the first request only: a retry succeeds.
async fn check_recovering(cell: Cell, row: (Fault, usize, usize, Expected)) {
    let (fault, safe, unsafe_, _) = row;
    let name = format!("{fault:?}, then fine, {:?}", cell.endpoint);
    let attempts = if cell.endpoint == Endpoint::Safe { safe } else { unsafe_ };
    let (error, requests) = cell.call().await;
    assert_eq!((error.is_none(), requests), (attempts > 1, attempts.min(2)), "{name}");
}

/// Prepares the cells of the rows that `select` accepts, then runs them all at once.
///
/// Setting up a client takes a while, so no call starts before: it would delay the other calls.
async fn run(select: fn(&Fault) -> bool) {
    let success = MockResponse::json(r#"{"member_id":"m","totp_registration_id":"t"}"#);
    let (mut failing, mut recovering) = (Vec::new(), Vec::new());
    for row @ (fault, safe, ..) in MATRIX.iter().filter(|(fault, ..)| select(fault)) {
        for endpoint in [Endpoint::Safe, Endpoint::Unsafe] {
            for style in [Style::Async, Style::Blocking] {
                let cell = Cell::new(fault, None, endpoint, style).await;
                failing.push(check_failing(cell, row.clone()));
            }
            if *safe > 1 && !matches!(fault, Refused) {
                let cell = Cell::new(fault, Some(success.clone()), endpoint, Style::Async).await;
                recovering.push(check_recovering(cell, row.clone()));
            }
        }
    }
    assert!(!failing.is_empty());
    let mut checks = JoinSet::new();
    for check in failing {
        checks.spawn(check);
    }
    for check in recovering {
        checks.spawn(check);
    }
    checks.join_all().await;
}

fn is_slow(fault: &Fault) -> bool {
    match fault {
        SlowHead | SlowBody(_) => true,
        Refused | Closed | Bytes(_) | Body(..) | Header(..) => false,
    }
}

#[tokio::test]
async fn faults() {
    run(|fault| !is_slow(fault)).await;
    // On their own, because they end with a timeout.
    run(is_slow).await;
}
