//! Table tests, and simulated clients and servers. All times are virtual.

mod simulation;

use std::time::Duration;

use self::simulation::{Server, Simulation, UserLimit};
use super::{
    Growth, Limit, Poll, SentAt, Turn,
    recent::{Evidence, RecentCounts},
};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// The responses of the last second, with so many rejections that the limit is exceeded.
fn exceeded(succeeded: u32) -> RecentCounts {
    let rejected_calls = 3 + succeeded / 4;
    RecentCounts { succeeded, rejected_calls, rejected_retries: 0, rejected_in_a_row: 0 }
}

/// Responses that are all rejections.
fn only_rejected() -> RecentCounts {
    RecentCounts { succeeded: 0, rejected_calls: 3, rejected_retries: 0, rejected_in_a_row: 3 }
}

/// Polls a turn every millisecond until it comes, and returns when.
fn wait(limit: &mut Limit, turn: &mut Turn, start: u64) -> (u64, SentAt) {
    for time in start..start + 600_000 {
        if let Poll::Ready(sent) = limit.poll(turn, ms(time), Duration::MAX) {
            return (time, sent);
        }
    }
    panic!("the turn does not come");
}

/// Takes a turn at `start` and returns when it comes, in milliseconds.
fn next_turn(limit: &mut Limit, start: u64) -> u64 {
    let mut turn = limit.enqueue(ms(start));
    wait(limit, &mut turn, start).0
}

/// A limit without an upper bound, after a rejection at time 0 that followed 100 successes.
fn rejected_once() -> Limit {
    let mut limit = Limit::new(None);
    limit.rejected(SentAt::UNLIMITED, ms(0), exceeded(100), None);
    limit
}

#[test]
fn nothing_waits_before_the_first_rejection() {
    let mut limit = Limit::new(None);
    assert!(!limit.is_active());
    limit.succeeded(SentAt::UNLIMITED, ms(10), exceeded(1000));
    assert!(!limit.is_active());
    for time in [0, 0, 5] {
        assert_eq!(next_turn(&mut limit, time), time);
    }
    limit.rejected(SentAt::UNLIMITED, ms(20), exceeded(1000), None);
    assert!(limit.is_active());
}

#[test]
fn fixed_limit_spaces_requests_evenly() {
    let mut limit = Limit::new(Some(20));
    assert!(limit.is_active());
    let mut turns: Vec<_> = (0..4).map(|_| limit.enqueue(ms(1000))).collect();
    let times: Vec<_> = turns.iter_mut().map(|turn| wait(&mut limit, turn, 1000).0).collect();
    assert_eq!(times, [1000, 1050, 1100, 1150]);
    assert_eq!(next_turn(&mut limit, 1160), 1200);
    assert_eq!(next_turn(&mut limit, 9000), 9000, "idle time is not saved up");
    assert_eq!(next_turn(&mut limit, 9000), 9050);
}

#[test]
fn growth_after_a_rejection() {
    let linear = Growth::Linear { from: 50.0 };
    let cubic = Growth::Cubic { target: 50.0 };
    let table = [
        // Before, its rate, achieved, after.
        (Growth::Unlimited, f64::INFINITY, 100.0, Growth::Linear { from: 95.0 }),
        (Growth::Unlimited, f64::INFINITY, 0.0, Growth::Linear { from: 0.0 }),
        // A fixed limit that is close to the server's.
        (Growth::Unlimited, 70.0, 65.0, Growth::Cubic { target: 65.0 }),
        (linear, 120.0, 100.0, Growth::Cubic { target: 100.0 }),
        (linear, 120.0, 31.0, Growth::Cubic { target: 31.0 }),
        (linear, 120.0, 29.0, Growth::Linear { from: 27.55 }),
        (cubic, 66.0, 67.0, Growth::Cubic { target: 66.0 }),
        (cubic, 66.0, 34.0, Growth::Cubic { target: 34.0 }),
        (cubic, 66.0, 32.0, Growth::Linear { from: 30.4 }),
    ];
    for (before, rate, achieved, after) in table {
        let found = before.cut(rate, achieved);
        assert_eq!(format!("{found:.3?}"), format!("{after:.3?}"), "{before:?} at {rate}");
    }
}

