//! The sandbox's clock: the system's time plus what a test has advanced it by.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

/// A clock. Its clones show the same time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    /// Nanoseconds ahead of the system's time: up to 584 years.
    ahead: Arc<AtomicU64>,
}

impl Clock {
    pub(crate) fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_nanos(self.ahead.load(Ordering::SeqCst))
    }

    pub(crate) fn advance(&self, duration: Duration) {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        let add = |ahead: u64| Some(ahead.saturating_add(nanoseconds));
        // The closure never returns `None`, so this cannot fail.
        let _ = self.ahead.fetch_update(Ordering::SeqCst, Ordering::SeqCst, add);
    }
}
