//! Decides whether a call is retried, and when. Pure: time and randomness are arguments.

#[cfg(feature = "http2")]
pub(crate) mod stream_end;
#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::{
    error::{ErrorType, is_rate_limit},
    schema::RetrySafety,
};

/// How often a call is retried, and how long it waits in between.
///
/// Retried on every endpoint, because the request was not carried out:
///
/// - a 429 of a rate limit, but not of a locked user or a suspicious login
///   ([`Error::is_rate_limited`](crate::Error::is_rate_limited)),
/// - a 503 with `Retry-After` or with Stytch's own error type,
/// - a connection that could not be opened,
/// - with feature `http2`, a stream that the server refused (`REFUSED_STREAM`) or that is above the last stream of
///   a GOAWAY, and a request whose connection was closed before the request was started.
///
/// Retried only if the endpoint's spec says that this is [safe](RetrySafety::Safe), because the
/// request may have been carried out: a missing or incomplete response (with HTTP/2, also a stream that is
/// reset with any other code, or whose connection is lost, even after a GOAWAY that includes it), the statuses 500, 502 and 504,
/// and any other 503, which a gateway also sends if its connection broke after it had forwarded the
/// request.
///
/// ```
/// use std::time::Duration;
/// use stytch_api::RetryPolicy;
///
/// let policy = RetryPolicy::default().retries(4).base(Duration::from_millis(50));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The number of retries after the first attempt, not counting those after a rate limit; 2 by default,
    /// 0 for no retries at all.
    pub retries: u32,
    /// The number of retries after a rate limit, which do not count towards `retries`; 6 by default. If
    /// `retries` is larger, it applies instead; if `retries` is 0, rate limits are not retried.
    ///
    /// The default is higher because a call can run into the limit again, through no fault of its own,
    /// while the client is still measuring it.
    pub rate_limit_retries: u32,
    /// The longest wait before the first retry, doubled for each that follows; 200 ms by default.
    pub base: Duration,
    /// The longest wait before any retry, unless `Retry-After` asks for more; 5 s by default.
    pub cap: Duration,
    /// The longest wait that `Retry-After` can ask for; longer ones are shortened to it. 30 s by default.
    ///
    /// If many calls are rejected, it is also the longest pause of all calls:
    /// [`max_requests_per_second`](crate::ClientBuilder::max_requests_per_second) describes when.
    pub retry_after_cap: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 2,
            rate_limit_retries: 6,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(5),
            retry_after_cap: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Sets the number of retries after the first attempt, not counting those after a rate limit; 0 for no
    /// retries at all.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the number of retries after a rate limit.
    #[must_use]
    pub fn rate_limit_retries(mut self, retries: u32) -> Self {
        self.rate_limit_retries = retries;
        self
    }

    /// Sets the longest wait before the first retry.
    #[must_use]
    pub fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Sets the longest wait before any retry, unless `Retry-After` asks for more.
    #[must_use]
    pub fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// Sets the longest wait that `Retry-After` can ask for.
    #[must_use]
    pub fn retry_after_cap(mut self, cap: Duration) -> Self {
        self.retry_after_cap = cap;
        self
    }

    /// Returns how long to wait before the next attempt, or `None` if there is none.
    ///
    /// - [`RetryPolicy`] lists what is retried.
    /// - The wait is a random part of the backoff ("full jitter"), selected by `random`: 0 for none of
    ///   it, 1 for all; and at least `Retry-After`, up to its cap.
    /// - If the wait would not end within `remaining`, there is no retry.
    pub(crate) fn wait(&self, attempt: &Attempt, random: f64) -> Option<Duration> {
        let (retries_so_far, allowed) = if !attempt.outcome.is_rate_limit() {
            (attempt.retries.others, self.retries)
        } else if self.retries == 0 {
            (attempt.retries.rate_limits, 0)
        } else {
            (attempt.retries.rate_limits, self.rate_limit_retries.max(self.retries))
        };
        if retries_so_far >= allowed || !attempt.outcome.is_retryable(attempt.retry_safety) {
            return None;
        }
        let requested = match attempt.outcome {
            Outcome::Status { retry_after: Some(retry_after), .. } => {
                retry_after.min(self.retry_after_cap)
            }
            Outcome::Status { retry_after: None, .. }
            | Outcome::NotSent
            | Outcome::Unprocessed
            | Outcome::NoResponse => Duration::ZERO,
        };
        let backoff = self.backoff(retries_so_far).mul_f64(random.clamp(0.0, 1.0));
        let wait = requested.max(backoff);
        (wait < attempt.remaining).then_some(wait)
    }

    fn backoff(&self, retries_so_far: u32) -> Duration {
        let doubled =
            2_u32.checked_pow(retries_so_far).and_then(|factor| self.base.checked_mul(factor));
        doubled.unwrap_or(self.cap).min(self.cap)
    }
}