#[test]
fn rate_grows_from_the_measured_one_until_the_next_rejection() {
    let mut limit = rejected_once();
    for (time, rate) in [(0, 95.0), (50, 95.0), (1050, 190.0), (2050, 285.0)] {
        assert!((limit.rate(ms(time)) - rate).abs() < 0.01, "{time} ms");
    }
    limit.succeeded(SentAt(1), ms(1050), exceeded(120));
    limit.rejected(SentAt(1), ms(1050), exceeded(120), None);
    for (time, rate) in [(1100, 114.0), (5100, 120.0), (9100, 126.0), (17_100, 282.0)] {
        assert!((limit.rate(ms(time)) - rate).abs() < 0.01, "{time} ms: {}", limit.rate(ms(time)));
    }
}

#[test]
fn rejections_of_one_burst_count_once() {
    let mut limit = rejected_once();
    for time in 1..60 {
        limit.rejected(SentAt::UNLIMITED, ms(time), exceeded(100), None);
    }
    assert!((limit.rate(ms(60)) - rejected_once().rate(ms(60))).abs() < 0.01);
    assert_eq!(next_turn(&mut limit, 60), 60, "the pause is not extended");
}

#[test]
fn success_that_was_on_its_way_corrects_the_measured_rate() {
    let mut limit = Limit::new(None);
    limit.rejected(SentAt::UNLIMITED, ms(0), exceeded(30), None);
    assert!((limit.rate(ms(0)) - 28.5).abs() < 0.01);
    limit.succeeded(SentAt::UNLIMITED, ms(1), exceeded(60));
    assert!((limit.rate(ms(1)) - 57.0).abs() < 0.01);
}

#[test]
fn pauses_grow_while_nothing_succeeds() {
    let mut limit = rejected_once();
    let mut time = 0;
    let mut pauses = Vec::new();
    for _ in 0..20 {
        let mut turn = limit.enqueue(ms(time));
        let (ready, sent) = wait(&mut limit, &mut turn, time);
        pauses.push(ready - time);
        time = ready;
        limit.rejected(sent, ms(time), exceeded(0), None);
    }
    // All but the first include the 10 ms between two requests.
    assert_eq!(pauses[..6], [50, 73, 89, 108, 133, 163]);
    assert!((2000..2012).contains(&pauses[19]), "{pauses:?}");
    let mut turn = limit.enqueue(ms(time));
    let (time, sent) = wait(&mut limit, &mut turn, time);
    let mut waiting = limit.enqueue(ms(time));
    assert!(
        matches!(limit.poll(&mut waiting, ms(time + 20), Duration::MAX), Poll::Wait(_)),
        "for the probe"
    );
    limit.succeeded(sent, ms(time + 30), exceeded(1));
    assert!(wait(&mut limit, &mut waiting, time + 30).0 <= time + 41);
}

#[test]
fn retry_after_pauses_all_requests() {
    let mut limit = rejected_once();
    let mut turns: Vec<_> = (0..3).map(|_| limit.enqueue(ms(10))).collect();
    // Sent before the first rejection: it leaves the rate unchanged, but asks for a pause.
    limit.rejected(SentAt::UNLIMITED, ms(20), only_rejected(), Some(ms(7000)));
    let times: Vec<_> = turns.iter_mut().map(|turn| wait(&mut limit, turn, 20).0).collect();
    assert_eq!(times[0], 7020);
    assert!(times.is_sorted() && times[2] < 7050, "{times:?}");
    limit.rejected(SentAt(1), ms(7100), only_rejected(), Some(Duration::MAX));
    assert!(
        matches!(limit.poll(&mut turns[0], ms(999_999), Duration::MAX), Poll::Wait(_)),
        "nothing overflows"
    );
}

