//! Limits how often Stytch is asked about tokens whose key is unknown: anyone can make up a key ID.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The number of calls per interval.
const MAX_CALLS: u32 = 10;

/// Counts the calls of the current interval.
#[derive(Default)]
pub(crate) struct RemoteChecks {
    interval: Mutex<Interval>,
}

#[derive(Default)]
struct Interval {
    started: Option<Instant>,
    calls: u32,
}

impl RemoteChecks {
    /// Whether another call is allowed. If so, it is counted.
    pub(crate) fn take(&self, interval: Duration) -> bool {
        self.interval.lock().unwrap_or_else(PoisonError::into_inner).take(interval, Instant::now())
    }
}

impl Interval {
    fn take(&mut self, length: Duration, now: Instant) -> bool {
        if self.started.is_none_or(|started| now - started >= length) {
            *self = Self { started: Some(now), calls: 0 };
        }
        let is_allowed = self.calls < MAX_CALLS;
        self.calls += u32::from(is_allowed);
        is_allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_limited_per_interval() {
        let (minute, start) = (Duration::from_secs(60), Instant::now());
        let mut interval = Interval::default();
        for (seconds, allowed) in [(0, 7), (59, 3), (59, 0), (60, 10), (61, 0), (119, 0), (600, 10)]
        {
            let now = start + Duration::from_secs(seconds);
            let calls = if allowed == 0 { 5 } else { allowed };
            let taken = (0..calls).filter(|_| interval.take(minute, now)).count();
            assert_eq!(taken, allowed, "{seconds}");
        }
    }
}
