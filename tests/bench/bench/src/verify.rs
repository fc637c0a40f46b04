//! Measures the verification of tokens and permissions.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, count, or_not_available},
    valgrind::Counted,
    workspace::{Level, Workspace, output_of},
};

const JOBS: [(&str, &str); 8] = [
    ("ring-session", "only the signature of a session JWT, by ring: the limit"),
    ("session", "stytch-api: a session JWT"),
    ("ring-m2m", "only the signature of an M2M token, by ring: the limit"),
    ("m2m", "stytch-api: an M2M token, one scope required"),
    ("aws-lc-rs-m2m", "the same signature by aws-lc-rs: the vendor's limit"),
    ("vendor", "stytch (the vendor's): an M2M token, one scope required"),
    ("rejected", "stytch-api: a session JWT without its signature, rejected"),
    ("permission", "stytch-api: a permission, with the cached policy"),
];

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "Verification",
        format!(
            "RS256 with a key of 2048 bits, on one thread; keys and policy are cached, so that no call is made. \
             Ten roles of five permissions, three roles in the session, of which the last grants the \
             permission. Release builds; the lowest of {} alternating runs, each the median of {} rounds; \
             instructions and allocations per operation, by valgrind.",
            turns(options),
            rounds(options),
        ),
        &["operation", "ns", "per second", "to the limit", "instructions", "allocations"],
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
            or_not_available(ratio, |ratio| format!("{ratio:.2}")),
            or_not_available(counted.instructions()?, count),
            or_not_available(allocations, |figure| format!("{figure:.1}")),
        ]);
    }
    Ok(table)
}

/// The lowest nanoseconds of each job. The jobs take turns, so that other load on the machine affects
/// all.
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
