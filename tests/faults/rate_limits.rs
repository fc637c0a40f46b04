//! Rate limits over real sockets. The decisions are tested in `http/limit/tests.rs`, in virtual time.

use std::{
    future::{Future as _, IntoFuture as _, poll_fn},
    pin::Pin,
    sync::{Arc, Mutex},
    task::Poll,
    time::{Duration, Instant},
};

use stytch_api::{Client, Error, TransportError, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// Returns a client whose calls are paused for 30 seconds, because many have been rejected.
async fn paused_client(server: &Server) -> Client {
    let client = server.client();
    for _ in 0..1000 {
        let call = client.send(ListRequest::new()).timeout(Duration::from_secs(5));
        let error = call.await.unwrap_err();
        if !error.is_rate_limited() {
            assert_not_sent(error);
            return client;
        }
    }
    panic!("the calls are not paused");
}

fn pause() -> MockResponse {
    MockResponse::headers(429, "retry-after: 30\r\n")
}

fn assert_not_sent(error: Error) {
    assert!(error.is_timeout() && error.is_transport() && !error.is_connect(), "{error:?}");
    assert!(error.to_string().ends_with("nothing was sent"), "{error}");
    let Error::Transport(error) = error else { panic!("{error:?}") };
    let TransportError { attempts, status, .. } = *error;
    assert_eq!((attempts, status), (0, None));
}

#[tokio::test]
async fn call_that_gets_no_turn_in_time_is_not_sent() {
    let server = Server::start([pause()]).await;
    let client = paused_client(&server).await;
    let sent_before = server.requests().len();
    assert!(sent_before >= 3, "{sent_before}");
    let call = client.send(ListRequest::new()).timeout(Duration::from_millis(50));
    assert_not_sent(call.await.unwrap_err());
    assert_eq!(server.requests().len(), sent_before);
}

#[tokio::test]
async fn clones_and_blocking_calls_share_the_limit() {
    let server = Server::start([pause()]).await;
    let client = paused_client(&server).await;
    let sent_before = server.requests().len();
    let timeout = Duration::from_millis(50);
    let clone = client.clone();
    assert_not_sent(clone.send(ListRequest::new()).timeout(timeout).await.unwrap_err());
    let blocking = tokio::task::spawn_blocking(move || {
        client.send(ListRequest::new()).timeout(timeout).wait().unwrap_err()
    });
    assert_not_sent(blocking.await.unwrap());
    assert_eq!(server.requests().len(), sent_before);
    let error = server.client().send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_rate_limited(), "another client is not paused: {error:?}");
}

