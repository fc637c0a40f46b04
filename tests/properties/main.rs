//! Properties that hold for any input: nothing panics, no error shows a secret, and nothing is accepted that
//! was not signed or granted.

mod forged;
#[path = "../verify/setup.rs"]
#[expect(dead_code, reason = "the verification tests use the rest")]
mod setup;
