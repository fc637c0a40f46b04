//! Measures decoding and encoding alone.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, count, median_of, or_not_available},
    valgrind::Counted,
    workspace::{Level, Workspace, output_of},
};

const SIDES: [(&str, &str); 3] =
    [("ours", "stytch-api"), ("serde", "serde's derives"), ("vendor", "stytch (the vendor's)")];

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "Decode and encode",
        format!(
            "Decoding the response of 3 KB from JSON and dropping it, and encoding the request as JSON, both with \
             `serde_json`; release builds. Time: median of {} times 101 rounds. Instructions and \
             allocations per operation, by valgrind.",
            options.runs()
        ),
        &[
            "types by",
            "decode, ns",
            "instructions",
            "allocations",
            "encode, ns",
            "instructions",
            "allocations",
        ],
    );
    let build = workspace.build("codec", Level::Release);
    build.run()?;
    let binary = build.artifact("codec");
    for (side, label) in SIDES {
        let mut cells = vec![label.to_owned()];
        for job in ["decode", "encode"] {
            eprintln!("{job} of {side}");
            cells.extend(measure_job(options, &binary, side, job)?);
        }
        table.row(cells);
    }
    Ok(table)
}

fn measure_job(options: &Options, binary: &Path, side: &str, job: &str) -> Result<[String; 3]> {
    let arguments = |rounds: u32, per_round: u32| {
        vec![side.to_owned(), job.to_owned(), rounds.to_string(), per_round.to_string()]
    };
    let nanoseconds = median_of(options.runs(), || {
        let timed = arguments(options.pick(101, 11), 200);
        Ok(output_of(Command::new(binary).args(timed))?.trim().parse()?)
    })?;
    let counted = Counted {
        program: binary,
        arguments: |operations| arguments(1, operations),
        operations: options.pick(1000, 100),
    };
    let allocations = counted.heap()?.map(|heap| heap.allocations);
    Ok([
        count(nanoseconds),
        or_not_available(counted.instructions()?, count),
        or_not_available(allocations, |figure| format!("{figure:.1}")),
    ])
}
