//! The HTTP server: sockets, routes, the parsing of requests, faults.

pub(crate) mod fault;
pub(crate) mod merge;
pub(crate) mod received;
pub(crate) mod routing;
pub(crate) mod server;
pub(crate) mod service;
