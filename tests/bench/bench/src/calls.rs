//! Measures the same call with each client, to a server on this machine.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    options::Options,
    programs::{PROGRAMS, Program},
    table::{Table, count, median_of, or_not_available},
    valgrind::Counted,
    workspace::{Level, Workspace, output_of},
};

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "A call",
        format!(
            "Migrate TOTP over plain HTTP on the loopback, with a response of 3 KB, release builds, one \
             thread for the client and one for the server. Instructions (callgrind) and allocations \
             (memcheck) per call: a run with 2N calls minus one with N. Calls per second: one at a \
             time and 64 at once, over a few seconds. Median of {}.",
            options.runs()
        ),
        &[
            "program with",
            "instructions",
            "allocations",
            "bytes allocated",
            "calls/s, one at a time",
            "calls/s, 64 at once",
        ],
    );
    let server = Server::start(workspace)?;
    for program in &PROGRAMS {
        table.row(measure_program(workspace, options, &server, program)?);
    }
    Ok(table)
}

fn measure_program(
    workspace: &Workspace,
    options: &Options,
    server: &Server,
    program: &Program,
) -> Result<Vec<String>> {
    let build = workspace.build(program.package, Level::Release);
    build.run()?;
    let binary = build.artifact(program.package);
    eprintln!("calls of {}", program.package);
    let counted = Counted {
        program: &binary,
        arguments: |calls| server.arguments(calls, 1),
        operations: options.pick(200, 20),
    };
    let instructions = counted
        .instructions()?
        .map(|first| {
            // The first measurement is one of the runs.
            let mut first = Some(first);
            median_of(options.runs(), || match first.take() {
                Some(first) => Ok(first),
                None => counted.instructions()?.context("valgrind is no longer available"),
            })
        })
        .transpose()?;
    let heap = counted.heap()?;
    let mut cells = vec![program.label.to_owned(), or_not_available(instructions, count)];
    cells
        .push(or_not_available(heap.map(|heap| heap.allocations), |figure| format!("{figure:.1}")));
    cells.push(or_not_available(heap.map(|heap| heap.bytes), count));
    for at_once in [1, 64] {
        let rate = median_of(options.runs(), || rate(options, server, &binary, at_once))?;
        cells.push(count(rate));
    }
    Ok(cells)
}

/// Calls per second, measured over a few seconds.
fn rate(options: &Options, server: &Server, binary: &Path, at_once: u32) -> Result<f64> {
    let seconds_of = |calls: u32| -> Result<f64> {
        let mut program = Command::new(binary);
        let seconds = output_of(program.args(server.arguments(calls, at_once)))?;
        Ok(seconds.trim().parse()?)
    };
    let trial = 640;
    let rate = f64::from(trial) / seconds_of(trial)?;
    let target = rate * options.pick(3.0, 0.2) / f64::from(at_once);
    // The number of calls is a few thousand.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let calls = (target as u32).max(1) * at_once;
    Ok(f64::from(calls) / seconds_of(calls)?)
}

/// The loopback server, which stops when this value is dropped.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(workspace: &Workspace) -> Result<Self> {
        let build = workspace.build("server", Level::Release);
        build.run()?;
        let binary: PathBuf = build.artifact("server");
        let mut process =
            Command::new(binary).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().context("the output of the server is piped")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }

    fn arguments(&self, calls: u32, at_once: u32) -> Vec<String> {
        vec![self.url.clone(), calls.to_string(), at_once.to_string()]
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The server stops when its input is closed.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
