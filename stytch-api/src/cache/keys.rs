//! The project's public keys, fetched seldom and by one call for all.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    Client, Error,
    cache::single_flight::{Held, PATIENCE, Question, Shared, Standing},
    common::Jwk,
    error::token::{Needed, TokenErrorKind, unavailable},
    http::pool::Connections,
    jwt::key::Key,
    verify::fetch::{Half, fetch_keys, no_half},
};

/// The public keys that tokens are checked with.
///
/// Every [`Client`] has one of its own, with the defaults given here; one with other settings, or one
/// that several clients share, is given to [`ClientBuilder::key_cache`](crate::ClientBuilder::key_cache).
/// Clones share their keys, which are kept apart by project, but not by base URL; and a fetch that fails
/// for one client, as by a wrong secret, has failed for all.
///
/// - The first token waits for the keys to be fetched; however many wait, they are fetched once.
/// - When they are older than [`max_age`](Self::max_age) (5 minutes), the call that notices begins to
///   fetch them anew in the background, and goes on with those at hand. When they are older than twice that,
///   because nobody came for so long, it waits for the new ones, a second at most: so long Stytch may take
///   to answer, or a key that has been withdrawn since is used once more.
/// - While they cannot be fetched, which is tried every ten seconds at most, those at hand stay in use for
///   [`stale_for`](Self::stale_for) (24 hours) more. Where there are none, a token is neither accepted nor
///   refused, and whoever comes within a second of a failure is told of that one.
/// - A token whose key is not at hand has them fetched again, at most once in
///   [`refetch_interval`](Self::refetch_interval) (a minute), or after ten seconds where that failed: after a
///   rotation the first token of the new key is good, unless a forged one has just used that fetch up, and
///   forged tokens, however many, cause no more fetches than that.
///
/// A refresh in the background is a task of the runtime that the check is awaited on: where each check has a
/// runtime of its own, `.wait()` (feature `blocking`) is the better way.
///
/// ```
/// use std::time::Duration;
/// use stytch_api::{Client, verify::KeyCache};
///
/// let keys = KeyCache::new().max_age(Duration::from_secs(3600));
/// let client = Client::builder("project-test-…", "secret-test-…").key_cache(keys.clone()).build()?;
/// # Ok::<(), stytch_api::Error>(())
/// ```
#[derive(Clone)]
pub struct KeyCache {
    settings: Settings,
    projects: Arc<Mutex<HashMap<String, Arc<Shared<KeySet>>>>>,
}

#[derive(Clone, Copy, Debug)]
struct Settings {
    max_age: Duration,
    stale_for: Duration,
    refetch_interval: Duration,
}

impl KeyCache {
    /// An empty cache.
    pub fn new() -> Self {
        let settings = Settings {
            max_age: Duration::from_secs(5 * 60),
            stale_for: Duration::from_secs(24 * 60 * 60),
            refetch_interval: Duration::from_secs(60),
        };
        Self { settings, projects: Arc::default() }
    }

    /// Sets after how long keys are fetched anew; 5 minutes by default.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.settings.max_age = age;
        self
    }

    /// Sets how long keys that are due to be fetched anew stay in use where that fails; 24 hours by
    /// default.
    #[must_use]
    pub fn stale_for(mut self, time: Duration) -> Self {
        self.settings.stale_for = time;
        self
    }

    /// Sets how often at most an unknown key has the keys fetched again; once in a minute by default.
    #[must_use]
    pub fn refetch_interval(mut self, interval: Duration) -> Self {
        self.settings.refetch_interval = interval;
        self
    }

    /// Puts keys of a project in, in place of those that are there, as if they had just been fetched: a
    /// verifier that has them from elsewhere need not begin with a call.
    pub fn seed(&self, project_id: &str, keys: &[Jwk]) {
        self.project(project_id).put(KeySet::new(keys));
    }

    /// The part of one project.
    fn project(&self, project_id: &str) -> Arc<Shared<KeySet>> {
        let mut projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        projects.entry(project_id.to_owned()).or_default().clone()
    }

    /// This cache as the client of one project sees it.
    pub(crate) fn for_project(&self, project_id: &str) -> ProjectKeys {
        ProjectKeys { settings: self.settings, project: self.project(project_id) }
    }
}

impl Default for KeyCache {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}

/// The keys of one project, with the settings of a client.
pub(crate) struct ProjectKeys {
    settings: Settings,
    project: Arc<Shared<KeySet>>,
}

/// Keys by their IDs, each made ready once.
struct KeySet(HashMap<String, Arc<Key>>);

impl KeySet {
    fn new(keys: &[Jwk]) -> Self {
        let mut set = HashMap::with_capacity(keys.len());
        for jwk in keys {
            let (kid, key) = (jwk.kid.clone(), Key::new(jwk));
            // One that is for something else takes no name from one that is for us.
            if matches!(key, Key::Rs256(_)) || !set.contains_key(&kid) {
                set.insert(kid, Arc::new(key));
            }
        }
        Self(set)
    }

    fn get(&self, kid: &str) -> Option<Arc<Key>> {
        self.0.get(kid).cloned()
    }
}

impl Settings {
    fn standing(&self, held: &Held<KeySet>) -> Standing {
        let age = held.age();
        if age < self.max_age {
            Standing::Fresh
        } else if age >= self.max_age.saturating_add(self.stale_for) {
            Standing::Gone
        } else if age < self.max_age.saturating_mul(2) {
            Standing::Due(Duration::ZERO)
        } else {
            // So long nobody came: a key may have been withdrawn since.
            Standing::Due(PATIENCE)
        }
    }
}

impl ProjectKeys {
    /// The key called `kid`, where it is at hand and not due to be fetched anew.
    pub(crate) fn fresh(&self, kid: &str) -> Option<Arc<Key>> {
        self.project.younger_than(self.settings.max_age)?.get(kid)
    }

    /// The key called `kid`.
    ///
    /// # Errors
    /// `Error::Token` when there is none, `Error::Unavailable` when the keys cannot be fetched.
    pub(crate) async fn find(
        &self,
        client: &Client,
        halves: &'static [Half],
        kid: &str,
        connections: Connections,
    ) -> Result<Arc<Key>, Error> {
        let [half, ..] = halves else { return Err(no_half()) };
        let since = Instant::now();
        let fetch = || {
            let keys = fetch_keys(client.clone(), halves, connections);
            async move { keys.await.map(|keys| KeySet::new(&keys)) }
        };
        let question =
            Question { endpoint: half.key_endpoint(), limit: client.inner().fetch_timeout() };
        let unavailable = |source| unavailable(Needed::Keys, source);
        let standing = |held: &Held<KeySet>| self.settings.standing(held);
        let keys = self.project.get(question, standing, fetch).await.map_err(unavailable)?;
        if let Some(key) = keys.get(kid) {
            return Ok(key);
        }
        let when = (since, self.settings.refetch_interval);
        let found = self.project.search(question, when, |keys| keys.get(kid), fetch).await;
        found.map_err(unavailable)?.ok_or_else(|| TokenErrorKind::UnknownKey.into())
    }
}
