//! Clients that read environment variables. Each test runs itself in child processes, because the
//! variables are global to a process.

use std::ffi::OsStr;

use stytch_api::{Client, Error, ManagementClient};
use stytch_tests::{KEY_ID, KEY_SECRET, PROJECT_ID, PROJECT_SECRET, run_in_child};

/// The outcome that a child process expects; not set in the parent process.
const EXPECTED: &str = "STYTCH_TESTS_EXPECTED";

/// Checks that `result` is a client's base URL, or a configuration error that contains the text.
fn check(result: Result<String, Error>, expected: &str) {
    match result {
        Ok(base_url) => assert_eq!(base_url, expected),
        Err(Error::Config(error)) => {
            let message = error.to_string();
            assert!(message.contains(expected), "{message}");
            assert!(!message.contains("PROJECTSECRET"), "{message}");
            assert!(!message.contains("KEYSECRET"), "{message}");
        }
        Err(error) => panic!("{error:?}"),
    }
}

fn base_url_from_env() -> Result<String, Error> {
    Ok(Client::from_env()?.base_url().to_owned())
}

#[test]
fn client_is_configured_by_the_environment() {
    if let Ok(expected) = std::env::var(EXPECTED) {
        return check(base_url_from_env(), &expected);
    }
    let (id, secret) = (OsStr::new(PROJECT_ID), OsStr::new(PROJECT_SECRET));
    let cases = [
        (Some(id), Some(secret), None, "https://test.stytch.com"),
        (Some(id), Some(secret), Some(OsStr::new("http://localhost:1/a")), "http://localhost:1/a"),
        (Some(id), Some(secret), Some(OsStr::new("")), "invalid base URL"),
        (None, Some(secret), None, "STYTCH_PROJECT_ID is not set"),
        (Some(id), None, None, "STYTCH_SECRET is not set"),
        (Some(OsStr::new("")), Some(secret), None, "the project ID is empty"),
        (Some(secret), Some(id), None, "the project ID is a secret"),
        (Some(secret), Some(id), Some(OsStr::new("http://localhost:1")), "may be swapped"),
    ];
    for (id, secret, base_url, expected) in cases {
        let variables = [
            (EXPECTED, Some(OsStr::new(expected))),
            ("STYTCH_PROJECT_ID", id),
            ("STYTCH_SECRET", secret),
            ("STYTCH_BASE_URL", base_url),
        ];
        run_in_child("client_is_configured_by_the_environment", &variables);
    }
}

#[test]
fn management_client_is_configured_by_its_own_variables() {
    if let Ok(expected) = std::env::var(EXPECTED) {
        let client = ManagementClient::from_env();
        return check(client.map(|client| client.base_url().to_owned()), &expected);
    }
    let (id, secret) = (OsStr::new(KEY_ID), OsStr::new(KEY_SECRET));
    let cases = [
        (Some(id), Some(secret), None, "https://management.stytch.com"),
        (Some(id), Some(secret), Some(OsStr::new("http://localhost:1/a")), "http://localhost:1/a"),
        (Some(id), Some(secret), Some(OsStr::new("")), "invalid base URL"),
        (None, Some(secret), None, "STYTCH_WORKSPACE_KEY_ID is not set"),
        (Some(id), None, None, "STYTCH_WORKSPACE_KEY_SECRET is not set"),
        (Some(secret), Some(id), None, "the workspace key ID is a secret"),
    ];
    for (id, secret, base_url, expected) in cases {
        let variables = [
            (EXPECTED, Some(OsStr::new(expected))),
            ("STYTCH_WORKSPACE_KEY_ID", id),
            ("STYTCH_WORKSPACE_KEY_SECRET", secret),
            ("STYTCH_MANAGEMENT_URL", base_url),
            // These are the variables of `Client`, and have no effect.
            ("STYTCH_PROJECT_ID", Some(OsStr::new(PROJECT_ID))),
            ("STYTCH_SECRET", Some(OsStr::new(PROJECT_SECRET))),
            ("STYTCH_BASE_URL", Some(OsStr::new("http://localhost:2"))),
        ];
        run_in_child("management_client_is_configured_by_its_own_variables", &variables);
    }
}

/// Without the variable, calls would be sent to Stytch itself.
#[cfg(unix)]
#[test]
fn base_url_that_is_not_utf8_is_rejected() {
    use std::os::unix::ffi::OsStrExt as _;

    if let Ok(expected) = std::env::var(EXPECTED) {
        return check(base_url_from_env(), &expected);
    }
    let variables = [
        (EXPECTED, Some(OsStr::new("STYTCH_BASE_URL"))),
        ("STYTCH_PROJECT_ID", Some(OsStr::new(PROJECT_ID))),
        ("STYTCH_SECRET", Some(OsStr::new(PROJECT_SECRET))),
        ("STYTCH_BASE_URL", Some(OsStr::from_bytes(b"http://localhost:1/\xff"))),
    ];
    run_in_child("base_url_that_is_not_utf8_is_rejected", &variables);
}
