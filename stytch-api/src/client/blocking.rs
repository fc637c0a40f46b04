//! Blocking calls, driven by one background runtime per process.

use std::{
    future::Future,
    sync::{OnceLock, mpsc},
};

use tokio::runtime::{Builder, Runtime};

use crate::{Error, error::RequestError, schema::EndpointSpec};

/// Runs a call of `endpoint` on the background runtime and blocks until it completes.
pub(crate) fn wait_for_call<T: Send + 'static>(
    endpoint: &'static EndpointSpec,
    call: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    wait(call, |problem| RequestError::new(endpoint, problem).into())
}

/// Runs a check on the background runtime and blocks until it completes.
#[cfg(feature = "verify")]
pub(crate) fn wait_for_check<T: Send + 'static>(
    check: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    wait(check, |problem| crate::error::ConfigError::new(problem).into())
}

/// Runs `future` on the runtime's own thread, where connections persist between calls. Blocking on a
/// channel instead of the runtime works on any thread, including those of other runtimes.
fn wait<T: Send + 'static>(
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
    error: impl Fn(&'static str) -> Error,
) -> Result<T, Error> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("stytch-api").enable_all().build().ok()
    });
    let Some(runtime) = runtime else {
        return Err(error("the thread that runs blocking calls could not be started"));
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        // The receiver outlives the send: this thread blocks on it.
        let _ = sender.send(future.await);
    });
    receiver.recv().unwrap_or_else(|_| Err(error("the call ended without a result")))
}
