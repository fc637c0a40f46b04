//! Measures the CPU seconds of each crate: cargo calls this program instead of rustc, and it logs the
//! time of rustc.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, exit},
};

use anyhow::{Context, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The environment variable with the path of the log, which has one line per crate.
const LOG: &str = "STYTCH_BENCH_RUSTC_LOG";

/// The path of the log, if cargo has called this program as rustc.
pub(crate) fn requested() -> Option<PathBuf> {
    env::var_os(LOG).map(PathBuf::from)
}

/// Makes `cargo` call this program as rustc.
pub(crate) fn request(cargo: &mut Command, log: &Path) -> Result<()> {
    match fs::remove_file(log) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    cargo.env(LOG, log).env("RUSTC_WRAPPER", env::current_exe()?);
    Ok(())
}

/// Runs the rustc in the arguments, and exits with its status.
pub(crate) fn run_rustc(log: &Path) -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next().context("the first argument is the path of rustc")?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(rustc).args(&arguments).status()?;
    let name = arguments.iter().position(|argument| argument == "--crate-name");
    if let Some(name) = name.and_then(|index| arguments.get(index + 1)) {
        let line = format!("{} {}\n", name.to_string_lossy(), children_cpu()?);
        OpenOptions::new().create(true).append(true).open(log)?.write_all(line.as_bytes())?;
    }
    exit(status.code().unwrap_or(1))
}

/// CPU seconds by crate; the sum for a crate that was compiled more than once.
pub(crate) fn read(log: &Path) -> Result<BTreeMap<String, f64>> {
    let mut crates = BTreeMap::new();
    for line in fs::read_to_string(log).unwrap_or_default().lines() {
        let (name, seconds) = line.split_once(' ').context("incomplete line in the log")?;
        *crates.entry(name.to_owned()).or_default() += seconds.parse::<f64>()?;
    }
    Ok(crates)
}

/// CPU seconds, user and system, of all finished child processes and their children.
pub(crate) fn children_cpu() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    // Months of CPU time still fit into a float exactly.
    #[expect(clippy::cast_precision_loss)]
    let microseconds = time.num_microseconds() as f64;
    Ok(microseconds / 1e6)
}
