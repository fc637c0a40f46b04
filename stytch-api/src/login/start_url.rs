//! Start URLs: where a browser begins an OAuth or SSO login.
//!
//! The module [`login`](crate::login) lists them all and shows a complete login.

#[cfg(feature = "b2b")]
pub mod b2b;
#[cfg(feature = "consumer")]
pub mod consumer;
mod parameters;

use percent_encoding::utf8_percent_encode;

use crate::codec::request::{PATH_SEGMENT, check_segment};
pub use crate::error::StartUrlError;

/// Encodes the provider as a path segment.
fn encode_provider(provider: &str) -> Result<String, StartUrlError> {
    check_segment(provider).map_err(|problem| StartUrlError::new("provider", problem))?;
    Ok(utf8_percent_encode(provider, PATH_SEGMENT).to_string())
}
