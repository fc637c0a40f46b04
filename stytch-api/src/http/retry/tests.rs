//! Table tests of the retry policy.

use super::*;

const MINUTE: Duration = Duration::from_secs(60);

fn status(status: u16) -> Outcome {
    Outcome::Status { status, error_type: None, retry_after: None }
}

fn from_stytch(status: u16, error_type: &str) -> Outcome {
    Outcome::Status { status, error_type: Some(error_type.into()), retry_after: None }
}

fn retry_after_seconds(status: u16, seconds: u64) -> Outcome {
    let retry_after = Some(Duration::from_secs(seconds));
    Outcome::Status { status, error_type: None, retry_after }
}

fn attempt(number: u32, retry_safety: RetrySafety, outcome: Outcome) -> Attempt {
    let before = number - 1;
    let retries = if outcome.is_rate_limit() {
        Retries { rate_limits: before, others: 0 }
    } else {
        Retries { rate_limits: 0, others: before }
    };
    Attempt { retries, retry_safety, outcome, remaining: MINUTE }
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
        (from_stytch(429, "too_many_requests"), true, true),
        (from_stytch(429, "brand_new"), true, true),
        (from_stytch(429, "user_lock_limit_reached"), false, false),
        (from_stytch(429, "captcha_failed"), false, false),
        (from_stytch(429, "too_few_tokens_authenticated"), false, false),
        (status(500), true, false),
        (from_stytch(500, "internal_server_error"), true, false),
        (retry_after_seconds(500, 1), true, false),
        (status(501), false, false),
        (status(502), true, false),
        (retry_after_seconds(502, 1), true, false),
        (status(503), true, false),
        (from_stytch(503, "server_unavailable"), true, true),
        (retry_after_seconds(503, 0), true, true),
        (status(504), true, false),
        (Outcome::NotSent, true, true),
        (Outcome::Unprocessed, true, true),
        (Outcome::NoResponse, true, false),
    ];
    let policy = RetryPolicy::default();
    for (outcome, safe, unsafe_) in table {
        let wait = |retry_safety| policy.wait(&attempt(1, retry_safety, outcome.clone()), 1.0);
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
fn rate_limits_have_retries_of_their_own() {
    let table = [
        // retries, rate_limit_retries, those after a rate limit, those after a 503
        (2, 6, 6, 2),
        (2, 0, 2, 2),
        (8, 6, 8, 8),
        (0, 6, 0, 0),
    ];
    for (retries, rate_limit_retries, after_rate_limit, after_503) in table {
        let policy = RetryPolicy::default().retries(retries).rate_limit_retries(rate_limit_retries);
        let count = |outcome: Outcome| {
            let mut before = Retries { rate_limits: 0, others: 0 };
            loop {
                let attempt =
                    Attempt { retries: before, ..attempt(1, RetrySafety::Safe, outcome.clone()) };
                if policy.wait(&attempt, 0.0).is_none() {
                    return before.attempt_number() - 1;
                }
                before.count(&outcome);
            }
        };
        assert_eq!(count(status(429)), after_rate_limit);
        assert_eq!(count(status(503)), after_503);
    }
    let mixed = Retries { rate_limits: 6, others: 1 };
    let after = |outcome| Attempt { retries: mixed, ..attempt(1, RetrySafety::Safe, outcome) };
    let policy = RetryPolicy::default();
    assert_eq!(policy.wait(&after(status(429)), 0.0), None);
    assert!(policy.wait(&after(status(503)), 0.0).is_some(), "one of two is left");
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
        assert_eq!(wait, Some(Duration::from_millis(milliseconds)), "attempt {number}, {random}");
    }
}

#[test]
fn wait_is_at_least_the_backoff_and_retry_after_up_to_its_cap() {
    let policy = RetryPolicy::default().base(Duration::from_secs(4));
    let table = [
        (0, 0.0, 0),
        (0, 0.5, 2),
        (1, 0.5, 2),
        (7, 1.0, 7),
        (30, 0.0, 30),
        (31, 0.0, 30),
        (u64::MAX, 1.0, 30),
    ];
    for (requested, random, waited) in table {
        let outcome = retry_after_seconds(429, requested);
        let wait = policy.wait(&attempt(1, RetrySafety::Unsafe, outcome), random);
        assert_eq!(wait, Some(Duration::from_secs(waited)), "{requested} s, {random}");
    }
}

#[test]
fn no_wait_exceeds_the_remaining_time() {
    let policy = RetryPolicy::default();
    let outcome = retry_after_seconds(429, 7);
    for (seconds, waits) in [(6, false), (7, false), (8, true)] {
        let remaining = Duration::from_secs(seconds);
        let attempt = Attempt { remaining, ..attempt(1, RetrySafety::Safe, outcome.clone()) };
        assert_eq!(policy.wait(&attempt, 0.0).is_some(), waits, "{seconds} s remain");
    }
}

#[test]
fn attempt_needs_a_tenth_of_the_timeout() {
    for (timeout, needed) in [(0, 0), (50, 5), (1000, 100), (30_000, 100)] {
        let found = min_attempt_time(Duration::from_millis(timeout));
        assert_eq!(found, Duration::from_millis(needed), "{timeout} ms");
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

#[cfg(feature = "http2")]
#[test]
fn only_refused_and_unstarted_streams_are_unprocessed() {
    use h2::Reason;

    use super::stream_end::StreamEnd;

    let table = [
        (StreamEnd::NotStarted, true),
        (StreamEnd::AboveGoAway, true),
        (StreamEnd::Reset(Reason::REFUSED_STREAM), true),
        (StreamEnd::Reset(Reason::NO_ERROR), false),
        (StreamEnd::Reset(Reason::PROTOCOL_ERROR), false),
        (StreamEnd::Reset(Reason::INTERNAL_ERROR), false),
        (StreamEnd::Reset(Reason::CANCEL), false),
        (StreamEnd::Reset(Reason::ENHANCE_YOUR_CALM), false),
        (StreamEnd::Reset(Reason::HTTP_1_1_REQUIRED), false),
        (StreamEnd::Lost, false),
    ];
    for (end, is_unprocessed) in table {
        assert_eq!(end.is_unprocessed(), is_unprocessed, "{end:?}");
    }
}
