//! Whether a call is tried again, and when. Pure: no clock, no network, no randomness of its own.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::schema::RetrySafety;

/// How often and how patiently a call is tried again.
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
    /// Tries after the first; 2 by default, 0 for none.
    pub retries: u32,
    /// The longest wait before the first retry, doubled for each that follows; 200 ms by default.
    pub base: Duration,
    /// The longest wait of the backoff; 5 s by default.
    pub cap: Duration,
    /// The longest wait that `Retry-After` is followed for; 30 s by default.
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
    /// Sets how often a call is tried after the first time.
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

    /// Sets the longest wait of the backoff.
    #[must_use]
    pub fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// Sets the longest wait that `Retry-After` is followed for.
    #[must_use]
    pub fn retry_after_cap(mut self, cap: Duration) -> Self {
        self.retry_after_cap = cap;
        self
    }

    /// How long to wait before the next attempt; `None` to leave it at this one.
    ///
    /// - A status of 429 or 503 says that the request was not carried out, and a connection that did
    ///   not come about never carried it: both are tried again whatever the endpoint.
    /// - No whole answer, and a gateway's 502 or 504, leave open whether it was: these are tried
    ///   again only where a repeat is [safe](RetrySafety::Safe).
    /// - The wait is `Retry-After` where there is one, capped; else a random part of the backoff
    ///   ("full jitter"), which `random` picks: 0 for none of it, 1 for all.
    /// - A wait that would not end within `remaining` is not begun.
    pub(crate) fn wait(&self, attempt: &Attempt, random: f64) -> Option<Duration> {
        let retries_so_far = attempt.number.checked_sub(1)?;
        if retries_so_far >= self.retries || !attempt.outcome.is_worth_a_retry(attempt.retry_safety)
        {
            return None;
        }
        let wait = match attempt.outcome {
            Outcome::Status { retry_after: Some(retry_after), .. } => {
                retry_after.min(self.retry_after_cap)
            }
            _ => self.backoff(retries_so_far).mul_f64(random.clamp(0.0, 1.0)),
        };
        (wait < attempt.remaining).then_some(wait)
    }

    fn backoff(&self, retries_so_far: u32) -> Duration {
        let doubled =
            2_u32.checked_pow(retries_so_far).and_then(|factor| self.base.checked_mul(factor));
        doubled.unwrap_or(self.cap).min(self.cap)
    }
}

/// One attempt, as the decision sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// Its number, from 1.
    pub(crate) number: u32,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) outcome: Outcome,
    /// What is left of the call's time.
    pub(crate) remaining: Duration,
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// A whole answer.
    Status { status: u16, retry_after: Option<Duration> },
    /// No connection: the request was never sent.
    NotSent,
    /// It was sent, and no whole answer came.
    NoAnswer,
}

impl Outcome {
    fn is_worth_a_retry(self, retry_safety: RetrySafety) -> bool {
        match self {
            Self::Status { status: 429 | 503, .. } | Self::NotSent => true,
            Self::Status { status: 502 | 504, .. } | Self::NoAnswer => {
                retry_safety == RetrySafety::Safe
            }
            Self::Status { .. } => false,
        }
    }
}

/// How long `Retry-After` asks to wait: seconds, or a date, which is compared with `now`.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    // The weekday says nothing that the date doesn't, and may be wrong.
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
    fn what_is_tried_again() {
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
            (Outcome::NoAnswer, true, false),
        ];
        let policy = RetryPolicy::default();
        for (outcome, safe, unsafe_) in table {
            let wait = |retry_safety| policy.wait(&attempt(1, retry_safety, outcome), 1.0);
            assert_eq!(wait(RetrySafety::Safe).is_some(), safe, "{outcome:?}, safe to repeat");
            assert_eq!(
                wait(RetrySafety::Unsafe).is_some(),
                unsafe_,
                "{outcome:?}, unsafe to repeat"
            );
        }
    }

    #[test]
    fn how_often() {
        for retries in 0..4 {
            let policy = RetryPolicy::default().retries(retries);
            for number in 1..6 {
                let wait = policy.wait(&attempt(number, RetrySafety::Safe, status(503)), 0.5);
                assert_eq!(wait.is_some(), number <= retries, "attempt {number} of 1 + {retries}");
            }
        }
    }

    #[test]
    fn how_long() {
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
    fn retry_after_goes_before_the_backoff_up_to_its_cap() {
        let policy = RetryPolicy::default();
        for (asked, waited) in [(0, 0), (7, 7), (30, 30), (31, 30), (u64::MAX, 30)] {
            let retry_after = Some(Duration::from_secs(asked));
            let outcome = Outcome::Status { status: 429, retry_after };
            let wait = policy.wait(&attempt(1, RetrySafety::Unsafe, outcome), 0.0);
            assert_eq!(wait, Some(Duration::from_secs(waited)));
        }
    }

    #[test]
    fn no_wait_past_the_end_of_the_call() {
        let policy = RetryPolicy::default();
        let retry_after = Some(Duration::from_secs(7));
        let outcome = Outcome::Status { status: 429, retry_after };
        for (seconds, waits) in [(6, false), (7, false), (8, true)] {
            let remaining = Duration::from_secs(seconds);
            let attempt = Attempt { remaining, ..attempt(1, RetrySafety::Safe, outcome) };
            assert_eq!(policy.wait(&attempt, 0.0).is_some(), waits, "{seconds} s are left");
        }
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
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