#[test]
fn retry_after_pauses_only_briefly_while_other_calls_succeed() {
    for (succeeded, expected) in [(0, 30_000), (1, 2000), (12, 2000)] {
        let mut limit = Limit::new(None);
        let recent = RecentCounts { succeeded, ..only_rejected() };
        limit.rejected(SentAt::UNLIMITED, ms(0), recent, Some(ms(30_000)));
        assert_eq!(next_turn(&mut limit, 1), expected, "{succeeded} succeeded");
    }
}

#[test]
fn cancelled_requests_give_their_turns_back() {
    let mut limit = Limit::new(Some(10));
    let mut first = limit.enqueue(ms(0));
    let cancelled: Vec<_> = (0..1000).map(|_| limit.enqueue(ms(0))).collect();
    let mut last = limit.enqueue(ms(0));
    for turn in &cancelled {
        limit.cancel(turn);
    }
    assert_eq!(wait(&mut limit, &mut first, 0).0, 0);
    assert_eq!(wait(&mut limit, &mut last, 0).0, 100, "it moves up");
    assert_eq!(next_turn(&mut limit, 100), 200);
    // Without a request that stays in the queue.
    let cancelled: Vec<_> = (0..1000).map(|_| limit.enqueue(ms(200))).collect();
    for turn in &cancelled {
        limit.cancel(turn);
    }
    assert_eq!(next_turn(&mut limit, 300), 300);
}

#[test]
fn turns_given_back_too_late_cause_no_burst() {
    let mut limit = Limit::new(Some(10));
    let mut turns: Vec<_> = (0..50).map(|_| limit.enqueue(ms(0))).collect();
    let mut last = turns.pop().expect("50 turns");
    // No request is polled for four seconds, as in a process that was suspended.
    assert!(matches!(limit.poll(&mut last, ms(4000), Duration::MAX), Poll::Wait(_)));
    for turn in &turns {
        limit.cancel(turn);
    }
    let times: Vec<_> = (0..5).map(|_| next_turn(&mut limit, 4000)).collect();
    assert!(times[4] >= 4300, "{times:?}");
}

#[test]
fn limit_is_forgotten_a_minute_after_the_last_rejection() {
    let mut limit = rejected_once();
    limit.rejected(SentAt(1), ms(1000), only_rejected(), Some(ms(5000)));
    for (time, is_active) in [(60_000, true), (65_900, true), (66_000, false)] {
        next_turn(&mut limit, time);
        assert_eq!(limit.is_active(), is_active, "{time} ms");
    }
    assert_eq!(next_turn(&mut limit, 66_000), 66_000);
    limit.rejected(SentAt::UNLIMITED, ms(66_000), exceeded(40), None);
    assert!((limit.rate(ms(66_000)) - 38.0).abs() < 0.01, "measured again");
}

/// The rate limit that Stytch asks for in migrations: 65 requests per second.
#[test]
fn migration_moves_all_users() {
    for offset in [0, 300, 700, 990] {
        for round_trip in [2, 10, 50] {
            let server = Server::fixed(65, offset);
            let report = Simulation::new(server, 64, 1000, ms(round_trip)).run();
            let name = format!("offset {offset} ms, round trip {round_trip} ms");
            assert_eq!((report.succeeded, report.failed), (1000, 0), "{name}");
            let rejected = report.rejected_after(ms(2000));
            assert!(rejected <= 0.05, "{name}: {rejected:.3} rejected");
            let rate = report.per_second();
            assert!(rate >= 0.9 * 65.0, "{name}: {rate:.1} per second");
        }
    }
}

