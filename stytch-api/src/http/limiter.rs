//! The rate limit that a client's clones and calls share: [`Limit`] with a clock and waiting.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::http::{
    limit::{Limit, Poll, SentAt, Turn, recent::RecentResponses},
    retry::Retries,
};

/// A waiting request polls at least this often, because the rate may have grown or an earlier turn
/// may have been given back.
const MAX_SLEEP: Duration = Duration::from_millis(250);

/// Which limits a call waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pacing {
    /// All of them.
    #[default]
    All,
    /// Only a fixed limit, so that the verification of tokens does not wait for the responses to other
    /// calls. With a fixed limit, the call waits in the same queue as the others.
    #[cfg_attr(not(feature = "verify"), expect(dead_code))]
    FixedOnly,
}

pub(crate) struct Limiter {
    created: Instant,
    has_fixed_limit: bool,
    /// Whether `limit` is active. It is read without a lock before every request.
    is_active: AtomicBool,
    limit: Mutex<Limit>,
    recent: RecentResponses,
}

impl Limiter {
    /// Creates a limiter with an upper bound, in requests per second.
    pub(crate) fn new(max_rate: Option<u32>) -> Self {
        let limit = Limit::new(max_rate);
        Self {
            created: Instant::now(),
            has_fixed_limit: max_rate.is_some(),
            is_active: AtomicBool::new(limit.is_active()),
            limit: Mutex::new(limit),
            recent: RecentResponses::default(),
        }
    }

    /// Returns this limiter, unless calls of this pacing neither wait for it nor report to it.
    pub(crate) fn of(&self, pacing: Pacing) -> Option<&Self> {
        match pacing {
            Pacing::All => Some(self),
            Pacing::FixedOnly => self.has_fixed_limit.then_some(self),
        }
    }

    /// Waits until the next request may be sent. Returns `None` if that is not before the deadline, given
    /// the calls ahead. The deadline is `timeout` after `started`.
    ///
    /// Cancel safe: a request that is cancelled while it waits gives its turn back.
    pub(crate) async fn turn(&self, started: Instant, timeout: Duration) -> Option<SentAt> {
        if !self.is_active.load(Relaxed) {
            return Some(SentAt::UNLIMITED);
        }
        let deadline = started.duration_since(self.created).saturating_add(timeout);
        let mut waiting = Waiting { limiter: self, turn: Some(self.lock().enqueue(self.now())) };
        loop {
            match waiting.poll(deadline) {
                Poll::Ready(sent) => return Some(sent),
                Poll::Wait(wait) => sleep(sleep_time(wait, self.now(), deadline)).await,
                Poll::TooLate => return None,
            }
        }
    }

    /// Records a response that is not a rate limit.
    pub(crate) fn succeeded(&self, sent: SentAt) {
        let now = self.now();
        self.recent.succeeded(now);
        if self.is_active.load(Relaxed) {
            self.lock().succeeded(sent, now, self.recent.last_second(now));
        }
    }

    /// Records a rate limit response to a call after these retries. If the client's limit is exceeded, all
    /// requests then wait for `retry_after`.
    pub(crate) fn rejected(&self, sent: SentAt, retries: Retries, retry_after: Option<Duration>) {
        let now = self.now();
        self.recent.rejected(now, retries);
        let recent = self.recent.last_second(now);
        let mut limit = self.lock();
        limit.rejected(sent, now, recent, retry_after);
        self.is_active.store(limit.is_active(), Relaxed);
    }

    fn now(&self) -> Duration {
        self.created.elapsed()
    }

    fn lock(&self) -> MutexGuard<'_, Limit> {
        // No code panics while it holds the lock.
        self.limit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request in the queue. If it is dropped before its turn, it is removed from the queue.
struct Waiting<'l> {
    limiter: &'l Limiter,
    /// `None` once the turn is used up.
    turn: Option<Turn>,
}

impl Waiting<'_> {
    fn poll(&mut self, deadline: Duration) -> Poll {
        let Some(turn) = &mut self.turn else { return Poll::Ready(SentAt::UNLIMITED) };
        let mut limit = self.limiter.lock();
        let poll = limit.poll(turn, self.limiter.now(), deadline);
        self.limiter.is_active.store(limit.is_active(), Relaxed);
        if matches!(poll, Poll::Ready(_)) {
            self.turn = None;
        }
        poll
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(turn) = &self.turn {
            self.limiter.lock().cancel(turn);
        }
    }
}

/// Returns how long to sleep before the next poll: not far beyond the deadline.
fn sleep_time(wait: Duration, now: Duration, deadline: Duration) -> Duration {
    // Timers have a resolution of a millisecond.
    let remaining = deadline.saturating_sub(now).saturating_add(Duration::from_millis(1));
    wait.min(MAX_SLEEP).min(remaining)
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn sleep_ends_at_the_deadline() {
        let table = [
            // The wait, now, the deadline, the sleep.
            (20, 0, 1000, 20),
            (900, 0, 1000, 250),
            (900, 950, 1000, 51),
            (900, 1000, 1000, 1),
            (900, 2000, 1000, 1),
        ];
        for (wait, now, deadline, expected) in table {
            let [wait, now, deadline, expected] =
                [wait, now, deadline, expected].map(Duration::from_millis);
            assert_eq!(sleep_time(wait, now, deadline), expected, "{wait:?} at {now:?}");
        }
    }

    #[tokio::test]
    async fn turn_out_of_reach_is_given_back_without_waiting() {
        let limiter = Limiter::new(Some(1));
        assert!(limiter.turn(Instant::now(), HOUR).await.is_some());
        let ahead: Vec<_> = (0..10_000).map(|_| limiter.lock().enqueue(limiter.now())).collect();
        let mut context = Context::from_waker(Waker::noop());
        let mut turn = pin!(limiter.turn(Instant::now(), HOUR));
        assert_eq!(turn.as_mut().poll(&mut context), Poll::Ready(None));
        for turn in &ahead {
            limiter.lock().cancel(turn);
        }
        let mut turn = pin!(limiter.turn(Instant::now(), HOUR));
        assert_ne!(turn.as_mut().poll(&mut context), Poll::Ready(None));
    }
}
