//! Decides when a client's requests are sent, so that they stay below the server's rate limit. Pure: the
//! time is an argument, counted from the creation of the client.
//!
//! Turns are numbered. A request takes the next number, and it may be sent once [`Limit::position`] has
//! reached that number. The position advances at the current rate, and stands still during a pause. So a
//! new rate or a pause applies to the requests that are already waiting, and the requests are evenly
//! spaced: the server sees no burst in any of its windows.
//!
//! A rejection is a rate limit response. Stytch also limits the requests about one user, email address or
//! phone number, with the same response, and then other calls must not suffer. So a rejection counts only
//! if [`RecentCounts::evidence`] says that it was caused by the limit of the client:
//!
//! | evidence | counts |
//! |---|---|
//! | strong | yes |
//! | weak | while requests wait, if the rate is clearly above the measured one, or not below that of the last cut |
//! | none | no |
//! | weak or none, but nothing succeeded since a rejection that counted | yes |
//!
//! Only with strong evidence, `Retry-After` pauses all requests; only briefly if others have just succeeded,
//! because the rejections may be those of one user. The rate is unlimited until a rejection
//! counts. Then:
//!
//! | event | rate | pause |
//! |---|---|---|
//! | rejected, and the rate is far above what succeeded | what succeeded within the last second; then it grows by as much every second | short |
//! | rejected, and the rate is near what succeeded | cut by 5%; then it grows along a cubic curve: back to the old rate, level for a while, then ever faster | short |
//! | rejected again within a second | does not grow | short |
//! | rejected again, nothing succeeded in between | does not grow | longer each time; then a single request probes |
//! | rejected, but sent before the previous rejection arrived | unchanged | unchanged |
//! | rejected with `Retry-After`, strong evidence | as above | at least that long |
//! | no rejection for a minute | unlimited | none |
//!
//! `max_requests_per_second` is an upper bound of the rate throughout. A request that cannot be sent before
//! its deadline gives its turn back at once.
//!
//! The cubic curve is that of the congestion control CUBIC (RFC 9438), which the AWS SDKs use for the
//! same purpose.

pub(crate) mod recent;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, time::Duration};

use self::recent::{Evidence, RecentCounts};

/// The factor by which a cut multiplies the rate.
const CUT: f64 = 0.95;
/// Rates are cut at most this often, because servers count requests per second or longer.
const WINDOW: Duration = Duration::from_secs(1);
/// How long the cubic curve takes to return to the rate before the cut.
const RECOVERY: Duration = Duration::from_secs(4);
/// Weak evidence counts if the rate exceeds the measured one by this factor.
const CLEARLY_HIGHER: f64 = 1.5;
/// The least part of the current rate that weak evidence leaves if the rate is not the only cause.
const SMALLEST_CUT: f64 = 0.99;
/// The lowest rate, in requests per second.
const MIN_RATE: f64 = 1.0;
/// The pause after a rejection, and its growth if the next request is rejected too.
const PAUSE: Duration = Duration::from_millis(50);
const PAUSE_GROWTH: f64 = 1.25;
const MAX_PAUSE: Duration = Duration::from_secs(2);
/// The position may fall short of a turn by this much, because it is a float.
const ROUNDING: f64 = 1e-6;
/// After this long without a rejection, the rate is unlimited again.
const FORGET: Duration = Duration::from_secs(60);

/// The rate of a client, and the requests that wait for their turn.
pub(crate) struct Limit {
    /// The fixed limit, in requests per second; infinite by default.
    max_rate: f64,
    growth: Growth,
    /// When the growth started.
    growing_since: Duration,
    paused_until: Duration,
    /// The part of the pause that `Retry-After` asked for.
    requested_until: Duration,
    /// The turns up to this number may be used.
    position: f64,
    /// The time of `position`.
    updated: Duration,
    /// The number of the next turn at the end of the queue.
    next: u64,
    /// How many requests wait.
    waiting: usize,
    /// The turns that cancelled requests gave back, for the next ones.
    returned: BTreeSet<u64>,
    /// The number of rejections so far, except those of requests that were sent before the previous
    /// rejection arrived.
    rejections: u64,
    last_rejection: Duration,
    last_cut: Option<Duration>,
    /// Whether requests have been rejected since then at a lower rate than before, which cannot be the cause.
    has_other_rejections: bool,
    /// The number of consecutive rejections, without a success in between.
    in_a_row: i32,
}

/// How the rate grows after a rejection.
#[derive(Clone, Copy, Debug)]
enum Growth {
    /// No rejection so far.
    Unlimited,
    /// Grows by `from` every second, because the server's limit is unknown: what succeeded may have
    /// been a burst that is less than the server allows in a second.
    Linear { from: f64 },
    /// Returns to the rate of the last cut, and then exceeds it.
    Cubic { target: f64 },
}

impl Growth {
    /// Returns the growth after a rejection at this rate.
    fn cut(self, rate: f64, achieved: f64) -> Self {
        // The factor by which a rate can exceed the server's limit before the rejection arrives. If it is
        // exceeded, the rate was not the cause: there were too few requests, or the limit has changed.
        let excess = match self {
            Self::Unlimited | Self::Cubic { .. } => 2.0,
            Self::Linear { .. } => 4.0,
        };
        if rate > excess * achieved {
            Self::Linear { from: CUT * achieved }
        } else {
            Self::Cubic { target: rate.min(achieved) }
        }
    }

