//! Clients that call a server with a rate limit, in virtual time.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
    time::Duration,
};

use fastrand::Rng;

use super::ms;
use crate::{
    RetryPolicy,
    http::{
        limit::{Limit, Poll, SentAt, Turn, recent::RecentResponses},
        retry::{Attempt, Outcome, Retries},
    },
    schema::RetrySafety,
};

/// The timeout of a call, less the time that an attempt needs.
const TIMEOUT: Duration = Duration::from_millis(29_900);

/// How a server limits the rate of requests.
#[derive(Clone, Debug)]
pub(super) enum Server {
    /// At most `limit` in each second of the server's clock, which is ahead by `offset`.
    Fixed { limit: u32, offset: Duration, window: u64, count: u32 },
    /// At most `limit` in any second.
    Sliding { limit: usize, admitted: VecDeque<Duration> },
    /// At most `burst` at once, and `rate` per second.
    TokenBucket { rate: f64, burst: f64, tokens: f64, updated: Duration },
}

impl Server {
    pub(super) fn fixed(limit: u32, offset: u64) -> Self {
        Self::Fixed { limit, offset: ms(offset), window: 0, count: 0 }
    }

    pub(super) fn sliding(limit: usize) -> Self {
        Self::Sliding { limit, admitted: VecDeque::new() }
    }

    pub(super) fn token_bucket(rate: f64, burst: f64) -> Self {
        Self::TokenBucket { rate, burst, tokens: burst, updated: Duration::ZERO }
    }

    fn admits(&mut self, now: Duration) -> bool {
        match self {
            Self::Fixed { limit, offset, window, count } => {
                let current = (now + *offset).as_secs();
                if *window != current {
                    (*window, *count) = (current, 0);
                }
                *count += 1;
                *count <= *limit
            }
            Self::Sliding { limit, admitted } => {
                while admitted.front().is_some_and(|first| *first + ms(1000) <= now) {
                    admitted.pop_front();
                }
                let is_admitted = admitted.len() < *limit;
                if is_admitted {
                    admitted.push_back(now);
                }
                is_admitted
            }
            Self::TokenBucket { rate, burst, tokens, updated } => {
                *tokens =
                    (*tokens + now.saturating_sub(*updated).as_secs_f64() * *rate).min(*burst);
                *updated = now;
                let is_admitted = *tokens >= 1.0;
                if is_admitted {
                    *tokens -= 1.0;
                }
                is_admitted
            }
        }
    }
}

/// What happens to a caller next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// Starts its next attempt.
    Attempt,
    /// Asks whether its turn has come.
    Turn,
    /// Its request reaches the server.
    Request,
    /// The response reaches it.
    Response { is_admitted: bool },
}

/// The limit of a user that a call is about, which is always exceeded.
#[derive(Clone, Copy, Debug)]
pub(super) struct UserLimit {
    pub(super) retry_after: Option<Duration>,
}

#[derive(Default)]
struct Caller {
    started: Duration,
    user_limit: Option<UserLimit>,
    turn: Option<Turn>,
    sent: Option<SentAt>,
    retries: Retries,
}

/// Callers that share a client and make calls one after the other.
pub(super) struct Simulation {
    server: Server,
    /// The time of a request and its response. Each takes up to a fifth more or less.
    round_trip: Duration,
    limit: Limit,
    recent: RecentResponses,
    policy: RetryPolicy,
    callers: Vec<Caller>,
    /// The calls that no caller has started yet.
    remaining: usize,
    events: BinaryHeap<Reverse<(Duration, u64, usize, Event)>>,
    count: u64,
    rng: Rng,
    report: Report,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    pub(super) succeeded: usize,
    pub(super) failed: usize,
    /// How long after the start of its call each request was sent, except those that exceed a user limit.
    waits: Vec<Duration>,
    /// When each request reached the server, and whether it was admitted.
    requests: Vec<(Duration, bool)>,
    end: Duration,
}

impl Report {
    /// The share of requests that were rejected after this time.
    pub(super) fn rejected_after(&self, start: Duration) -> f64 {
        let requests: Vec<_> = self.requests.iter().filter(|(time, _)| *time >= start).collect();
        let rejected = requests.iter().filter(|(_, is_admitted)| !is_admitted).count();
        ratio(rejected, requests.len())
    }

    /// The wait that 99% of these requests did not exceed.
    pub(super) fn wait_p99(&self) -> Duration {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        waits.get(waits.len() * 99 / 100).copied().unwrap_or_default()
    }

