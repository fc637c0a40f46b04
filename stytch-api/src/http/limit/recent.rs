//! Counts the responses of the last second, and judges by them whether the rate limit is exceeded.

use std::{
    sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use crate::http::retry::Retries;

/// The length of a bucket in milliseconds; 16 of them are about a second.
const BUCKET: u128 = 64;
const BUCKETS: usize = 16;

/// The client's limit is exceeded only if at least this many calls were rejected within a second, ...
const MIN_REJECTED: u32 = 3;
/// ... either without a success in between, ...
const REJECTED_IN_A_ROW: u32 = 3;
/// ... or with this share of the responses.
const STRONG_SHARE: f64 = 0.2;
/// With this number and this share of rejections, it may be exceeded.
const MIN_WEAK: f64 = 2.0;
const WEAK_SHARE: f64 = 0.03;
/// The lowest rate after a cut, as a share of the recent responses.
const LOWEST_CUT: f64 = 0.7;

/// The responses of a client's calls within the last second.
#[derive(Default)]
pub(crate) struct RecentResponses {
    succeeded: RecentCount,
    rejected_calls: RecentCount,
    rejected_retries: RecentCount,
    /// The number of calls that were rejected for the first time since the last success.
    in_a_row: AtomicU32,
}

impl RecentResponses {
    /// Counts a response that is not a rate limit.
    pub(crate) fn succeeded(&self, now: Duration) {
        self.succeeded.add(now);
        // Avoids a write that all calls would share.
        if self.in_a_row.load(Relaxed) != 0 {
            self.in_a_row.store(0, Relaxed);
        }
    }

    /// Counts a rate limit response to a call after these retries.
    pub(crate) fn rejected(&self, now: Duration, retries: Retries) {
        if retries.rate_limits == 0 {
            self.rejected_calls.add(now);
            self.in_a_row.fetch_add(1, Relaxed);
        } else {
            self.rejected_retries.add(now);
        }
    }

    pub(crate) fn last_second(&self, now: Duration) -> RecentCounts {
        RecentCounts {
            succeeded: self.succeeded.last_second(now),
            rejected_calls: self.rejected_calls.last_second(now),
            rejected_retries: self.rejected_retries.last_second(now),
            rejected_in_a_row: self.in_a_row.load(Relaxed),
        }
    }
}

/// The numbers of responses within the last second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecentCounts {
    /// The responses that are not rate limits.
    pub(crate) succeeded: u32,
    /// The calls that were rejected for the first time.
    pub(crate) rejected_calls: u32,
    /// The rejections of calls that had been rejected before.
    pub(crate) rejected_retries: u32,
    /// The calls that were rejected for the first time since the last success, at any time.
    pub(crate) rejected_in_a_row: u32,
}

/// What the recent responses reveal about the cause of a rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// The limit of a user whom the call is about.
    None,
    /// The limit of the client, if its rate has become higher than before.
    Weak,
    /// The limit of the client.
    Strong,
}

impl RecentCounts {
    /// Judges the cause of the last rejection.
    ///
    /// For strong evidence, each call counts once. Otherwise, a single call that is rejected for its user,
    /// again after each retry, would look like many.
    pub(crate) fn evidence(self) -> Evidence {
        let calls = f64::from(self.rejected_calls);
        let all = calls + f64::from(self.rejected_retries);
        let is_strong =
            self.rejected_in_a_row >= REJECTED_IN_A_ROW || calls >= STRONG_SHARE * self.responses();
        if self.rejected_calls >= MIN_REJECTED && is_strong {
            Evidence::Strong
        } else if all >= MIN_WEAK && all >= WEAK_SHARE * self.responses() {
            Evidence::Weak
        } else {
            Evidence::None
        }
    }

    /// Returns the rate that the server accepts, in requests per second. It is a minimum share of all
    /// responses, because some rejections may have other causes.
    pub(super) fn achieved(self) -> f64 {
        f64::from(self.succeeded).max(LOWEST_CUT * self.responses())
    }

    /// Returns the rate of all responses, in requests per second.
    pub(super) fn responses(self) -> f64 {
        [self.succeeded, self.rejected_calls, self.rejected_retries].map(f64::from).iter().sum()
    }
}

/// One count for each of the last 16 buckets. Counting is a single atomic update, because every call
/// does it, even if it is never limited.
#[derive(Default)]
struct RecentCount {
    /// The number of the bucket in the upper half, and the count in the lower half.
    buckets: [AtomicU64; BUCKETS],
}

impl RecentCount {
    /// Counts one response.
    fn add(&self, now: Duration) {
        let number = bucket_number(now);
        // The closure always returns a value, so the update succeeds.
        let _ = self.bucket(number).fetch_update(Relaxed, Relaxed, |bucket| {
            let is_current = bucket >> 32 == number;
            Some(if is_current { bucket + 1 } else { number << 32 | 1 })
        });
    }

    /// Returns the count of the last second.
    fn last_second(&self, now: Duration) -> u32 {
        let last = bucket_number(now);
        let first = last.saturating_sub(BUCKETS as u64 - 1);
        let counts = (first..=last).map(|number| {
            let bucket = self.bucket(number).load(Relaxed);
            if bucket >> 32 == number {
                u32::try_from(bucket & MASK).unwrap_or(u32::MAX)
            } else {
                0
            }
        });
        counts.fold(0, u32::saturating_add)
    }

    fn bucket(&self, number: u64) -> &AtomicU64 {
        &self.buckets[usize::try_from(number).unwrap_or_default() % BUCKETS]
    }
}

const MASK: u64 = u32::MAX as u64;

/// Numbers repeat after nine years.
fn bucket_number(now: Duration) -> u64 {
    u64::try_from(now.as_millis() / BUCKET).unwrap_or_default() & MASK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_second_is_counted() {
        let recent = RecentCount::default();
        let at = Duration::from_millis;
        assert_eq!(recent.last_second(at(0)), 0);
        for time in [0, 1, 500, 1000] {
            recent.add(at(time));
        }
        let table = [
            (1000, 4),
            (1023, 4),
            (1024, 2),
            (1400, 2),
            (1500, 1),
            (1600, 1),
            (2100, 0),
            (9000, 0),
        ];
        for (time, count) in table {
            assert_eq!(recent.last_second(at(time)), count, "{time} ms");
        }
        recent.add(at(2100));
        assert_eq!(recent.last_second(at(2100)), 1, "the bucket of 1000 ms is reused");
    }
}
