//! Decides whether a call is retried, and when. Pure: time and randomness are arguments.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::schema::RetrySafety;

/// How often a call is retried, and how long it waits in between.
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
    /// The number of retries after the first attempt; 2 by default, 0 for none.
    pub retries: u32,
    /// The longest wait before the first retry, doubled for each that follows; 200 ms by default.
    pub base: Duration,
    /// The longest wait before any retry without `Retry-After`; 5 s by default.
    pub cap: Duration,
    /// The longest wait that `Retry-After` can ask for; longer ones are shortened to it. 30 s by default.
    pub retry_after_cap: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 2,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(5),
            retry_after_cap: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Sets the number of retries after the first attempt.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the longest wait before the first retry.
    #[must_use]
    pub fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Sets the longest wait before any retry without `Retry-After`.
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
    /// - Status 429 or 503, or a connection that could not be opened, means that the request was not
    ///   carried out: retried on every endpoint.
    /// - No complete response, or a gateway's 502 or 504, leaves it open whether the request was
    ///   carried out: retried only if that is [safe](RetrySafety::Safe).
    /// - The wait is `Retry-After` if present, up to its cap; otherwise a random part of the backoff
    ///   ("full jitter"), selected by `random`: 0 for none of it, 1 for all.
    /// - If the wait would not end within `remaining`, there is no retry.
    pub(crate) fn wait(&self, attempt: &Attempt, random: f64) -> Option<Duration> {
        let retries_so_far = attempt.number.checked_sub(1)?;
        if retries_so_far >= self.retries || !attempt.outcome.is_retryable(attempt.retry_safety) {
            return None;
        }
        let wait = match attempt.outcome {
            Outcome::Status { retry_after: Some(retry_after), .. } => {
                retry_after.min(self.retry_after_cap)
            }
            Outcome::Status { retry_after: None, .. } | Outcome::NotSent | Outcome::NoResponse => {
                self.backoff(retries_so_far).mul_f64(random.clamp(0.0, 1.0))
            }
        };
        (wait < attempt.remaining).then_some(wait)
    }

    fn backoff(&self, retries_so_far: u32) -> Duration {
        let doubled =
            2_u32.checked_pow(retries_so_far).and_then(|factor| self.base.checked_mul(factor));
        doubled.unwrap_or(self.cap).min(self.cap)
    }
}

/// A finished attempt, as far as the decision needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// Starts at 1.
    pub(crate) number: u32,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) outcome: Outcome,
    /// The rest of the call's timeout.
    pub(crate) remaining: Duration,
}

/// The result of an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// A complete response.
    Status { status: u16, retry_after: Option<Duration> },
    /// The connection could not be opened, so nothing was sent.
    NotSent,
    /// The request was sent, but no complete response arrived.
    NoResponse,
}

impl Outcome {
    fn is_retryable(self, retry_safety: RetrySafety) -> bool {
        match self {
            Self::Status { status: 429 | 503, .. } | Self::NotSent => true,
            Self::Status { status: 502 | 504, .. } | Self::NoResponse => {
                retry_safety == RetrySafety::Safe
            }
            Self::Status { .. } => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn status(status: u16) -> Outcome {
        Outcome::Status { status, retry_after: None }
    }

    fn attempt(number: u32, retry_safety: RetrySafety, outcome: Outcome) -> Attempt {
        Attempt { number, retry_safety, outcome, remaining: MINUTE }
    }

    #[test]
    fn outcomes_that_are_retried() {
        let table = [
            (status(200), false, false),
            (status(307), false, false),
            (status(400), false, false),
            (status(401), false, false),
            (status(404), false, false),
            (status(429), true, true),
            (status(500), false, false),
            (status(502), true, false),
            (status(503), true, true),
            (status(504), true, false),
            (Outcome::NotSent, true, true),
            (Outcome::NoResponse, true, false),
        ];
        let policy = RetryPolicy::default();
        for (outcome, safe, unsafe_) in table {
            let wait = |retry_safety| policy.wait(&attempt(1, retry_safety, outcome), 1.0);
            assert_eq!(wait(RetrySafety::Safe).is_some(), safe, "{outcome:?}, safe");
            assert_eq!(wait(RetrySafety::Unsafe).is_some(), unsafe_, "{outcome:?}, unsafe");
        }
    }

    #[test]
    fn retries_are_limited() {
        for retries in 0..4 {
            let policy = RetryPolicy::default().retries(retries);
            for number in 1..6 {
                let wait = policy.wait(&attempt(number, RetrySafety::Safe, status(503)), 0.5);
                assert_eq!(wait.is_some(), number <= retries, "attempt {number} of 1 + {retries}");
            }
        }
    }

    #[test]
    fn backoff_doubles_up_to_its_cap() {
        let policy = RetryPolicy::default()
            .retries(100)
            .base(Duration::from_millis(100))
            .cap(Duration::from_secs(1));
        let table = [
            (1, 0.0, 0),
            (1, 0.5, 50),
            (1, 1.0, 100),
            (2, 1.0, 200),
            (4, 1.0, 800),
            (5, 1.0, 1000),
            (5, 0.25, 250),
            (33, 1.0, 1000),
            (99, 1.0, 1000),
        ];
        for (number, random, milliseconds) in table {
            let wait = policy.wait(&attempt(number, RetrySafety::Safe, status(503)), random);
            assert_eq!(
                wait,
                Some(Duration::from_millis(milliseconds)),
                "attempt {number}, {random}"
            );
        }
    }

    #[test]
    fn retry_after_takes_precedence_up_to_its_cap() {
        let policy = RetryPolicy::default();
        for (asked, waited) in [(0, 0), (7, 7), (30, 30), (31, 30), (u64::MAX, 30)] {
            let retry_after = Some(Duration::from_secs(asked));
            let outcome = Outcome::Status { status: 429, retry_after };
            let wait = policy.wait(&attempt(1, RetrySafety::Unsafe, outcome), 0.0);
            assert_eq!(wait, Some(Duration::from_secs(waited)));
        }
    }

    #[test]
    fn no_wait_exceeds_the_remaining_time() {
        let policy = RetryPolicy::default();
        let retry_after = Some(Duration::from_secs(7));
        let outcome = Outcome::Status { status: 429, retry_after };
        for (seconds, waits) in [(6, false), (7, false), (8, true)] {
            let remaining = Duration::from_secs(seconds);
            let attempt = Attempt { remaining, ..attempt(1, RetrySafety::Safe, outcome) };
            assert_eq!(policy.wait(&attempt, 0.0).is_some(), waits, "{seconds} s remain");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let table = [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Mon, 06 Nov 1994 08:49:47 GMT", Some(10)),
            ("06 Nov 1994 08:49:47 GMT", Some(10)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("+5", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ];
        for (value, seconds) in table {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(&headers, now), expected, "{value:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
