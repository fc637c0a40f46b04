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

pub(crate) struct Limiter {
    created: Instant,
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
            is_active: AtomicBool::new(limit.is_active()),
            limit: Mutex::new(limit),
            recent: RecentResponses::default(),
        }
    }

    /// Waits until the next request may be sent. Returns `None` if that is not within `timeout`
    /// after `started`.
    ///
    /// Cancel safe: a request that is cancelled while it waits gives its turn back.
    pub(crate) async fn turn(&self, started: Instant, timeout: Duration) -> Option<SentAt> {
        if !self.is_active.load(Relaxed) {
            return Some(SentAt::UNLIMITED);
        }
        let mut waiting = Waiting { limiter: self, turn: Some(self.lock().enqueue(self.now())) };
        loop {
            match waiting.poll() {
                Poll::Ready(sent) => return Some(sent),
                Poll::Wait(wait) => {
                    let remaining = timeout.saturating_sub(started.elapsed());
                    if remaining.is_zero() {
                        return None;
                    }
                    sleep(wait.min(MAX_SLEEP).min(remaining)).await;
                }
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
    fn poll(&mut self) -> Poll {
        let Some(turn) = &mut self.turn else { return Poll::Ready(SentAt::UNLIMITED) };
        let mut limit = self.limiter.lock();
        let poll = limit.poll(turn, self.limiter.now());
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
