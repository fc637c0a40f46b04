//! Counts instructions and allocations with valgrind: a run with 2N operations minus a run with N. This
//! cancels out everything else that a program does, such as its start and the first connection.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

/// Whether valgrind is installed.
pub(crate) fn is_available() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// A program to measure; `arguments` returns its arguments for a number of operations.
pub(crate) struct Counted<'a, F> {
    pub(crate) program: &'a Path,
    pub(crate) arguments: F,
    pub(crate) operations: u32,
}

/// Heap use of one operation.
#[derive(Clone, Copy)]
pub(crate) struct Heap {
    /// Calls of malloc, calloc and realloc.
    pub(crate) allocations: f64,
    /// Allocated bytes.
    pub(crate) bytes: f64,
}

impl<F: Fn(u32) -> Vec<String>> Counted<'_, F> {
    /// Instructions per operation; `None` without valgrind.
    pub(crate) fn instructions(&self) -> Result<Option<f64>> {
        let flags = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        self.difference(&flags, |report| number_after(report, "Collected : "))
    }

    /// Heap use per operation; `None` without valgrind.
    pub(crate) fn heap(&self) -> Result<Option<Heap>> {
        let flags = ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"];
        let allocations =
            self.difference(&flags, |report| number_after(report, "total heap usage: "))?;
        let bytes = self.difference(&flags, |report| number_after(report, " frees, "))?;
        Ok(allocations.zip(bytes).map(|(allocations, bytes)| Heap { allocations, bytes }))
    }

    fn difference(
        &self,
        flags: &[&str],
        read: impl Fn(&str) -> Result<f64>,
    ) -> Result<Option<f64>> {
        if !is_available() {
            return Ok(None);
        }
        let once = read(&self.report(flags, self.operations)?)?;
        let twice = read(&self.report(flags, 2 * self.operations)?)?;
        Ok(Some((twice - once) / f64::from(self.operations)))
    }

    fn report(&self, flags: &[&str], operations: u32) -> Result<String> {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(flags).arg(self.program).args((self.arguments)(operations));
        let output = valgrind.output()?;
        let report = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(report) } else { bail!("{valgrind:?} failed:\n{report}") }
    }
}

fn number_after(report: &str, label: &str) -> Result<f64> {
    let found = report.split_once(label).map(|(_, rest)| rest);
    let digits = found.map(|rest| {
        let end = |c: char| !c.is_ascii_digit() && c != ',';
        rest.split(end).next().unwrap_or_default().replace(',', "")
    });
    let digits = digits.with_context(|| format!("missing `{label}` in the report of valgrind"))?;
    Ok(digits.parse()?)
}
