//! The runtime of commands that make calls.

use std::future::Future;

use crate::cli::failure::Failure;

/// Runs `future` on a new runtime of this thread.
pub(super) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::call(format!("no runtime: {error}")))?;
    runtime.block_on(future)
}
