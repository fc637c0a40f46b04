//! Checks and access tokens of M2M clients, for both products.

use std::time::Duration;

use crate::{
    Resource as _, Secret,
    common::{
        GrantType,
        m2m::{M2m, TokenRequest},
    },
    verify::{
        check::{permission::NoPermission, token::TokenCheck},
        token_source::TokenSource,
    },
};

impl<'c> M2m<'c> {
    /// Verifies an M2M client's access token locally, with keys cached as described at
    /// [`KeyCache`](crate::verify::KeyCache).
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client, token: &str) -> Result<(), stytch_api::Error> {
    /// let m2m = client.b2b().m2m();
    /// let caller = m2m.authenticate_token(token).scope("read:users").await?;
    /// println!("{} may read users", caller.subject);
    /// # Ok(()) }
    /// ```
    ///
    /// A Connected App's access token has the same format. If you issue both, require scopes that only
    /// M2M clients can have, or check the subject.
    ///
    /// # Errors
    /// [`Error::Token`](crate::Error::Token) if the token is rejected or a scope is missing,
    /// [`Error::Unavailable`](crate::Error::Unavailable) if the keys cannot be fetched.
    pub fn authenticate_token<'t>(&self, token: &'t str) -> TokenCheck<'t, NoPermission>
    where
        'c: 't,
    {
        TokenCheck::new(self.client(), token)
    }

    /// Creates a source of access tokens for an M2M client.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// let m2m = client.b2b().m2m();
    /// let tokens = m2m.token_source("m2m-client-test-…", "…").scopes(["read:users"]);
    /// let token = tokens.token().await?; // one call, then cached until it is about to expire
    /// # Ok(()) }
    /// ```
    pub fn token_source(
        &self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> TokenSource {
        let client = self.client().clone();
        let project_id = client.project_id().to_owned();
        let grant_type = GrantType::ClientCredentials;
        let request = TokenRequest::new(project_id, client_id, client_secret, grant_type);
        TokenSource::new(client, request, Duration::from_secs(60))
    }
}
