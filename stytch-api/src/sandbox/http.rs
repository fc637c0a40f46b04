//! The HTTP server: connections, routes, parsing of requests, faults.

mod control;
mod credentials;
pub(crate) mod fault;
pub(crate) mod parse_request;
pub(crate) mod received_request;
pub(crate) mod request_log;
mod response;
pub(crate) mod routing;
pub(crate) mod server;
pub(crate) mod service;
pub(crate) mod stub;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex even if it is poisoned: a panic, also of a test's matcher, fails only its own request.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
