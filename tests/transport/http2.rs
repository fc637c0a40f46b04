//! HTTP/2: connections and streams, and what is repeated when they end early.

mod connections;
mod retries;
mod server;
