//! Tests that `log` shows calls and no secrets, for a program that has a logger and no `tracing` subscriber.
//!
//! The test has its own process, because the logger is global, and because `tracing` passes events to `log` only
//! while the process has no subscriber.

use std::sync::Mutex;

use stytch_api::b2b::totps::MigrateRequest;
use stytch_tests::{MockResponse, Server};

struct Logger(Mutex<String>);

static LOGGER: Logger = Logger(Mutex::new(String::new()));

impl log::Log for Logger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}: {}\n", record.level(), record.target(), record.args());
        self.0.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}

#[tokio::test]
async fn log_records_show_calls_without_secrets() {
    log::set_logger(&LOGGER).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let failure = r#"{"request_id":"request-1","error_type":"SECRETVALUE"}"#;
    let migrated = r#"{"request_id":"request-2","member_id":"MEMBERVALUE","recovery_codes":["CODEVALUE"],
        "totp_registration_id":"t"}"#;
    let undecodable = r#"{"request_id":"request-3","member_id":"MEMBERVALUE"}"#;
    let responses = [
        MockResponse::status(502, failure),
        MockResponse::json(migrated),
        MockResponse::json(undecodable),
    ];
    let server = Server::start(responses).await;
    let client = server.client();
    let mut failed = 0;
    for _ in 0..3 {
        let request = MigrateRequest::new("PATHVALUE", "m", "SECRETVALUE");
        let call = client.b2b().totps().migrate(request).header("X-Trace", "HEADERVALUE");
        failed += u32::from(call.await.is_err());
    }
    assert_eq!(failed, 2);
    let text = LOGGER.0.lock().unwrap().clone();
    for expected in [
        r#"INFO stytch_api: stytch_call; otel.kind="client" otel.name=POST /v1/b2b/totp/migrate "#,
        r#"DEBUG stytch_api: received http.request.method="POST" url.template="/v1/b2b/totp/migrate" "#,
        r#"WARN stytch_api: call failed http.request.method="POST" "#,
        r#"error.type="502" stytch.request_id="request-1""#,
        r#"error.type="decode" stytch.request_id="request-3""#,
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains("VALUE") && !text.contains("Basic "), "{text}");
    assert!(!text.contains(stytch_tests::PROJECT_SECRET), "{text}");
}
