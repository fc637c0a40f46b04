//! Calls without `.await`, on one runtime for the whole process.

use std::{
    future::Future,
    sync::{OnceLock, mpsc},
};

use tokio::runtime::{Builder, Runtime};

use crate::{Error, error::RequestError, schema::EndpointSpec};

/// As [`wait`], for what is no call of one endpoint.
#[cfg(feature = "verify")]
pub(crate) fn wait_for<T: Send + 'static>(
    check: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    run(check, |problem| crate::error::ConfigError::new(problem).into())
}

/// Runs `call` on the runtime's own thread, where connections live from call to call, and waits on
/// this one: so it works on any thread, those of other runtimes included.
pub(crate) fn wait<T: Send + 'static>(
    endpoint: &'static EndpointSpec,
    call: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    run(call, |problem| RequestError::new(endpoint, problem).into())
}

fn run<T: Send + 'static>(
    call: impl Future<Output = Result<T, Error>> + Send + 'static,
    failed: impl Fn(&'static str) -> Error,
) -> Result<T, Error> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("stytch-api").enable_all().build().ok()
    });
    let Some(runtime) = runtime else {
        return Err(failed("no thread could be started to wait for"));
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        // Whoever waits is there until this is sent.
        let _ = sender.send(call.await);
    });
    receiver.recv().unwrap_or_else(|_| Err(failed("the call ended without an outcome")))
}
