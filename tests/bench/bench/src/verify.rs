//! Tokens and permissions checked.

use std::process::Command;

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, count, median_of, or_none},
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
             permission. Release builds; median of {} times 101 rounds; instructions and allocations per \
             operation, by valgrind.",
            options.runs()
        ),
        &["what is checked", "ns", "per second", "to the limit", "instructions", "allocations"],
    );
    let build = workspace.build("verify", Level::Release);
    build.run()?;
    let binary = build.artifact("verify");
    let mut limit = None;
    for (job, label) in JOBS {
        eprintln!("{job}");
        let arguments = |rounds: u32, per_round: u32| {
            vec![job.to_owned(), rounds.to_string(), per_round.to_string()]
        };
        let nanoseconds: f64 = median_of(options.runs(), || {
            let timed = arguments(options.pick(101, 11), 200);
            Ok(output_of(Command::new(&binary).args(timed))?.trim().parse()?)
        })?;
        let counted = Counted {
            program: &binary,
            arguments: |operations| arguments(1, operations),
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
