//! A run against a server with a rate limit.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Json, Router, http::StatusCode, routing::post};
use serde_json::{Value, json};
use stytch_api::{
    Client,
    b2b::totps::MigrateRequest,
    bulk::{Journal, Outcome},
};
use stytch_tests::{PROJECT_ID, PROJECT_SECRET};
use tokio::net::TcpListener;

use crate::fixture::{SECRET, finish};

const ROWS: usize = 400;
const REQUESTS_PER_SECOND: f64 = 65.0;
const BURST: f64 = 10.0;

/// A server that carries out at most 65 requests per second, after a burst of 10.
struct Server {
    tokens: f64,
    refilled: Instant,
    /// How often each Member was migrated.
    migrated: BTreeMap<String, u32>,
}

impl Server {
    fn migrate(&mut self, request: &Value) -> (StatusCode, Json<Value>) {
        let elapsed = self.refilled.elapsed();
        self.refilled += elapsed;
        self.tokens = BURST.min(self.tokens + elapsed.as_secs_f64() * REQUESTS_PER_SECOND);
        if self.tokens < 1.0 {
            let body = json!({"status_code": 429, "error_type": "too_many_requests"});
            return (StatusCode::TOO_MANY_REQUESTS, Json(body));
        }
        self.tokens -= 1.0;
        let member_id = request["member_id"].as_str().expect("a Member's ID");
        *self.migrated.entry(member_id.to_owned()).or_default() += 1;
        let body = json!({"member_id": member_id, "totp_registration_id": "member-totp-test-1"});
        (StatusCode::OK, Json(body))
    }
}

#[tokio::test]
async fn no_row_is_lost_under_a_rate_limit() {
    let server = Arc::new(Mutex::new(Server {
        tokens: BURST,
        refilled: Instant::now(),
        migrated: BTreeMap::new(),
    }));
    let state = Arc::clone(&server);
    let migrate =
        |Json(body): Json<Value>| async move { state.lock().expect("no panic").migrate(&body) };
    let router = Router::new().route("/v1/b2b/totp/migrate", post(migrate));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(axum::serve(listener, router).into_future());

    let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
    let client = client.max_requests_per_second(65).build().expect("a client");
    let rows = (0..ROWS).map(|number| {
        let member_id = format!("member-test-{number:03}");
        (member_id.clone(), MigrateRequest::new("acme", member_id, SECRET))
    });
    let folder = tempfile::tempdir().expect("a folder");
    let journal = Journal::open(folder.path().join("journal")).expect("a journal");
    let run = client
        .bulk(rows)
        .concurrency(NonZeroUsize::new(64).expect("not zero"))
        .timeout(Duration::from_secs(60))
        .journal(journal)
        .run()
        .expect("a run");
    let outcomes = finish(run).await;
    assert_eq!(outcomes.len(), ROWS);
    for (key, outcome) in &outcomes {
        assert!(matches!(outcome, Outcome::Done(_)), "{key}: {outcome:?}");
    }
    let server = server.lock().expect("no panic");
    assert_eq!(server.migrated.len(), ROWS);
    assert!(server.migrated.values().all(|&times| times == 1), "{:?}", server.migrated);
}
