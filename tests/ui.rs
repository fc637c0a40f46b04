//! Tests the compiler's messages for invalid specs: each file breaks one rule, and its message is next to it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` rewrites the messages. Read each change before you commit it.

#[test]
fn mistakes_are_reported_at_their_token() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
