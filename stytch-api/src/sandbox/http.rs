//! The HTTP server: sockets, routes, the parsing of requests, faults.

pub(crate) mod fault;
pub(crate) mod parse_request;
pub(crate) mod received;
pub(crate) mod routing;
pub(crate) mod server;
pub(crate) mod service;
