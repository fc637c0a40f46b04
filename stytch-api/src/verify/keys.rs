//! The project's public keys, fetched seldom and by one call for all.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    error::{Needed, TokenErrorKind, unavailable},
    half::{Half, fetch_keys},
    key::Key,
    shared::{Flight, PAUSE, Shared},
};
use crate::{Client, Error, common::Jwk, http::Connections};

/// The public keys that tokens are checked with.
///
/// Every [`Client`] has one of its own, with the defaults given here; one with other settings, or one
/// that several clients share, is given to [`ClientBuilder::key_cache`](crate::ClientBuilder::key_cache).
/// Clones share their keys, which are kept apart by project.
///
/// - The first token waits for the keys to be fetched; however many wait, they are fetched once.
/// - When they are older than [`max_age`](Self::max_age) (5 minutes), the call that notices begins to
///   fetch them anew in the background, and goes on with those at hand.
/// - While they cannot be fetched, those at hand stay in use for [`stale_for`](Self::stale_for)
///   (24 hours) more.
/// - A token whose key is not at hand has them fetched again, at most once in
///   [`refetch_interval`](Self::refetch_interval) (a minute): after a rotation the first token of the new key
///   is good, and forged tokens cause no calls.
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
    projects: Arc<Mutex<HashMap<String, Arc<ProjectKeys>>>>,
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

    /// Puts keys of a project in, as if they had just been fetched: a verifier that has them from
    /// elsewhere need not begin with a call.
    pub fn seed(&self, project_id: &str, keys: &[Jwk]) {
        self.project(project_id).keys.put(KeySet::new(keys));
    }

    /// The part of one project.
    pub(super) fn project(&self, project_id: &str) -> Arc<ProjectKeys> {
        let mut projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        projects.entry(project_id.to_owned()).or_default().clone()
    }

    /// This cache as the client of one project sees it.
    pub(crate) fn of_project(&self, project_id: &str) -> Keys {
        Keys { settings: self.settings, project: self.project(project_id) }
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
pub(crate) struct Keys {
    settings: Settings,
    project: Arc<ProjectKeys>,
}

/// The keys of one project.
#[derive(Default)]
pub(super) struct ProjectKeys {
    keys: Arc<Shared<KeySet>>,
    /// When an unknown key last had the keys fetched.
    refetched: Mutex<Option<Instant>>,
}

/// Keys by their IDs, each made ready once.
struct KeySet(HashMap<String, Arc<Key>>);

impl KeySet {
    fn new(keys: &[Jwk]) -> Self {
        Self(keys.iter().map(|jwk| (jwk.kid.clone(), Arc::new(Key::new(jwk)))).collect())
    }
}

/// What is at hand for a key ID.
enum AtHand {
    Key {
        key: Arc<Key>,
        age: Duration,
    },
    /// Keys, but not this one.
    Others,
    /// No keys, or keys that are too old.
    Nothing,
}

/// When a fetch was begun that a call waits for.
#[derive(Clone, Copy)]
enum Begun {
    /// By this call, or together with it.
    Here,
    /// Before the call looked for its key.
    Before,
}

impl Keys {
    /// The key called `kid`, where it is at hand and not due to be fetched anew.
    pub(super) fn fresh(&self, kid: &str) -> Option<Arc<Key>> {
        match self.at_hand(kid) {
            AtHand::Key { key, age } if age < self.settings.max_age => Some(key),
            _ => None,
        }
    }

    /// The key called `kid`.
    ///
    /// # Errors
    /// `Error::Token` when there is none, `Error::Unavailable` when the keys cannot be fetched.
    pub(super) async fn find(
        &self,
        client: &Client,
        halves: &'static [Half],
        kid: &str,
        connections: Connections,
    ) -> Result<Arc<Key>, Error> {
        let fetch = || {
            let keys = fetch_keys(client.clone(), halves, connections);
            async move { keys.await.map(|keys| KeySet::new(&keys)) }
        };
        let (shared, limit) = (&self.project.keys, client.inner().fetch_limit());
        loop {
            let (flight, begun) = match self.at_hand(kid) {
                AtHand::Key { key, age } => {
                    if age >= self.settings.max_age && shared.failed_within(PAUSE).is_none() {
                        shared.fetch(limit, fetch);
                    }
                    return Ok(key);
                }
                AtHand::Nothing => (shared.fetch(limit, fetch), Begun::Here),
                AtHand::Others => match self.refetch(limit, fetch) {
                    Some(refetch) => refetch,
                    None => return self.unknown(kid),
                },
            };
            match (Shared::wait(flight).await, begun) {
                (Some(Err(source)), _) => {
                    return Err(unavailable(Needed::Keys, source));
                }
                // However old they may become: these are for whoever waited for them.
                (Some(Ok(keys)), begun) => match (keys.0.get(kid), begun) {
                    (Some(key), _) => return Ok(key.clone()),
                    (None, Begun::Here) => return Err(TokenErrorKind::UnknownKey.into()),
                    // The key may have come after that fetch began.
                    (None, Begun::Before) => {}
                },
                // Cut off with the runtime that it ran on: another try, on this one.
                (None, _) => {}
            }
        }
    }

    fn at_hand(&self, kid: &str) -> AtHand {
        let Settings { max_age, stale_for, .. } = self.settings;
        let longest = max_age.saturating_add(stale_for);
        let Some(held) = self.project.keys.held() else {
            return AtHand::Nothing;
        };
        let age = held.age();
        match held.value.0.get(kid) {
            _ if age > longest => AtHand::Nothing,
            Some(key) => AtHand::Key { key: key.clone(), age },
            None => AtHand::Others,
        }
    }

    /// The fetch that an unknown key waits for: the one under way, or one that it may begin.
    fn refetch<F>(
        &self,
        limit: Duration,
        fetch: impl FnOnce() -> F,
    ) -> Option<(Flight<KeySet>, Begun)>
    where
        F: Future<Output = Result<KeySet, Error>> + Send + 'static,
    {
        // Held until the fetch is under way: whoever comes next must find the one or the other.
        let mut refetched = self.project.refetched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = self.project.keys.flight() {
            return Some((flight, Begun::Before));
        }
        if refetched.is_some_and(|at| at.elapsed() < self.settings.refetch_interval) {
            return None;
        }
        *refetched = Some(Instant::now());
        Some((self.project.keys.fetch(limit, fetch), Begun::Here))
    }

    /// The answer for a key that is not among those at hand, where they may not be fetched again.
    fn unknown(&self, kid: &str) -> Result<Arc<Key>, Error> {
        match self.at_hand(kid) {
            // Another call brought it in between two looks.
            AtHand::Key { key, .. } => Ok(key),
            // It is not known to be unknown: the last look failed.
            _ => match self.project.keys.failed_within(self.settings.refetch_interval) {
                Some(source) => Err(unavailable(Needed::Keys, source)),
                None => Err(TokenErrorKind::UnknownKey.into()),
            },
        }
    }
}
