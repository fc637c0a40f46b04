//! The access token of an M2M client, asked for when it is needed and kept until it is about to expire.

use std::{fmt, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{
    Client, Error, Secret,
    cache::single_flight::{Held, PATIENCE, Question, Shared, Standing},
    common::{GrantType, m2m::TokenRequest},
    error::token::{Needed, unavailable},
    http::pool::Connections,
    schema::Endpoint as _,
};

/// Hands out the access token of an M2M client; made by
/// [`M2m::token_source`](crate::common::m2m::M2m::token_source).
///
/// Cheap to clone; clones share the token. A new one is asked for by one call for all, a minute
/// ([`refresh_before`](Self::refresh_before)) before the old one expires; should that fail, or take longer
/// than a second, the old one is handed out until two seconds before its end. After a failure Stytch is
/// asked again every ten seconds at most, and where there is no token, once a second.
#[derive(Clone)]
pub struct TokenSource {
    client: Client,
    request: TokenRequest,
    refresh_before: Duration,
    token: Arc<Shared<Issued>>,
}

/// A token as it was issued.
struct Issued {
    token: Secret,
    lifetime: Duration,
    expires_at: Instant,
}

impl Issued {
    /// A token that was asked for at `asked`, so that the time of the answer's way is not counted in.
    fn new(token: Secret, asked: Instant, expires_in: i32) -> Self {
        let lifetime = Duration::from_secs(u64::try_from(expires_in).unwrap_or_default());
        Self { token, lifetime, expires_at: asked + lifetime }
    }

    /// What becomes of it where it is to be replaced so long before it expires.
    fn standing(&self, refresh_before: Duration) -> Standing {
        let rest = self.expires_at.saturating_duration_since(Instant::now());
        if rest > refresh_before.min(self.lifetime / 2) {
            Standing::Fresh
        } else if rest > 2 * PATIENCE {
            // It is still good when the patience is over; one with less is not worth handing out.
            Standing::Due(PATIENCE)
        } else {
            Standing::Gone
        }
    }
}

impl TokenSource {
    /// Asks for these scopes; all that the client has when none are named. Clones made before keep
    /// theirs, and the token.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let scopes: Vec<String> = scopes.into_iter().map(Into::into).collect();
        self.request.scope = Some(scopes.join(" ")).filter(|scope| !scope.is_empty());
        self.token = Arc::default();
        self
    }

    /// Sets how long before its end a token is replaced; a minute by default, and half of its lifetime at
    /// the most.
    #[must_use]
    pub fn refresh_before(mut self, time: Duration) -> Self {
        self.refresh_before = time;
        self
    }

    /// An access token that is good for at least some time: the one at hand, or a new one.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the cause: [`Error::Api`] where Stytch refuses the client.
    pub async fn token(&self) -> Result<Secret, Error> {
        self.get(Connections::Async).await
    }

    /// As [`token`](Self::token), and blocks the thread: in async code write `.token().await`.
    ///
    /// # Errors
    /// As [`token`](Self::token).
    #[cfg(feature = "blocking")]
    pub fn wait(&self) -> Result<Secret, Error> {
        let source = self.clone();
        crate::client::blocking::wait_for_check(
            async move { source.get(Connections::Blocking).await },
        )
    }

    async fn get(&self, connections: Connections) -> Result<Secret, Error> {
        let fetch = || {
            let call = self.client.send(self.request.clone()).start(connections);
            async move {
                let asked = Instant::now();
                let response = call.await?;
                Ok(Issued::new(response.access_token, asked, response.expires_in))
            }
        };
        let question =
            Question { endpoint: TokenRequest::spec(), limit: self.client.inner().fetch_timeout() };
        let standing = |held: &Held<Issued>| held.value.standing(self.refresh_before);
        match self.token.get(question, standing, fetch).await {
            Ok(issued) => Ok(issued.token.clone()),
            Err(source) => Err(unavailable(Needed::AccessToken, source)),
        }
    }
}

/// Shows neither the client's secret nor a token.
impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").field("request", &self.request).finish_non_exhaustive()
    }
}

impl crate::common::m2m::M2m<'_> {
    /// A source of access tokens for an M2M client, by its ID and its secret.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// let m2m = client.b2b().m2m();
    /// let tokens = m2m.token_source("m2m-client-test-…", "…").scopes(["read:users"]);
    /// let token = tokens.token().await?; // one call; none for the next hour
    /// # Ok(()) }
    /// ```
    pub fn token_source(
        &self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> TokenSource {
        use crate::Resource;

        let client = self.client().clone();
        let project_id = client.project_id().to_owned();
        let grant_type = GrantType::ClientCredentials;
        let request = TokenRequest::new(project_id, client_id, client_secret, grant_type);
        let refresh_before = Duration::from_secs(60);
        TokenSource { client, request, refresh_before, token: Arc::default() }
    }
}