    /// Returns the rate after this time of growth.
    fn rate(self, time: Duration) -> f64 {
        let seconds = time.as_secs_f64();
        match self {
            Self::Unlimited => f64::INFINITY,
            Self::Linear { from } => from.max(MIN_RATE) * (1.0 + seconds),
            Self::Cubic { target } => {
                let recovery = RECOVERY.as_secs_f64();
                let curve = ((seconds - recovery) / recovery).powi(3);
                target.max(MIN_RATE) * (1.0 + (1.0 - CUT) * curve)
            }
        }
    }
}

/// A place in the queue.
#[derive(Debug)]
pub(crate) struct Turn(u64);

/// Whether a request may be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Poll {
    /// It may be sent. Pass the number on to [`Limit::succeeded`] or [`Limit::rejected`].
    Ready(SentAt),
    /// Not yet. Poll again after this long: the rate may have changed.
    Wait(Duration),
    /// Not before the deadline. Cancel the turn.
    TooLate,
}

/// When a request was sent, as the number of rejections before it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct SentAt(u64);

impl SentAt {
    /// For a request that was sent while there was no limit.
    pub(crate) const UNLIMITED: Self = Self(0);
}

impl Limit {
    /// Creates a limit of `max_rate` requests per second.
    pub(crate) fn new(max_rate: Option<u32>) -> Self {
        Self {
            max_rate: max_rate.map_or(f64::INFINITY, f64::from),
            growth: Growth::Unlimited,
            growing_since: Duration::ZERO,
            paused_until: Duration::ZERO,
            requested_until: Duration::ZERO,
            position: 0.0,
            updated: Duration::ZERO,
            next: 0,
            waiting: 0,
            returned: BTreeSet::new(),
            rejections: 0,
            last_rejection: Duration::ZERO,
            last_cut: None,
            has_other_rejections: false,
            in_a_row: 0,
        }
    }

    /// Whether requests have to wait for a turn.
    pub(crate) fn is_active(&self) -> bool {
        self.max_rate.is_finite() || !matches!(self.growth, Growth::Unlimited)
    }