    pub(super) fn per_second(&self) -> f64 {
        ratio(self.succeeded, 1) / self.end.as_secs_f64()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

impl Simulation {
    pub(super) fn new(server: Server, callers: usize, calls: usize, round_trip: Duration) -> Self {
        let mut simulation = Self {
            server,
            round_trip,
            limit: Limit::new(None),
            recent: RecentResponses::default(),
            policy: RetryPolicy::default(),
            callers: std::iter::repeat_with(Caller::default).take(callers).collect(),
            remaining: calls,
            events: BinaryHeap::new(),
            count: 0,
            rng: Rng::with_seed(7),
            report: Report::default(),
        };
        for caller in 0..callers {
            simulation.start_call(Duration::ZERO, caller);
        }
        simulation
    }

    pub(super) fn with_max_rate(mut self, max_rate: Option<u32>) -> Self {
        self.limit = Limit::new(max_rate);
        self
    }

    /// Adds calls that start at this interval and are about one user, or about many.
    pub(super) fn with_calls(
        mut self,
        interval: Duration,
        end: Duration,
        user_limit: Option<UserLimit>,
    ) -> Self {
        let mut started = Duration::ZERO;
        while started < end {
            let caller = self.callers.len();
            self.callers.push(Caller { started, user_limit, ..Caller::default() });
            self.schedule(started, caller, Event::Attempt);
            started += interval;
        }
        self
    }

    pub(super) fn run(mut self) -> Report {
        while let Some(Reverse((now, _, caller, event))) = self.events.pop() {
            self.handle(now, caller, event);
            self.report.end = now;
        }
        self.report
    }

    fn schedule(&mut self, time: Duration, caller: usize, event: Event) {
        self.count += 1;
        self.events.push(Reverse((time, self.count, caller, event)));
    }

    fn start_call(&mut self, now: Duration, caller: usize) {
        if self.remaining > 0 {
            self.remaining -= 1;
            self.callers[caller] = Caller { started: now, ..Caller::default() };
            self.schedule(now, caller, Event::Attempt);
        }
    }

    fn handle(&mut self, now: Duration, caller: usize, event: Event) {
        match event {
            Event::Attempt if !self.limit.is_active() => self.send(now, caller, SentAt::UNLIMITED),
            Event::Attempt => {
                self.callers[caller].turn = Some(self.limit.enqueue(now));
                self.handle(now, caller, Event::Turn);
            }
            Event::Turn => {
                let deadline = self.callers[caller].started + TIMEOUT;
                let turn = self.callers[caller].turn.as_mut().expect("a turn");
                match self.limit.poll(turn, now, deadline) {
                    Poll::Ready(sent) => self.send(now, caller, sent),
                    // Timers have a resolution of a millisecond.
                    Poll::Wait(wait) => {
                        self.schedule(now + wait.min(ms(250)) + ms(1), caller, Event::Turn);
                    }
                    Poll::TooLate => {
                        self.limit.cancel(turn);
                        self.fail(now, caller);
                    }
                }
            }
            Event::Request => {
                let is_admitted =
                    self.callers[caller].user_limit.is_none() && self.server.admits(now);
                self.report.requests.push((now, is_admitted));
                let time = now + self.half_round_trip();
                self.schedule(time, caller, Event::Response { is_admitted });
            }
            Event::Response { is_admitted } => self.receive(now, caller, is_admitted),
        }
    }

    fn send(&mut self, now: Duration, caller: usize, sent: SentAt) {
        self.callers[caller].sent = Some(sent);
        let wait = now.saturating_sub(self.callers[caller].started);
        if self.callers[caller].user_limit.is_none() {
            self.report.waits.push(wait);
        }
        let time = now + self.half_round_trip();
        self.schedule(time, caller, Event::Request);
    }

    fn half_round_trip(&mut self) -> Duration {
        self.round_trip.mul_f64(0.4 + 0.2 * self.rng.f64())
    }

    fn receive(&mut self, now: Duration, caller: usize, is_admitted: bool) {
        let sent = self.callers[caller].sent.expect("a request");
        if is_admitted {
            self.recent.succeeded(now);
            self.limit.succeeded(sent, now, self.recent.last_second(now));
            self.report.succeeded += 1;
            self.start_call(now, caller);
            return;
        }
        let Caller { started, user_limit, retries, .. } = self.callers[caller];
        self.recent.rejected(now, retries);
        let retry_after = user_limit.and_then(|limit| limit.retry_after);
        self.limit.rejected(sent, now, self.recent.last_second(now), retry_after);
        let attempt = Attempt {
            retries,
            retry_safety: RetrySafety::Unsafe,
            outcome: Outcome::Status { status: 429, error_type: None, retry_after },
            remaining: (started + TIMEOUT).saturating_sub(now),
        };
        if let Some(wait) = self.policy.wait(&attempt, self.rng.f64()) {
            self.callers[caller].retries.count(&attempt.outcome);
            self.schedule(now + wait, caller, Event::Attempt);
        } else {
            self.fail(now, caller);
        }
    }

    fn fail(&mut self, now: Duration, caller: usize) {
        if self.callers[caller].user_limit.is_none() {
            self.report.failed += 1;
        }
        self.start_call(now, caller);
    }
}
