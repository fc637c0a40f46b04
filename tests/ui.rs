//! Tests the compiler's messages for invalid specs: each file breaks a rule of the grammar,
//! and its messages are next to it. A folder holds the tests of a group of rules.
//!
//! `TRYBUILD=overwrite cargo test --test ui` rewrites the messages. Read each change before you commit it.

#[test]
fn mistakes_are_reported_at_their_token() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}