    /// Takes a place in the queue: the first one that a cancelled request gave back, or the last.
    pub(crate) fn enqueue(&mut self, now: Duration) -> Turn {
        self.advance(now);
        self.waiting += 1;
        Turn(self.returned.pop_first().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        }))
    }

    /// Returns whether `turn` has been reached. If so, it is used up.
    pub(crate) fn poll(&mut self, turn: &mut Turn, now: Duration, deadline: Duration) -> Poll {
        self.advance(now);
        if now > deadline {
            return Poll::TooLate;
        }
        if let Some(&earlier) = self.returned.first()
            && earlier < turn.0
        {
            self.returned.remove(&earlier);
            self.returned.insert(std::mem::replace(&mut turn.0, earlier));
        }
        let rate = self.rate(now);
        let missing = as_float(turn.0) - self.position;
        if rate.is_infinite() || (missing <= ROUNDING && now >= self.paused_until) {
            self.end(None);
            if self.in_a_row > 1 {
                // The request is a probe: the others wait for its response, but not forever.
                self.paused_until = now + self.pause();
            }
            return Poll::Ready(SentAt(self.rejections));
        }
        if self.is_out_of_reach(missing, now, deadline) {
            return Poll::TooLate;
        }
        let pause = self.paused_until.saturating_sub(now);
        let turns = Duration::from_secs_f64((missing / rate).clamp(0.001, 3600.0));
        Poll::Wait(pause.saturating_add(turns))
    }

    /// Whether the position cannot advance by `missing` before `deadline`, even if nothing is rejected.
    fn is_out_of_reach(&self, missing: f64, now: Duration, deadline: Duration) -> bool {
        // A pause without `Retry-After` may end early.
        let start = self.requested_until.max(now);
        let rate = match self.growth {
            // Responses that are on their way can still correct the rate.
            Growth::Unlimited | Growth::Linear { .. } => f64::INFINITY,
            Growth::Cubic { .. } if deadline >= self.forgotten_at() => f64::INFINITY,
            // The curve never falls, so the rate at the deadline is the highest one.
            growth @ Growth::Cubic { .. } => {
                growth.rate(deadline.saturating_sub(self.growing_since.min(now)))
            }
        };
        let rate = rate.min(self.max_rate);
        let available = deadline.saturating_sub(start).as_secs_f64();
        start > deadline || missing - ROUNDING > available * rate
    }

    /// When the rate becomes unlimited again.
    fn forgotten_at(&self) -> Duration {
        self.last_rejection.max(self.requested_until).saturating_add(FORGET)
    }

    /// Gives back the turn of a cancelled request.
    pub(crate) fn cancel(&mut self, turn: &Turn) {
        self.end(Some(turn.0));
    }

    /// Records a response that is not a rate limit.
    pub(crate) fn succeeded(&mut self, sent: SentAt, now: Duration, recent: RecentCounts) {
        if sent.0 >= self.rejections {
            self.advance(now);
            if self.in_a_row > 1 {
                self.paused_until = self.requested_until;
                self.growing_since = now;
            }
            self.in_a_row = 0;
        } else if let Growth::Linear { from } = &mut self.growth {
            // The measurement was too early: this request was sent before the rejection.
            *from = from.max(CUT * f64::from(recent.succeeded));
        }
    }

    /// Records a rate limit response, which `recent` includes.
    pub(crate) fn rejected(
        &mut self,
        sent: SentAt,
        now: Duration,
        recent: RecentCounts,
        retry_after: Option<Duration>,
    ) {
        self.advance(now);
        let evidence = recent.evidence();
        if !self.counts(evidence, now) {
            return;
        }
        if evidence == Evidence::Strong {
            let retry_after = retry_after.unwrap_or_default();
            // While other calls succeed, the rejections may be those of one user.
            let pause =
                if recent.succeeded == 0 { retry_after } else { retry_after.min(MAX_PAUSE) };
            let requested = now.saturating_add(pause);
            self.requested_until = self.requested_until.max(requested);
        }
        self.last_rejection = now;
        self.paused_until = self.paused_until.max(self.requested_until);
        if sent.0 < self.rejections {
            return;
        }
        self.rejections += 1;
        let is_first_in_window =
            self.last_cut.is_none_or(|last| now.saturating_sub(last) >= WINDOW);
        if self.in_a_row == 0 && is_first_in_window {
            self.growth = self.growth.cut(self.rate(now), self.achieved(recent, evidence));
            self.last_cut = Some(now);
            self.has_other_rejections = false;
        }
        self.in_a_row = self.in_a_row.saturating_add(1).min(100);
        self.paused_until = self.requested_until.max(now + self.pause());
        self.growing_since = self.paused_until;
    }

    /// Whether a rejection counts: whether it was caused by the limit of the client.
    fn counts(&mut self, evidence: Evidence, now: Duration) -> bool {
        let is_at_highest_rate = match self.growth {
            Growth::Unlimited => false,
            Growth::Linear { from } => self.waiting > 0 && self.rate(now) >= CLEARLY_HIGHER * from,
            Growth::Cubic { target } => self.waiting > 0 && self.rate(now) >= target,
        };
        let counts = match evidence {
            Evidence::Strong => true,
            Evidence::Weak => is_at_highest_rate || self.in_a_row > 0,
            Evidence::None => self.in_a_row > 0,
        };
        // Right after a cut, the server may still count the requests before it.
        let is_settled = now.saturating_sub(self.growing_since) >= WINDOW;
        self.has_other_rejections |= !counts && !is_at_highest_rate && is_settled;
        counts
    }

    /// Returns the rate that the server accepts, in requests per second.
    fn achieved(&self, recent: RecentCounts, evidence: Evidence) -> f64 {
        match evidence {
            // The calls of some users are always rejected. If each cut subtracted them, the rate would soon
            // fall to zero.
            Evidence::Weak if self.has_other_rejections => {
                recent.achieved().max(SMALLEST_CUT * recent.responses())
            }
            Evidence::None | Evidence::Weak | Evidence::Strong => recent.achieved(),
        }
    }

    /// The pause after the current number of consecutive rejections.
    fn pause(&self) -> Duration {
        PAUSE.mul_f64(PAUSE_GROWTH.powi(self.in_a_row - 1)).min(MAX_PAUSE)
    }

    /// The requests per second at this time.
    fn rate(&self, now: Duration) -> f64 {
        let rate = self.growth.rate(now.saturating_sub(self.growing_since));
        rate.min(self.max_rate)
    }

    /// Moves the position to `now`. It does not run ahead of the queue: unused turns are lost.
    fn advance(&mut self, now: Duration) {
        if now >= self.forgotten_at() {
            self.growth = Growth::Unlimited;
            self.rejections = 0;
            self.last_cut = None;
            self.in_a_row = 0;
        }
        let from = self.updated.max(self.paused_until);
        let rate = self.rate(now);
        if rate.is_finite() {
            let turns = now.saturating_sub(from).as_secs_f64() * rate;
            self.position = (self.position + turns).min(as_float(self.next));
        }
        self.updated = self.updated.max(now);
        // A turn that was given back too late is also lost.
        while self.returned.first().is_some_and(|turn| as_float(turn + 1) <= self.position) {
            self.returned.pop_first();
        }
    }

    /// Removes a request from the queue, with the turn that it did not use.
    fn end(&mut self, unused: Option<u64>) {
        self.waiting = self.waiting.saturating_sub(1);
        self.returned.extend(unused);
        if self.waiting == 0 {
            self.returned.clear();
            self.next = self.next.min(whole(self.position + ROUNDING) + 1);
        }
    }
}

/// Turns are counted from the creation of the client: far fewer than 2^52.
#[expect(clippy::cast_precision_loss)]
fn as_float(turn: u64) -> f64 {
    turn as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(position: f64) -> u64 {
    position as u64
}
