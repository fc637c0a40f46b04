//! Requests, responses, calls, clients and pages, over a real socket.

mod calls;
mod clients;
mod downstream;
mod endless_pages;
mod escaping;
mod flattened;
mod logins;
mod management;
mod migrate;
mod pages;
mod redaction;
mod requests;
mod responses;
mod serde_bridge;
