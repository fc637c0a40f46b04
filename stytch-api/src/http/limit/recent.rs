//! Counts responses of the last second.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// The length of a bucket in milliseconds; 16 of them are about a second.
const BUCKET: u128 = 64;
const BUCKETS: usize = 16;

/// One count for each of the last 16 buckets. Counting is a single atomic update, because every call
/// does it, even if it is never limited.
#[derive(Default)]
pub(crate) struct RecentCount {
    /// The number of the bucket in the upper half, and the count in the lower half.
    buckets: [AtomicU64; BUCKETS],
}

impl RecentCount {
    /// Counts one response.
    pub(crate) fn add(&self, now: Duration) {
        let number = bucket_number(now);
        // The closure always returns a value, so the update succeeds.
        let _ = self.bucket(number).fetch_update(Relaxed, Relaxed, |bucket| {
            let is_current = bucket >> 32 == number;
            Some(if is_current { bucket + 1 } else { number << 32 | 1 })
        });
    }

    /// Returns the count of the last second.
    pub(crate) fn last_second(&self, now: Duration) -> u32 {
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
