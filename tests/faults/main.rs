//! What becomes of a call when the network or the other side fails it.

mod broken;
mod errors;
mod redirects;
mod retries;
mod timeouts;
