//! Tests that calls are logged, and that secrets are not.
//!
//! The test has its own process, because other threads drive the connections and so the subscriber must be
//! global.

use std::{
    io,
    sync::{Arc, Mutex},
};

use stytch_api::b2b::{organizations::members, totps::MigrateRequest};
use stytch_tests::{MockResponse, Server};
use tracing_subscriber::fmt::MakeWriter;

/// The log at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn attempts_are_logged_without_bodies_values_or_headers() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let responses = [
        MockResponse::status(
            503,
            r#"{"request_id":"request-1","error_type":"server_unavailable"}"#,
        ),
        MockResponse::json(
            r#"{"member_id":"MEMBERVALUE","request_id":"request-2","recovery_codes":["CODEVALUE"],
                "totp_registration_id":"t"}"#,
        ),
        MockResponse::json(
            r#"{"request_id":"SECRETVALUE","member_id":"m","totp_registration_id":"t"}"#,
        ),
        MockResponse::json(
            r#"{"request_id":"request-1\nFORGEDVALUE","member_id":"m","totp_registration_id":"t"}"#,
        ),
        MockResponse::Close,
    ];
    let server = Server::start(responses).await;
    let client = server.builder().build().unwrap();
    let request = MigrateRequest::new("PATHVALUE", "m", "SECRETVALUE");
    let migrated =
        client.b2b().totps().migrate(request).header("X-Trace", "HEADERVALUE").await.unwrap();
    for _ in 0..2 {
        let request = MigrateRequest::new("o", "m", "SECRETVALUE");
        client.b2b().totps().migrate(request).await.unwrap();
    }
    let request = members::GetRequest::new("PATHVALUE").member_id(migrated.member_id);
    client.b2b().organizations().members().get(request).retries(0).await.unwrap_err();
    let text = log.text();
    for expected in [
        r#": stytch_api: received http.request.method="POST" url.template="/v1/b2b/totp/migrate" http.response.status_code=503 error.type="503" stytch.request_id="request-1" http.request.resend_count=0 elapsed_ms="#,
        r#"received http.request.method="POST" url.template="/v1/b2b/totp/migrate" http.response.status_code=200 stytch.request_id="request-2" http.request.resend_count=1 elapsed_ms="#,
        // The third and the fourth response have no valid request ID.
        r#"received http.request.method="POST" url.template="/v1/b2b/totp/migrate" http.response.status_code=200 http.request.resend_count=0 elapsed_ms="#,
        r#"failed http.request.method="GET" url.template="/v1/b2b/organizations/{organization_id}/member" error.type="no_response" http.request.resend_count=0 elapsed_ms="#,
        r#"DEBUG stytch_call{otel.kind="client" otel.name=POST /v1/b2b/totp/migrate http.request.method="POST""#,
        r#" WARN stytch_call{otel.kind="client" otel.name=GET /v1/b2b/organizations/{organization_id}/member "#,
        r#"call failed http.request.method="GET""#,
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(!text.contains("VALUE") && !text.contains("Basic "), "{text}");
}
