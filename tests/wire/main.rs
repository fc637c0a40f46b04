//! What a call sends, to the byte, and what it makes of an answer.

mod calls;
mod clients;
mod downstream;
mod migrate;
mod pages;
mod redaction;
mod requests;
mod responses;
mod serde_bridge;