#[tokio::test]
async fn retry_after_of_a_single_rejection_pauses_no_other_call() {
    let server = Server::start([pause(), MockResponse::json("{}")]).await;
    let client = server.builder().max_requests_per_second(1000).build().unwrap();
    let error = client.send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_rate_limited(), "{error:?}");
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn call_far_back_in_the_queue_fails_at_once() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.builder().max_requests_per_second(1).build().unwrap();
    client.send(ListRequest::new()).await.unwrap();
    let hour = Duration::from_secs(3600);
    let mut ahead: Vec<_> =
        (0..100).map(|_| client.send(ListRequest::new()).timeout(hour).into_future()).collect();
    // The call is ready at its first poll, so it does not wait for its timeout.
    poll_fn(|context| {
        assert!(ahead.iter_mut().all(|call| Pin::new(call).poll(context).is_pending()));
        let mut call = client.send(ListRequest::new()).into_future();
        let Poll::Ready(result) = Pin::new(&mut call).poll(context) else { panic!("it waits") };
        assert_not_sent(result.unwrap_err());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn retry_that_gets_no_turn_returns_the_last_response() {
    let busy = MockResponse::headers(429, "retry-after: 1\r\n");
    let server = Server::start([busy]).await;
    let client = server.builder().max_requests_per_second(1).build().unwrap();
    let call = client.send(ListRequest::new()).timeout(Duration::from_millis(1050));
    let error = call.await.unwrap_err();
    assert!(error.is_rate_limited(), "{error:?}");
}

#[tokio::test]
async fn fixed_limit_spaces_the_calls() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.builder().max_requests_per_second(20).build().unwrap();
    let started = Instant::now();
    for _ in 0..5 {
        client.send(ListRequest::new()).await.unwrap();
    }
    assert!(started.elapsed() >= Duration::from_millis(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn cancelled_calls_do_not_delay_the_next_one() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.builder().max_requests_per_second(2).build().unwrap();
    client.send(ListRequest::new()).await.unwrap();
    let hour = Duration::from_secs(3600);
    let mut calls: Vec<_> =
        (0..1000).map(|_| client.send(ListRequest::new()).timeout(hour).into_future()).collect();
    // Each of them takes its place in the queue, then waits.
    poll_fn(|context| {
        let are_waiting = calls.iter_mut().all(|call| Pin::new(call).poll(context).is_pending());
        assert!(are_waiting);
        Poll::Ready(())
    })
    .await;
    drop(calls);
    let sent_before = server.requests().len();
    // If the cancelled calls kept their turns, this would take 500 seconds.
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!((sent_before, server.requests().len()), (1, 2));
}

#[test]
fn limit_of_zero_is_rejected() {
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET);
    let error = builder.max_requests_per_second(0).build().unwrap_err();
    assert!(error.is_config() && error.to_string().contains("max_requests_per_second"), "{error}");
}

/// A server that admits 65 requests in each second.
struct LimitedServer {
    started: Instant,
    /// The current second and the requests in it.
    window: Mutex<(u64, u32)>,
    /// When each request arrived, and whether it was admitted.
    log: Mutex<Vec<(Duration, bool)>>,
}

impl LimitedServer {
    const LIMIT: u32 = 65;

    fn admits(&self) -> bool {
        let now = self.started.elapsed();
        let mut window = self.window.lock().unwrap();
        if window.0 != now.as_secs() {
            *window = (now.as_secs(), 0);
        }
        window.1 += 1;
        let is_admitted = window.1 <= Self::LIMIT;
        self.log.lock().unwrap().push((now, is_admitted));
        is_admitted
    }

    async fn serve(self: Arc<Self>, mut stream: TcpStream) -> std::io::Result<()> {
        let mut received = Vec::new();
        loop {
            // The body of every request ends with `}`.
            while !received.ends_with(b"}") {
                if stream.read_buf(&mut received).await? == 0 {
                    return Ok(());
                }
            }
            received.clear();
            let (status, body) = if self.admits() {
                (200, r#"{"member_id":"m","totp_registration_id":"t"}"#)
            } else {
                (429, r#"{"error_type":"too_many_requests"}"#)
            };
            let length = body.len();
            let head = format!("HTTP/1.1 {status} Status\r\ncontent-length: {length}\r\n\r\n");
            stream.write_all(format!("{head}{body}").as_bytes()).await?;
        }
    }
}

/// Checks and prints how a migration with the default settings meets a rate limit. It takes 16 seconds and depends
/// on the clock, so it runs only on request:
///
/// ```sh
/// cargo test --release -p stytch-tests --all-features --test faults -- --ignored --nocapture migration
/// ```
#[tokio::test]
#[ignore = "a measurement of 16 seconds"]
async fn migration_under_a_rate_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (window, log) = (Mutex::default(), Mutex::default());
    let server = Arc::new(LimitedServer { started: Instant::now(), window, log });
    let accept = tokio::spawn({
        let server = Arc::clone(&server);
        async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&server).serve(stream));
            }
        }
    });
    let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url).build().unwrap();
    let members = Arc::new(Mutex::new(0..1000));
    let started = Instant::now();
    let mut workers = JoinSet::new();
    for _ in 0..64 {
        let (client, members) = (client.clone(), Arc::clone(&members));
        workers.spawn(async move {
            let mut moved = 0;
            loop {
                let Some(member) = members.lock().unwrap().next() else { return moved };
                let request = MigrateRequest::new("acme", format!("member-{member}"), "SECRET");
                moved += usize::from(client.b2b().totps().migrate(request).await.is_ok());
            }
        });
    }
    let moved: usize = workers.join_all().await.into_iter().sum();
    let seconds = started.elapsed().as_secs_f64();
    accept.abort();
    let log = server.log.lock().unwrap();
    let late: Vec<_> = log.iter().filter(|(time, _)| time.as_secs() >= 2).collect();
    let rejected = |admitted: &mut dyn Iterator<Item = bool>| admitted.filter(|is| !is).count();
    let all_rejected = rejected(&mut log.iter().map(|(_, is_admitted)| *is_admitted));
    let late_rejected = rejected(&mut late.iter().map(|(_, is_admitted)| *is_admitted));
    println!(
        "{moved} of 1000 moved in {seconds:.2} s, {} a second permitted; {} requests, {all_rejected} \
         rejected; after two seconds {late_rejected} of {}",
        LimitedServer::LIMIT,
        log.len(),
        late.len(),
    );
    assert_eq!(moved, 1000);
    assert!(late_rejected * 20 <= late.len(), "more than 5% rejected after two seconds");
    let permitted = seconds * f64::from(LimitedServer::LIMIT);
    assert!(1000.0 >= 0.9 * permitted, "less than 90% of the permitted rate");
}
