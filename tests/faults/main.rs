//! Calls that fail: errors from Stytch, broken connections, timeouts, redirects and retries.

mod broken;
mod chains;
mod errors;
mod matrix;
mod rate_limits;
mod redirects;
mod retries;
mod timeouts;
