//! Addresses where a login begins in the browser: OAuth and SSO.
//!
//! Such a login is no call of this client: the browser goes to Stytch, from there to the provider, and comes
//! back with a token for the `authenticate` of the same resource. Here are the addresses to send it to.
//!
//! | begin it with | finish it with |
//! |---|---|
//! | `client.b2b().oauth().start_url(…)` | `client.b2b().oauth().authenticate(…)` |
//! | `client.b2b().oauth().discovery().start_url(…)` | `client.b2b().oauth().discovery().authenticate(…)` |
//! | `client.b2b().sso().start_url(…)`, `default_start_url(…)` | `client.b2b().sso().authenticate(…)` |
//! | `client.consumer().oauth().start_url(…)` | `client.consumer().oauth().authenticate(…)` |
//!
//! They begin with the client's [base URL](crate::ClientBuilder::base_url): give it your custom domain where
//! Stytch serves your project under one. The public token, `public-token-…`, is no secret; it is beside the
//! project ID in Stytch's dashboard.
//!
//! ```
//! use stytch_api::{Client, login::pkce::Pkce};
//!
//! # fn run(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
//! let pkce = Pkce::new()?;
//! let oauth = client.b2b().oauth();
//! let url = oauth
//!     .start_url("google", "public-token-test-…")
//!     .slug("acme")
//!     .login_redirect_url("https://app.example/authenticate")
//!     .pkce_code_challenge(pkce.challenge())
//!     .build()?;
//! // Answer the browser with status 303 and `Location: {url}`.
//! # Ok(()) }
//! ```

#[cfg(feature = "b2b")]
pub mod b2b;
#[cfg(feature = "consumer")]
pub mod consumer;
mod parameters;

use std::fmt;

use percent_encoding::utf8_percent_encode;

use crate::{
    codec::request::{PATH_SEGMENT, check_segment},
    login::start_url::parameters::{Parameters, Spaces, Value},
};

/// The provider as a segment of the path.
fn encode_provider(provider: &str) -> Result<String, StartUrlError> {
    check_segment(provider).map_err(|problem| StartUrlError::new("provider", problem))?;
    Ok(utf8_percent_encode(provider, PATH_SEGMENT).to_string())
}

/// Why there is no address. It never quotes a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartUrlError {
    /// The parameter at fault, by its name in the address; `provider` for the provider.
    pub parameter: String,
    /// What is wrong with it and what to do.
    pub problem: &'static str,
}

impl StartUrlError {
    fn new(parameter: impl Into<String>, problem: &'static str) -> Self {
        Self { parameter: parameter.into(), problem }
    }
}

impl fmt::Display for StartUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no address to begin the login at: `{}`: {}", self.parameter, self.problem)
    }
}

impl std::error::Error for StartUrlError {}
