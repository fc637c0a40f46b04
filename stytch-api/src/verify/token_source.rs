//! A cached access token for an M2M client.

use std::{fmt, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{
    Client, Error, Secret,
    cache::single_flight::{Entry, FetchSpec, Freshness, STALE_WAIT, SingleFlight},
    codec,
    common::m2m::{TokenRequest, TokenResponse},
    error::{FetchTarget, ReadError, unavailable},
    http::pool::Connections,
    schema::{Endpoint as _, Object as _},
};

/// A source of access tokens for an M2M client; created by
/// [`M2m::token_source`](crate::common::m2m::M2m::token_source).
///
/// Cheap to clone; clones share the token. A new token is requested once for all callers on a runtime
/// (`wait` has its own), one minute ([`refresh_before`](Self::refresh_before)) before the old one
/// expires. If that fails or takes longer than a second, the old token is returned until two seconds
/// before it expires. After a failure, a new token is requested at most once every ten seconds, or once a
/// second if there is no token.
///
/// A response without a positive `expires_in` does not say how long its token is valid; such a token is
/// cached for five minutes. A response with an empty token counts as a failure.
#[derive(Clone)]
pub struct TokenSource {
    client: Client,
    request: TokenRequest,
    refresh_before: Duration,
    token: Arc<SingleFlight<IssuedToken>>,
}

/// How long a token is cached whose lifetime is unknown. Stytch's tokens are valid for an hour.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(5 * 60);

struct IssuedToken {
    token: Secret,
    lifetime: Duration,
    expires_at: Instant,
}

impl IssuedToken {
    /// Counts the lifetime from the request, so that the latency of the response is not added to it.
    fn new(token: Secret, requested_at: Instant, expires_in: i32) -> Self {
        let lifetime = match u64::try_from(expires_in) {
            Ok(0) | Err(_) => DEFAULT_LIFETIME,
            Ok(seconds) => Duration::from_secs(seconds),
        };
        Self { token, lifetime, expires_at: requested_at + lifetime }
    }

    fn freshness(&self, refresh_before: Duration) -> Freshness {
        let remaining = self.expires_at.saturating_duration_since(Instant::now());
        if remaining > refresh_before.min(self.lifetime / 2) {
            Freshness::Fresh
        } else if remaining > 2 * STALE_WAIT {
            // The token must still be valid for a while after the wait.
            Freshness::Stale { max_wait: STALE_WAIT }
        } else {
            Freshness::Expired
        }
    }
}

impl TokenSource {
    pub(super) fn new(client: Client, request: TokenRequest, refresh_before: Duration) -> Self {
        Self { client, request, refresh_before, token: Arc::default() }
    }

    /// Requests these scopes; all of the client's scopes if none are given. Earlier clones keep their
    /// scopes and their token.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let scopes: Vec<String> = scopes.into_iter().map(Into::into).collect();
        self.request.scope = Some(scopes.join(" ")).filter(|scope| !scope.is_empty());
        self.token = Arc::default();
        self
    }

    /// Adds further parameters to the token request, by name. Earlier clones keep their parameters and
    /// their token.
    #[must_use]
    pub fn parameters(
        mut self,
        parameters: impl IntoIterator<Item = (impl Into<String>, impl Into<Secret>)>,
    ) -> Self {
        let parameters = parameters.into_iter().map(|(name, value)| (name.into(), value.into()));
        self.request.parameters.extend(parameters);
        self.token = Arc::default();
        self
    }

    /// Sets how long before its expiry a token is replaced; one minute by default, and at most half of the
    /// token's lifetime.
    #[must_use]
    pub fn refresh_before(mut self, time: Duration) -> Self {
        self.refresh_before = time;
        self
    }

    /// Returns a valid access token, cached or new.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with its cause, such as [`Error::Api`] if Stytch rejects the client, or
    /// [`Error::Decode`] if the response has no token.
    pub async fn token(&self) -> Result<Secret, Error> {
        self.get(Connections::Async).await
    }

    /// Returns a valid access token, blocking the thread if it must be requested. In async code, write
    /// `.token().await`.
    ///
    /// # Errors
    /// The same as [`token`](Self::token).
    #[cfg(feature = "blocking")]
    pub fn wait(&self) -> Result<Secret, Error> {
        let source = self.clone();
        crate::client::blocking::wait_for_check(
            async move { source.get(Connections::Blocking).await },
        )
    }

    async fn get(&self, connections: Connections) -> Result<Secret, Error> {
        let fetch = || {
            let (client, request) = (self.client.clone(), self.request.clone());
            async move {
                let requested_at = Instant::now();
                let response = client.send(request).start_with(connections, decode_token).await?;
                Ok(IssuedToken::new(response.access_token, requested_at, response.expires_in))
            }
        };
        let timeout = self.client.inner().fetch_timeout();
        let spec = FetchSpec { endpoint: TokenRequest::spec(), timeout };
        let freshness = |entry: &Entry<IssuedToken>| entry.value.freshness(self.refresh_before);
        match self.token.get(spec, freshness, fetch).await {
            Ok(issued) => Ok(issued.token.clone()),
            Err(source) => Err(unavailable(FetchTarget::AccessToken, source)),
        }
    }
}

fn decode_token(body: &[u8]) -> Result<TokenResponse, ReadError> {
    let mut response = TokenResponse::empty();
    codec::decode(&mut response, body)?;
    if response.access_token.expose().trim().is_empty() {
        let problem = "expected an access token, found an empty string".to_owned();
        return Err(ReadError { path: "access_token".to_owned(), problem });
    }
    Ok(response)
}

/// Shows neither the client's secret nor a token.
impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").field("request", &self.request).finish_non_exhaustive()
    }
}
