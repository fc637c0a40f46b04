//! Logins that start in the browser: OAuth and SSO start URLs, and PKCE.
#![doc = concat!("\n", include_str!("../logins-in-a-browser.md"))]

pub mod pkce;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod start_url;
