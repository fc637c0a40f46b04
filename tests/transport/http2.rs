//! HTTP/2: connections and streams, and what is repeated when they end early.

mod connections;
mod server;
