//! Cached public keys, by base URL, project and key ID.

mod key_set;

use std::{
    collections::HashMap,
    fmt,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

pub(crate) use self::key_set::KeySet;
use crate::{
    Error,
    cache::{
        remote_checks::RemoteChecks,
        single_flight::{Entry, FetchSpec, Freshness, STALE_WAIT, SingleFlight},
    },
    common::Jwk,
    jwt::key::Key,
};

/// A cache of the public keys that verify tokens.
///
/// Every [`Client`](crate::Client) has its own, with the defaults given here. Pass a cache to
/// [`ClientBuilder::key_cache`](crate::ClientBuilder::key_cache) to change its settings or to share it
/// between clients. Only clients with the same base URL and project share keys. They also share a failed
/// fetch, even if the cause is one client's wrong secret.
///
/// - The first token waits until the keys have been fetched, once for all concurrent checks.
/// - Keys older than [`max_age`](Self::max_age) (5 minutes) are fetched again in the background, and
///   stay in use meanwhile. With keys older than twice that, a check waits up to a second for new
///   ones and then uses the old ones, so a withdrawn key may be accepted once more.
/// - If fetching fails, it is retried at most once every 10 seconds, and the old keys stay in use for
///   [`stale_for`](Self::stale_for) (24 hours). Without old keys, checks fail with
///   [`Error::Unavailable`](crate::Error::Unavailable). For 1 second after a failed fetch, they return
///   the same error.
/// - A token with an unknown key ID causes a fetch, at most once per
///   [`refetch_interval`](Self::refetch_interval) (1 minute), or 10 seconds after a failure. After a
///   rotation, the first token that names the new key is therefore accepted, unless a forged one has just
///   used up that fetch. Forged tokens cause no further fetches. With
///   [`JwtPolicy::LocalThenRemote`](crate::verify::JwtPolicy::LocalThenRemote), Stytch is asked about up to
///   10 such tokens per interval; if it accepts one, the next unknown key causes a fetch again.
/// - A response without a usable key counts as a failed fetch, and does not replace the cached keys.
///   Invalid entries of a key set are skipped, and so are those larger than 64 KiB and all after the first
///   256. A key that a usable set no longer contains is withdrawn.
///
/// A fetch is a task of the runtime that the check is awaited on, and a check waits only for fetches of its
/// own runtime, because another runtime may not be driven. Several runtimes (`.wait()` has its own) may
/// therefore fetch the keys at the same time. If each of your checks has its own short-lived runtime, use
/// `.wait()` (feature `blocking`) instead.
///
/// ```
/// use std::time::Duration;
/// use stytch_api::{Client, verify::KeyCache};
///
/// let keys = KeyCache::new().max_age(Duration::from_secs(3600));
/// let client =
///     Client::builder("project-test-…", "secret-test-…").key_cache(keys.clone()).build()?;
/// # Ok::<(), stytch_api::Error>(())
/// ```
#[derive(Clone)]
pub struct KeyCache {
    settings: Settings,
    projects: Arc<Mutex<HashMap<Project, SharedKeys>>>,
}

/// The base URL and the ID of the project that shared keys belong to. One server's keys must not verify
/// another's tokens.
type Project = (String, String);

/// What the clients of one project share.
#[derive(Clone, Default)]
struct SharedKeys {
    keys: Arc<SingleFlight<KeySet>>,
    remote_checks: Arc<RemoteChecks>,
}

#[derive(Clone, Copy, Debug)]
struct Settings {
    max_age: Duration,
    stale_for: Duration,
    refetch_interval: Duration,
}

impl KeyCache {
    /// Creates an empty cache.
    pub fn new() -> Self {
        let settings = Settings {
            max_age: Duration::from_secs(5 * 60),
            stale_for: Duration::from_secs(24 * 60 * 60),
            refetch_interval: Duration::from_secs(60),
        };
        Self { settings, projects: Arc::default() }
    }

    /// Sets the age at which keys are fetched again; 5 minutes by default.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.settings.max_age = age;
        self
    }

    /// Sets how long keys older than `max_age` stay in use if fetching newer ones fails; 24 hours by
    /// default.
    #[must_use]
    pub fn stale_for(mut self, time: Duration) -> Self {
        self.settings.stale_for = time;
        self
    }

    /// Sets the shortest time between two fetches that are caused by unknown key IDs; 1 minute by
    /// default.
    #[must_use]
    pub fn refetch_interval(mut self, interval: Duration) -> Self {
        self.settings.refetch_interval = interval;
        self
    }

    /// Returns the part of the cache that a client of this base URL and project uses.
    pub(crate) fn of(&self, base_url: &str, project_id: &str) -> ProjectKeys {
        let mut projects = self.projects.lock().unwrap_or_else(PoisonError::into_inner);
        let project = (base_url.to_owned(), project_id.to_owned());
        let SharedKeys { keys, remote_checks } = projects.entry(project).or_default().clone();
        ProjectKeys { settings: self.settings, keys, remote_checks }
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

/// The result of looking up a token's key in the project's key set.
pub(crate) enum KeyLookup {
    Found(Arc<Key>),
    /// A key set that was fetched for this check does not contain the key.
    Unknown,
    /// The cached key set does not contain the key, and it is too early to fetch a newer one.
    Undecided,
}

/// The cached keys of one project at one base URL, with the settings of one client.
pub(crate) struct ProjectKeys {
    settings: Settings,
    keys: Arc<SingleFlight<KeySet>>,
    remote_checks: Arc<RemoteChecks>,
}

impl Settings {
    fn freshness(&self, entry: &Entry<KeySet>) -> Freshness {
        let age = entry.age();
        if age < self.max_age {
            Freshness::Fresh
        } else if age >= self.max_age.saturating_add(self.stale_for) {
            Freshness::Expired
        } else if age < self.max_age.saturating_mul(2) {
            Freshness::Stale { max_wait: Duration::ZERO }
        } else {
            // No check has refreshed the keys for so long that one may have been withdrawn.
            Freshness::Stale { max_wait: STALE_WAIT }
        }
    }
}

impl ProjectKeys {
    /// Replaces the keys, as if these had just been fetched.
    pub(crate) fn seed(&self, keys: &[Jwk]) {
        self.keys.put(KeySet::new(keys));
    }

    /// Returns the key if it is cached and the keys are fresh.
    pub(crate) fn cached(&self, kid: &str) -> Option<Arc<Key>> {
        self.keys.younger_than(self.settings.max_age)?.get(kid)
    }

    /// Returns the key from the cache, or from `fetch` if the keys are too old or don't contain it.
    ///
    /// # Errors
    /// The error of the fetch.
    pub(crate) async fn find<F>(
        &self,
        kid: &str,
        spec: FetchSpec,
        fetch: impl Fn() -> F,
    ) -> Result<KeyLookup, Arc<Error>>
    where
        F: Future<Output = Result<KeySet, Error>> + Send + 'static,
    {
        let started = Instant::now();
        let keys = self.keys.get(spec, |entry| self.settings.freshness(entry), &fetch).await?;
        if let Some(key) = keys.get(kid) {
            return Ok(KeyLookup::Found(key));
        }
        // A set requested since the check started is complete; an older one may miss a new key.
        let refetch_interval = self.settings.refetch_interval;
        let freshness = |entry: &Entry<KeySet>| {
            let is_complete = entry.value.get(kid).is_some() || entry.is_requested_since(started);
            if is_complete { Freshness::Fresh } else { Freshness::Incomplete { refetch_interval } }
        };
        if let Some(key) = self.keys.get(spec, freshness, &fetch).await?.get(kid) {
            return Ok(KeyLookup::Found(key));
        }
        let is_complete = self.keys.is_requested_since(started);
        Ok(if is_complete { KeyLookup::Unknown } else { KeyLookup::Undecided })
    }

    /// Whether Stytch may be asked about a token whose key is [`KeyLookup::Undecided`]. Counts the call.
    pub(crate) fn allow_remote_check(&self) -> bool {
        self.remote_checks.take(self.settings.refetch_interval)
    }

    /// Records that Stytch accepted a token whose key is not in the set, so that the next check with an
    /// unknown key fetches a newer one.
    pub(crate) fn confirm_undecided_key(&self) {
        self.keys.allow_refetch();
    }
}
