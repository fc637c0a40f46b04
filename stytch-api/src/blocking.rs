//! Calls without `.await`, on one runtime for the whole process.

use std::{future::Future, sync::OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Error, endpoint::EndpointSpec, error::RequestError};

/// Drives `call` to its end on this thread. Connections live on the runtime's own thread, so that
/// they are kept from call to call.
pub(crate) fn wait<T>(
    endpoint: &'static EndpointSpec,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        let problem =
            "`wait` was called inside an async runtime, which it would block; use `.await`";
        return Err(RequestError::new(endpoint, problem).into());
    }
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("stytch-api").enable_all().build().ok()
    });
    match runtime {
        Some(runtime) => runtime.block_on(call),
        None => Err(RequestError::new(endpoint, "no thread could be started to wait with").into()),
    }
}