/// Returns the time that an attempt needs at least: a tenth of the call's timeout, up to 100 ms. With less,
/// the attempt would probably end without a response, although the request may have been carried out.
pub(crate) fn min_attempt_time(timeout: Duration) -> Duration {
    (timeout / 10).min(Duration::from_millis(100))
}

/// A finished attempt, as far as the decision needs it.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// The retries before this attempt.
    pub(crate) retries: Retries,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) outcome: Outcome,
    /// The time in which the next attempt has to start.
    pub(crate) remaining: Duration,
}

/// How often a call was retried so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Retries {
    /// After a rate limit.
    pub(crate) rate_limits: u32,
    /// After anything else.
    pub(crate) others: u32,
}

impl Retries {
    /// Counts a retry after this outcome.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        let counter =
            if outcome.is_rate_limit() { &mut self.rate_limits } else { &mut self.others };
        *counter = counter.saturating_add(1);
    }

    /// The number of the attempt that follows these retries; the first one is 1.
    pub(crate) fn attempt_number(self) -> u32 {
        self.rate_limits.saturating_add(self.others).saturating_add(1)
    }
}

/// The result of an attempt.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// A complete response.
    Status {
        status: u16,
        /// Stytch's own, as returned by [`stytch_error_type`](crate::error::stytch_error_type).
        error_type: Option<ErrorType>,
        retry_after: Option<Duration>,
    },
    /// The connection could not be opened, so nothing was sent.
    NotSent,
    /// The request may have been sent, but the server certainly did not process it.
    Unprocessed,
    /// The request was sent, but no complete response arrived.
    NoResponse,
}

impl Outcome {
    /// Whether the rate limit was exceeded.
    pub(crate) fn is_rate_limit(&self) -> bool {
        match self {
            Self::Status { status, error_type, .. } => is_rate_limit(*status, error_type.as_ref()),
            Self::NotSent | Self::Unprocessed | Self::NoResponse => false,
        }
    }

    fn is_retryable(&self, retry_safety: RetrySafety) -> bool {
        let is_safe = retry_safety == RetrySafety::Safe;
        match self {
            Self::Status { status: 429, .. } => self.is_rate_limit(),
            Self::Status { status: 503, error_type, retry_after } => {
                is_safe || error_type.is_some() || retry_after.is_some()
            }
            Self::Status { status: 500 | 502 | 504, .. } | Self::NoResponse => is_safe,
            Self::Status { .. } => false,
            Self::NotSent | Self::Unprocessed => true,
        }
    }
}

/// Reads `Retry-After`: seconds, or a date, which is compared with `now`.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    // The weekday is redundant, and some servers get it wrong.
    let date = value.split_once(',').map_or(value, |(_, date)| date).trim();
    let date = chrono::DateTime::parse_from_rfc2822(date).ok()?;
    Some(SystemTime::from(date).duration_since(now).unwrap_or(Duration::ZERO))
}
