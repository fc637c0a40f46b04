//! Migrates many authenticators, in a run that can be interrupted and resumed.

use std::{
    env,
    error::Error,
    fs::File,
    io::{BufRead, BufReader, Lines},
    process::ExitCode,
};

use stytch_api::{
    Client,
    b2b::{organizations::members::GetRequest, totps::MigrateRequest},
    bulk::{Effect, Journal, Outcome},
};

const HELP: &str = "\
Migrates the authenticators (TOTP) of many Members to Stytch.

Usage: cargo run --example bulk_migrate --features bulk -- FILE JOURNAL

Each line of FILE is an Organization's ID, a Member's ID and a secret in base32,
separated by commas. JOURNAL records which lines are done: start the same command
again after a crash, or after Ctrl-C, and it resumes where it left off.

The project is that of the environment variables STYTCH_PROJECT_ID and
STYTCH_SECRET. Exit status: 0 if all lines are done, 3 if some are not, 2 for
wrong use, 1 for any other error.";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [file, journal] = arguments.as_slice() else {
        eprintln!("{HELP}");
        return ExitCode::from(2);
    };
    match migrate(file, journal).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(remaining) => {
            let lines = if remaining == 1 { "line is" } else { "lines are" };
            eprintln!("{remaining} {lines} not done; run the command again");
            ExitCode::from(3)
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the number of lines that are not done.
async fn migrate(file: &str, journal: &str) -> Result<u64, Box<dyn Error>> {
    let client = Client::from_env()?;
    // Nothing is sent if any line is invalid. The lines are read twice so that they need not fit in memory.
    let mut remaining = 0;
    for line in read_lines(file)? {
        remaining += 1;
        if read_row(&line?).is_none() {
            return Err(format!("line {remaining} has fewer than three values").into());
        }
    }
    // Lines that cannot be read again are not done.
    let rows = read_lines(file)?
        .map_while(|line| line.inspect_err(|error| eprintln!("{error}")).ok())
        .filter_map(|line| read_row(&line));
    let checks = client.clone();
    let mut run = client
        .bulk(rows)
        .journal(Journal::open(journal)?)
        // If it is not known whether a migration was carried out, look whether the Member has an authenticator.
        .check_unknown(move |migrate| {
            let get = GetRequest::new(&migrate.organization_id).member_id(&migrate.member_id);
            let client = checks.clone();
            async move {
                let member = client.send(get).await?.member;
                let has_authenticator = !member.totp_registration_id.is_empty();
                Ok(if has_authenticator { Effect::Taken } else { Effect::NotTaken })
            }
        })
        .stop_when(async {
            // Without a handler, Ctrl-C ends the process, which the journal survives.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
        .run()?;
    while let Some(row) = run.next().await {
        let row = row?;
        match row.outcome {
            Outcome::Done(_) | Outcome::Unreadable(_) => println!("{}: done", row.key),
            Outcome::Skipped | Outcome::Resolved => println!("{}: done before", row.key),
            // The first line with this key counts.
            Outcome::Duplicate => println!("{}: repeated", row.key),
            outcome => {
                match outcome.error() {
                    Some(error) => println!("{}: {error}", row.key),
                    None => println!("{}: {outcome:?}", row.key),
                }
                continue;
            }
        }
        remaining -= 1;
    }
    // After Ctrl-C, they include the lines that were not started.
    Ok(remaining)
}

fn read_lines(file: &str) -> std::io::Result<Lines<BufReader<File>>> {
    Ok(BufReader::new(File::open(file)?).lines())
}

/// Returns the key of a row, which is the Member's ID, and its request.
fn read_row(line: &str) -> Option<(String, MigrateRequest)> {
    let (organization_id, rest) = line.split_once(',')?;
    let (member_id, secret) = rest.split_once(',')?;
    Some((member_id.to_owned(), MigrateRequest::new(organization_id, member_id, secret)))
}
