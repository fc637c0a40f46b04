//! Tests that the macros and the client have the same lists of headers that a spec cannot declare.

use std::{fs, path::Path};

#[test]
fn macros_reject_the_headers_that_the_client_sets() {
    let rejected = strings("../stytch-macros/src/lower/wire_name.rs", "CLIENT_HEADERS");
    // In the macros' list, each header is followed by the alternative to suggest.
    let rejected: Vec<_> = rejected.into_iter().step_by(2).collect();
    assert_eq!(rejected, strings("../stytch-api/src/http/config.rs", "CLIENT_HEADERS"));
}

#[test]
fn macros_reject_the_framing_headers_that_a_call_rejects() {
    let rejected = strings("../stytch-macros/src/lower/wire_name.rs", "FRAMING_HEADERS");
    assert_eq!(rejected, strings("../stytch-api/src/client/options.rs", "FRAMING_HEADERS"));
}

/// The string literals in the value of a constant.
fn strings(file: &str, constant: &str) -> Vec<String> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let (_, declaration) = source.split_once(&format!("const {constant}:")).unwrap();
    let (_, value) = declaration.split_once(" = ").unwrap();
    let (value, _) = value.split_once(";\n").unwrap();
    let strings: Vec<_> = value.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!strings.is_empty(), "no strings in `{constant}` of {file}");
    strings
}
