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
