//! Logins: what a response says about one, OAuth and SSO start URLs for the browser, and PKCE.
#![cfg_attr(feature = "verify", doc = concat!("\n", include_str!("../logins-in-a-browser.md")))]

#[cfg(any(feature = "b2b", feature = "consumer"))]
mod login_response;
#[cfg(all(
    feature = "verify",
    // Without a crypto library, `crypto` reports the one error.
    any(feature = "aws-lc-rs", feature = "native-tls", feature = "rustls", feature = "sandbox")
))]
pub mod pkce;
#[cfg(all(feature = "verify", any(feature = "b2b", feature = "consumer")))]
pub mod start_url;

#[cfg(any(feature = "b2b", feature = "consumer"))]
pub use self::login_response::{Login, LoginResponse};
