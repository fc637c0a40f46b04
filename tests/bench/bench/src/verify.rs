//! Tokens and permissions checked.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, count, or_none},
    valgrind::Counted,
    workspace::{Level, Workspace, output_of},
};

const JOBS: [(&str, &str); 8] = [
    ("ring-session", "the signature of a session JWT alone, by ring: the limit"),
    ("session", "stytch-api: a session JWT"),
    ("ring-m2m", "the signature of an M2M token alone, by ring: the limit"),
    ("m2m", "stytch-api: an M2M token, one scope required"),
    ("aws-lc-rs-m2m", "the same signature by aws-lc-rs: the vendor's limit"),
    ("vendor", "stytch (the vendor's): an M2M token, one scope required"),
    ("refused", "stytch-api: a session JWT without its signature, refused"),
    ("permission", "stytch-api: a permission, by the policy at hand"),
];

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "Verification",
        format!(
            "RS256 with a key of 2048 bits, on one thread; keys and policy at hand, so that no call is made. \
             Ten roles of five permissions, three roles in the session, of which the last gives the \
             permission. Release builds; the lowest of {} runs in turns, of each the median of {} rounds; \
             instructions and allocations per operation, by valgrind.",
            turns(options),
            rounds(options),
        ),
        &["what is checked", "ns", "per second", "to the limit", "instructions", "allocations"],
    );
    let build = workspace.build("verify", Level::Release);
    build.run()?;
    let binary = build.artifact("verify");
    let mut limit = None;
    for ((job, label), nanoseconds) in JOBS.into_iter().zip(lowest(&binary, options)?) {
        eprintln!("{job}");
        let counted = Counted {
            program: &binary,
            arguments: |operations| arguments(job, 1, operations),
            operations: options.pick(1000, 100),
        };
        let is_check = matches!(job, "session" | "m2m" | "vendor");
        if !is_check {
            limit = Some(nanoseconds);
        }
        let ratio = limit.filter(|_| is_check).map(|limit| nanoseconds / limit);
        let allocations = counted.heap()?.map(|heap| heap.allocations);
        table.row(vec![
            label.to_owned(),
            count(nanoseconds),
            count(1e9 / nanoseconds),
            or_none(ratio, |ratio| format!("{ratio:.2}")),
            or_none(counted.instructions()?, count),
            or_none(allocations, |figure| format!("{figure:.1}")),
        ]);
    }
    Ok(table)
}

/// The nanoseconds of each job. They take turns, so that whatever else the machine does meets all of them.
fn lowest(binary: &Path, options: &Options) -> Result<[f64; JOBS.len()]> {
    let mut lowest = [f64::INFINITY; JOBS.len()];
    for _ in 0..turns(options) {
        for (lowest, (job, _)) in lowest.iter_mut().zip(JOBS) {
            let timed = arguments(job, rounds(options), 200);
            let nanoseconds = output_of(Command::new(binary).args(timed))?.trim().parse()?;
            *lowest = lowest.min(nanoseconds);
        }
    }
    Ok(lowest)
}

fn turns(options: &Options) -> u32 {
    options.pick(9, 1)
}

fn rounds(options: &Options) -> u32 {
    options.pick(101, 11)
}

fn arguments(job: &str, rounds: u32, per_round: u32) -> Vec<String> {
    vec![job.to_owned(), rounds.to_string(), per_round.to_string()]
}