#[test]
fn every_kind_of_limit_is_met() {
    // The server, its limit, the largest share of rejections and the smallest one of the limit.
    let servers = [
        (Server::fixed(10, 500), 10, 0.05, 0.9),
        (Server::fixed(65, 500), 65, 0.05, 0.9),
        (Server::fixed(400, 500), 400, 0.05, 0.9),
        (Server::sliding(65), 65, 0.05, 0.9),
        (Server::sliding(400), 400, 0.05, 0.9),
        (Server::token_bucket(65.0, 65.0), 65, 0.05, 0.9),
        // The burst is all that the first measurement sees.
        (Server::token_bucket(65.0, 10.0), 65, 0.05, 0.8),
    ];
    for (server, limit, most_rejected, least_rate) in servers {
        for callers in [8, 64, 500] {
            let calls = limit * 20;
            let report = Simulation::new(server.clone(), callers, calls, ms(10)).run();
            let name = format!("{server:?}, {callers} callers");
            assert_eq!((report.succeeded, report.failed), (calls, 0), "{name}");
            let rejected = report.rejected_after(ms(2000));
            assert!(rejected <= most_rejected, "{name}: {rejected:.3} rejected");
            let rate = report.per_second() / f64::from(u32::try_from(limit).expect("small"));
            assert!(rate >= least_rate, "{name}: {rate:.3} of the limit");
        }
    }
}

#[test]
fn user_limits_slow_no_other_call_down() {
    // The interval of the calls about users whose limit is exceeded, and `Retry-After`.
    let users = [(1000, None), (500, None), (20_000, Some(ms(30_000))), (1000, Some(ms(30_000)))];
    for (interval, retry_after) in users {
        for max_rate in [None, Some(65)] {
            let user_limit = Some(UserLimit { retry_after });
            let report = Simulation::new(Server::sliding(10_000), 0, 0, ms(50))
                .with_max_rate(max_rate)
                .with_calls(ms(20), ms(120_000), None)
                .with_calls(ms(interval), ms(120_000), user_limit)
                .run();
            let name = format!("every {interval} ms, {retry_after:?}, at most {max_rate:?}");
            assert_eq!((report.succeeded, report.failed), (6000, 0), "{name}");
            assert!(report.wait_p99() < ms(200), "{name}: {:?}", report.wait_p99());
        }
    }
}

#[test]
fn user_limits_do_not_stop_a_limited_client() {
    // 400 calls at once exceed the limit of the client.
    let report = Simulation::new(Server::fixed(65, 0), 200, 400, ms(50))
        .with_calls(ms(20), ms(120_000), None)
        .with_calls(ms(1000), ms(120_000), Some(UserLimit { retry_after: None }))
        .run();
    assert_eq!((report.succeeded, report.failed), (6400, 0));
    // A migration, for as long as calls about a user are rejected.
    let report = Simulation::new(Server::fixed(65, 0), 64, 3000, ms(10))
        .with_calls(ms(1000), ms(30_000), Some(UserLimit { retry_after: None }))
        .run();
    assert_eq!((report.succeeded, report.failed), (3000, 0));
    assert!(report.per_second() >= 0.75 * 65.0, "{:.1} per second", report.per_second());
}

#[test]
fn evidence_of_the_responses() {
    let table = [
        // Succeeded, rejected calls, rejected retries, rejected in a row; evidence.
        ((0, 1, 0, 1), Evidence::None),
        ((50, 1, 0, 1), Evidence::None),
        ((0, 2, 0, 2), Evidence::Weak),
        ((0, 3, 0, 3), Evidence::Strong),
        // Two of the three in a row were rejected long ago.
        ((0, 1, 0, 3), Evidence::None),
        ((400, 3, 0, 3), Evidence::Strong),
        ((50, 2, 7, 1), Evidence::Weak),
        ((8, 2, 7, 2), Evidence::Weak),
        ((12, 3, 0, 0), Evidence::Strong),
        ((13, 3, 0, 0), Evidence::Weak),
        ((64, 2, 0, 0), Evidence::Weak),
        ((65, 2, 0, 0), Evidence::None),
        ((64, 0, 2, 0), Evidence::Weak),
    ];
    for (numbers, evidence) in table {
        let (succeeded, rejected_calls, rejected_retries, rejected_in_a_row) = numbers;
        let recent =
            RecentCounts { succeeded, rejected_calls, rejected_retries, rejected_in_a_row };
        assert_eq!(recent.evidence(), evidence, "{recent:?}");
    }
}

