//! Properties that hold for any input: nothing panics, no error shows a secret, and nothing is accepted that
//! was not signed or granted. CONTRIBUTING.md says how to try more inputs.

mod authenticators;
#[path = "../tables/endpoints.rs"]
#[expect(dead_code, reason = "the table tests use the rest")]
mod endpoints;
mod keys;
mod mutate;
mod policies;
mod responses;
#[path = "../tables/sample.rs"]
mod sample;
#[path = "../verify/setup.rs"]
#[expect(dead_code, reason = "the verification tests use the rest")]
mod setup;
mod tokens;
mod webhooks;

/// Runs `future` on a separate runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().expect("a runtime").block_on(future)
}
