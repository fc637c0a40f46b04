//! What the compiler says of a spec with a mistake in it: one rule a file, its message beside it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew; read each before it is
//! committed.

#[test]
fn mistakes_are_told_at_their_token() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
