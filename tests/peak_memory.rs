//! Tests that large responses, also those of a hostile server, don't take much more memory than their size.
//!
//! Each case runs in a child process, which reports its own peak. The server is in this process.

// The peak is read through `/proc`.
#![cfg(target_os = "linux")]

use std::{ffi::OsStr, fs};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use stytch_api::{
    Client, Error, Json,
    b2b::{organizations::members::SearchRequest, totps::MigrateRequest},
};
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server, run_in_child};

/// The environment variables with the URL of the server and the name of the case, set in the child process.
const SERVER: &str = "STYTCH_TESTS_SERVER";
const CASE: &str = "STYTCH_TESTS_CASE";

/// The default limit of a response, in bytes.
const RESPONSE_LIMIT: usize = 16 << 20;

/// The largest peak of a hostile response, in KiB, as `/proc` reports it.
const MAX_PEAK: usize = 300 << 10;

/// The largest peak of a page of Members, in KiB. Each Member has four small objects of metadata, whose maps take more
/// than 600 bytes each.
const MAX_PEAK_OF_MEMBERS: usize = 7 * (RESPONSE_LIMIT >> 10);

const CODE: &str = "1234";

/// A response with a Member.
const MIGRATED: &str = include_str!("bench/driver/src/body.json");

/// Returns a text of the largest size that the client accepts, in which `part` is repeated.
fn fill(start: &str, part: &str, end: &str) -> String {
    let parts = (RESPONSE_LIMIT - start.len() - end.len()) / part.len();
    format!("{start}{}{end}", part.repeat(parts))
}

fn responses() -> [(&'static str, MockResponse); 7] {
    let error = |start: &str, part: &str, end: &str| {
        let start = format!(r#"{{"error_type":"e",{start}"#);
        MockResponse::status(400, fill(&start, part, end))
    };
    let keys = |start, part, end| MockResponse::json(fill(start, part, end));
    let migrated: Json = serde_json::from_str(MIGRATED).unwrap();
    let member = format!("{},", migrated["member"]);
    [
        ("objects", error(r#""x":["#, r#"{"a":0},"#, "0]}")),
        ("details", error(r#""error_details":{"x":["#, r#"{"a":0},"#, "0]}}")),
        ("echoes", error(r#""error_message":""#, "1234+", r#""}"#)),
        ("escaped echoes", error(r#""error_message":""#, r"1234 %25+&lt;\\\\n ", r#""}"#)),
        ("keys", keys(r#"{"keys":["#, "{},", "0]}")),
        ("members", MockResponse::json(fill(r#"{"members":["#, &member, "{}]}"))),
        ("one key", keys(r#"{"keys":[{"x5c":["#, r#""","#, "0]}]}")),
    ]
}

/// Makes the call of the case, and checks its result.
async fn call(case: &str, client: &Client) {
    if case.contains("key") {
        let encode = |json: &str| BASE64_URL_SAFE_NO_PAD.encode(json);
        let header = encode(r#"{"alg":"RS256","kid":"key"}"#);
        let jwt = format!("{header}.{}.{}", encode("{}"), encode("signature"));
        let error = client.b2b().sessions().authenticate_jwt(&jwt).await.unwrap_err();
        let Error::Unavailable(error) = error else { panic!("{case}: {error:?}") };
        assert!(error.cause().is_decode(), "{case}: {error:?}");
        assert!(error.cause().body().unwrap().len() > RESPONSE_LIMIT - 100, "{case}");
        return;
    }
    if case == "members" {
        let request = SearchRequest::new(["acme"]);
        let members = client.b2b().organizations().members().search(request).await.unwrap().members;
        assert!(members.len() > 11_000);
        return;
    }
    let request = MigrateRequest::new("acme", "ada", CODE).recovery_codes(["other-code"; 10]);
    let error = client.b2b().totps().migrate(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{case}: {error:?}") };
    assert!(error.body.len() > RESPONSE_LIMIT - 100, "{case}");
    if let Some(message) = &error.message {
        assert!(message.contains("[redacted]") && !message.contains(CODE), "{case}");
    }
    assert_eq!(case.contains("echoes"), error.message.is_some(), "{case}");
}

/// Returns the peak of the memory that this process has used, in KiB.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn large_responses_take_little_memory() {
    if let (Ok(case), Ok(url)) = (std::env::var(CASE), std::env::var(SERVER)) {
        let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
        call(&case, &builder.retries(0).build().unwrap()).await;
        let peak = peak();
        println!("{case}: {peak} KiB");
        // The body is in memory as a whole.
        assert!(peak > RESPONSE_LIMIT >> 10, "{case}: {peak} KiB");
        let max_peak = if case == "members" { MAX_PEAK_OF_MEMBERS } else { MAX_PEAK };
        assert!(peak < max_peak, "{case}: {peak} KiB");
        return;
    }
    for (case, response) in responses() {
        let server = Server::start([response]).await;
        let run = move || {
            let url = server.url();
            let variables = [(CASE, Some(OsStr::new(case))), (SERVER, Some(OsStr::new(&url)))];
            run_in_child("large_responses_take_little_memory", &variables);
        };
        tokio::task::spawn_blocking(run).await.unwrap();
    }
}
