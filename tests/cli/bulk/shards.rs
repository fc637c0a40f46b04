//! Runs over a part of the rows.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use super::fixture::{CREATE, Fixture, email};

#[tokio::test]
async fn shards_partition_the_rows() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 60);
    let mut keys = BTreeSet::new();
    for number in 1..=3 {
        let ended = fixture.run(&format!(
            "{CREATE} rows.csv --shard {number}/3 --journal journal-{number} --report {number}.csv"
        ));
        ended.assert_status(0);
        let shard: BTreeSet<_> = fixture.outcomes(&format!("{number}.csv")).into_keys().collect();
        assert!(shard.len() > 5, "{shard:?}");
        assert!(keys.is_disjoint(&shard), "{shard:?}");
        keys.extend(shard);
    }
    assert_eq!(keys.len(), 60);
    assert_eq!(fixture.created(), 60);
    assert_eq!(fixture.emails().await, (0..60).map(email).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_pilot_is_part_of_the_run() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 25);
    let ended = fixture.run(&format!("{CREATE} rows.csv --limit 10 --journal journal"));
    ended.assert_status(0);
    assert_eq!(fixture.emails().await, (0..10).map(email).collect::<Vec<_>>());
    let ended = fixture.run(&format!("{CREATE} rows.csv --journal journal"));
    ended.assert_status(0);
    assert!(ended.stdout.contains("10 skipped"), "{}", ended.stdout);
    assert_eq!(fixture.created(), 25);
}

#[tokio::test]
async fn the_rate_is_limited() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 21);
    let started = Instant::now();
    fixture.run(&format!("{CREATE} rows.csv --rate 20")).assert_status(0);
    // One request every 50 ms.
    assert!(started.elapsed() > Duration::from_millis(950), "{:?}", started.elapsed());
    assert_eq!(fixture.created(), 21);
}
