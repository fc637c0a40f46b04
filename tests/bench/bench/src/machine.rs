//! Describes the machine of the measurements.

use std::{fs, process::Command, thread};

use anyhow::{Context, Result};

use crate::{
    valgrind,
    workspace::{Workspace, output_of},
};

/// The header of the report.
pub(crate) fn describe(workspace: &Workspace) -> Result<String> {
    let rustc = output_of(Command::new("rustc").arg("--version"))?;
    let cores = thread::available_parallelism()?;
    let processor = field_of("/proc/cpuinfo", "model name").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let lock = workspace.lock()?;
    let versions: Vec<String> = ["stytch", "reqwest", "hyper", "rustls", "serde"]
        .iter()
        .map(|name| Ok(format!("{name} {}", version_of(&lock, name)?)))
        .collect::<Result<_>>()?;
    let valgrind =
        if valgrind::is_available() { "" } else { "; without valgrind, so without instructions" };
    Ok(format!(
        "# Measurements\n\n{}; {cores} cores ({processor}), load {load} at the start; {}{valgrind}.\n\n\
         CPU seconds are user and system time of all processes. Compare only rows of the same run, not \
         figures from different machines.\n",
        rustc.trim(),
        versions.join(", "),
    ))
}

fn field_of(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn version_of<'a>(lock: &'a str, name: &str) -> Result<&'a str> {
    let (_, rest) = lock
        .split_once(&format!("name = \"{name}\"\nversion = \""))
        .with_context(|| format!("Cargo.lock doesn't contain {name}"))?;
    Ok(rest.split('"').next().unwrap_or_default())
}
