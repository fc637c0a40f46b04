//! Measures the throughput of bulk runs against the sandbox, with and without a journal.
//!
//! `cargo run --release -p bulk [ROWS [CONCURRENCY [FOLDER]]]`. The journal is on the disk of `FOLDER`, by
//! default the current one.

use std::{env, error::Error, num::NonZeroUsize, time::Instant};

use stytch_api::{
    Client,
    b2b::{
        organizations::{CreateRequest, members},
        totps::MigrateRequest,
    },
    bulk::{Bulk, Journal, Outcome},
    sandbox::Sandbox,
    schema::Endpoint,
};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
const ROUNDS: usize = 3;
const CONCURRENCY: NonZeroUsize = NonZeroUsize::new(16).unwrap();

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let rows = arguments.next().map_or(Ok(5_000), |text| text.parse())?;
    let concurrency = arguments.next().map_or(Ok(CONCURRENCY), |text| text.parse())?;
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    println!("{rows} rows, {concurrency} at a time");
    for round in 1..=ROUNDS {
        let without = measure(rows, concurrency, None).await?;
        let folder = tempfile::tempdir_in(&folder)?;
        let journal = Journal::open(folder.path().join("journal"))?;
        let with = measure(rows, concurrency, Some(journal)).await?;
        println!(
            "round {round}: {without:.0} rows/s without a journal, {with:.0} with one, ratio {:.2}",
            with / without
        );
    }
    Ok(())
}

/// Returns the number of rows per second.
async fn measure(
    rows: usize,
    concurrency: NonZeroUsize,
    journal: Option<Journal>,
) -> Result<f64, Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    let migrations = create_members(&client, rows).await?;
    let mut bulk = client.bulk(migrations).concurrency(concurrency);
    if let Some(journal) = journal {
        bulk = bulk.journal(journal);
    }
    let start = Instant::now();
    let done = finish(bulk).await?.len();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(done, rows);
    #[expect(clippy::cast_precision_loss, reason = "a measured number of rows is small")]
    Ok(done as f64 / seconds)
}

/// Returns the migration of each Member.
async fn create_members(
    client: &Client,
    members: usize,
) -> Result<Vec<(String, MigrateRequest)>, Box<dyn Error>> {
    let acme = client.b2b().organizations().create(CreateRequest::new("Acme")).await?;
    let organization_id = acme.organization.organization_id;
    let rows = (0..members).map(|number| {
        let email = format!("{number}@acme.example");
        (email.clone(), members::CreateRequest::new(&organization_id, email))
    });
    let created = finish(client.bulk(rows.collect::<Vec<_>>())).await?;
    let migration = |id: String| (id.clone(), MigrateRequest::new(&organization_id, id, SECRET));
    Ok(created.into_iter().map(|member| migration(member.member_id)).collect())
}

/// Runs to the end. Returns the responses.
async fn finish<E: Endpoint>(bulk: Bulk<E>) -> Result<Vec<E::Response>, Box<dyn Error>> {
    let mut run = bulk.run()?;
    let mut responses = Vec::new();
    while let Some(row) = run.next().await {
        let row = row?;
        match row.outcome {
            Outcome::Done(response) => responses.push(response),
            outcome => return Err(format!("{}: {:?}", row.key, outcome.error()).into()),
        }
    }
    Ok(responses)
}
