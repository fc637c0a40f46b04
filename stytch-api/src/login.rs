//! Logins that start in the browser: start URLs and PKCE.

pub mod pkce;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod start_url;