#[test]
fn cut_rate_is_a_share_of_all_responses() {
    for (succeeded, rejected_calls, achieved) in [(100, 3, 100.0), (50, 50, 70.0), (0, 10, 7.0)] {
        let recent =
            RecentCounts { succeeded, rejected_calls, rejected_retries: 0, rejected_in_a_row: 0 };
        assert!((recent.achieved() - achieved).abs() < 0.01, "{recent:?}");
    }
}

#[test]
fn rejection_for_one_user_changes_nothing() {
    let single =
        RecentCounts { succeeded: 1, rejected_calls: 1, rejected_retries: 0, rejected_in_a_row: 1 };
    let mut limit = Limit::new(None);
    limit.rejected(SentAt::UNLIMITED, ms(0), single, Some(ms(30_000)));
    assert!(!limit.is_active());
    assert_eq!(next_turn(&mut limit, 1), 1);
    let mut limit = Limit::new(Some(10));
    limit.rejected(SentAt::UNLIMITED, ms(0), single, Some(ms(30_000)));
    assert_eq!(next_turn(&mut limit, 1), 1);
}

#[test]
fn turns_that_come_too_late_are_reported_at_once() {
    let fixed = || Limit::new(Some(10));
    let paused = |retry_after| {
        let mut limit = Limit::new(None);
        limit.rejected(SentAt::UNLIMITED, ms(0), only_rejected(), retry_after);
        limit
    };
    let cubic = || {
        let mut limit = rejected_once();
        limit.succeeded(SentAt(1), ms(1050), exceeded(120));
        limit.rejected(SentAt(1), ms(1050), exceeded(120), None);
        limit
    };
    let table = [
        // The limit, the requests ahead, now, the deadline; whether it may be reached.
        (fixed(), 0, 0, 0, true),
        (fixed(), 0, 1, 0, false),
        (fixed(), 10, 0, 1000, true),
        (fixed(), 11, 0, 1000, false),
        (paused(Some(ms(7000))), 0, 1, 7000, true),
        (paused(Some(ms(7000))), 0, 1, 6999, false),
        // A rate that is still being measured may be too low.
        (paused(None), 1000, 1, 100, true),
        // Ten seconds at 140 per second, the rate at the deadline.
        (cubic(), 1390, 1100, 11_100, true),
        (cubic(), 1420, 1100, 11_100, false),
        // By then, the limit is forgotten.
        (cubic(), 100_000, 1100, 61_050, true),
    ];
    for (index, (mut limit, ahead, now, deadline, is_reachable)) in table.into_iter().enumerate() {
        for _ in 0..ahead {
            limit.enqueue(ms(now));
        }
        let mut turn = limit.enqueue(ms(now));
        let poll = limit.poll(&mut turn, ms(now), ms(deadline));
        assert_eq!(poll != Poll::TooLate, is_reachable, "row {index}: {poll:?}");
    }
}

#[test]
fn turn_that_comes_too_late_is_given_back() {
    let mut limit = Limit::new(Some(10));
    let mut turns: Vec<_> = (0..3).map(|_| limit.enqueue(ms(0))).collect();
    assert_eq!(wait(&mut limit, &mut turns[0], 0).0, 0);
    assert_eq!(limit.poll(&mut turns[1], ms(100), ms(99)), Poll::TooLate);
    limit.cancel(&turns[1]);
    assert_eq!(wait(&mut limit, &mut turns[2], 100).0, 100);
}
