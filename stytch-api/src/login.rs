//! Logins that start in the browser: OAuth and SSO start URLs, and PKCE.
//!
//! An OAuth or SSO login takes two requests to your server. On the first, redirect the browser to a
//! start URL; Stytch forwards it to the provider. Afterwards the browser returns to your redirect URL with
//! a token in the query; pass the token to the `authenticate` method that matches the start URL:
//!
//! | start the login with | complete it with |
//! |---|---|
//! | `client.b2b().oauth().start_url(…)` | `client.b2b().oauth().authenticate(…)` |
//! | `client.b2b().oauth().discovery().start_url(…)` | `client.b2b().oauth().discovery().authenticate(…)` |
//! | `client.b2b().sso().start_url(…)` or `default_start_url(…)` | `client.b2b().sso().authenticate(…)` |
//! | `client.consumer().oauth().start_url(…)` | `client.consumer().oauth().authenticate(…)` |
//!
//! A start URL contains the project's public token, `public-token-…`, which Stytch's dashboard lists with
//! the project ID; it is not a secret. The URL begins with the client's
//! [base URL](crate::ClientBuilder::base_url): if your project has a custom domain, use that.
//!
//! ```
//! use stytch_api::{Client, Secret, b2b::oauth::AuthenticateRequest, login::pkce::Pkce};
//!
//! /// Returns the URL to redirect to, and the verifier to store in the user's session.
//! fn start(client: &Client) -> Result<(String, Secret), Box<dyn std::error::Error>> {
//!     let pkce = Pkce::new()?;
//!     let oauth = client.b2b().oauth();
//!     let url = oauth
//!         .start_url("google", "public-token-test-…")
//!         .slug("acme")
//!         .login_redirect_url("https://app.example/authenticate")
//!         .pkce_code_challenge(pkce.challenge())
//!         .build()?;
//!     Ok((url, pkce.verifier().clone()))
//! }
//!
//! /// Completes the login with the token from the redirect.
//! async fn complete(client: &Client, token: Secret, verifier: Secret) -> Result<(), stytch_api::Error> {
//!     let request = AuthenticateRequest::new(token).pkce_code_verifier(verifier);
//!     let login = client.b2b().oauth().authenticate(request).await?;
//!     println!("{} logged in", login.member_id);
//!     Ok(())
//! }
//! ```

pub mod pkce;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub mod start_url;
