//! Measures the clean build of a small user program with each client.

use std::{collections::BTreeSet, fs};

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, seconds},
    workspace::{Level, Workspace, output_of},
};

/// A program that makes one call, with the name of its client.
pub(crate) struct Program {
    pub(crate) package: &'static str,
    pub(crate) label: &'static str,
}

/// The programs; all make the same call.
pub(crate) const PROGRAMS: [Program; 5] = [
    Program { package: "program-ours", label: "stytch-api" },
    Program { package: "program-ours-b2b", label: "stytch-api, only feature `b2b`" },
    Program { package: "program-vendor", label: "stytch (the vendor's)" },
    Program { package: "program-reqwest", label: "reqwest + serde by hand" },
    Program { package: "program-hyper", label: "hyper + rustls by hand" },
];

/// Crates that the programs share only for the measurements.
const SCAFFOLD: [&str; 2] = ["driver", "shapes"];

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "A user's clean build",
        "CPU seconds of `cargo check`, `cargo build` and `cargo build --release` of a small program \
         that makes one call, from scratch, without incremental compilation; one build each. The \
         binary is the release build, stripped. Crates: compiled on this platform; on all platforms.",
        &["program with", "check", "debug", "release", "binary, MB", "crates", "on all"],
    );
    let levels = options.pick(&Level::ALL[..], &Level::ALL[..1]);
    for program in &PROGRAMS {
        let mut cells = vec![program.label.to_owned()];
        for level in Level::ALL {
            cells.push(if levels.contains(&level) {
                let build = workspace.build(program.package, level);
                build.clean()?;
                seconds(build.run()?.total)
            } else {
                "n/a".to_owned()
            });
        }
        cells.push(binary_size(workspace, program));
        cells.push(crates(workspace, program.package, &[])?.to_string());
        cells.push(crates(workspace, program.package, &["--target", "all"])?.to_string());
        table.row(cells);
    }
    Ok(table)
}

fn binary_size(workspace: &Workspace, program: &Program) -> String {
    let binary = workspace.build(program.package, Level::Release).artifact(program.package);
    let size = fs::metadata(binary).map(|metadata| metadata.len());
    // Sizes of binaries fit into a float exactly.
    #[expect(clippy::cast_precision_loss)]
    size.map_or_else(|_| "n/a".to_owned(), |bytes| format!("{:.2}", bytes as f64 / 1e6))
}

/// Number of crates in the build of the program, without the program itself and the scaffold.
fn crates(workspace: &Workspace, package: &str, target: &[&str]) -> Result<usize> {
    let mut tree = workspace.cargo();
    tree.args(["tree", "--offline", "--locked", "--edges", "normal,build", "--prefix", "none"]);
    let tree = output_of(tree.args(["-p", package]).args(target))?;
    let crates: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or_default()))
        .filter(|(name, _)| *name != package && !SCAFFOLD.contains(name))
        .collect();
    Ok(crates.len())
}
