//! The command line options.

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, ValueExt};

/// The output of `--help`.
pub(crate) const HELP: &str = "\
Compares stytch-api with the vendor's crate and hand-written clients; prints Markdown tables.

Usage: cargo run --release -p bench -- [OPTIONS]

  --only SECTION  measure only build, growth, calls, codec or verify; may be
                  repeated
  --runs N        take the median of N runs, except for whole clean builds [default: 3]
  --quick         use tiny parameters, to test that everything works; the figures
                  are meaningless
  --help          print this help";

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Build,
    Growth,
    Calls,
    Codec,
    Verify,
}

/// How much to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Full,
    Quick,
}

/// The parsed command line.
#[derive(Debug)]
pub(crate) struct Options {
    only: Vec<Section>,
    pub(crate) extent: Extent,
    runs: usize,
}

impl Options {
    /// Parses the command line; `None` means `--help`.
    pub(crate) fn from_args() -> Result<Option<Self>> {
        let mut options = Self { only: Vec::new(), extent: Extent::Full, runs: 3 };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("only") => options.only.push(parse_section(&parser.value()?.string()?)?),
                Long("runs") => options.runs = parser.value()?.parse()?,
                Long("quick") => options.extent = Extent::Quick,
                Short('h') | Long("help") => return Ok(None),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(options))
    }

    pub(crate) fn wants(&self, section: Section) -> bool {
        self.only.is_empty() || self.only.contains(&section)
    }

    /// How often to measure each figure.
    pub(crate) fn runs(&self) -> usize {
        match self.extent {
            Extent::Full => self.runs.max(1),
            Extent::Quick => 1,
        }
    }

    /// `full`, or `quick` with `--quick`.
    pub(crate) fn pick<T>(&self, full: T, quick: T) -> T {
        match self.extent {
            Extent::Full => full,
            Extent::Quick => quick,
        }
    }
}

fn parse_section(name: &str) -> Result<Section> {
    Ok(match name {
        "build" => Section::Build,
        "growth" => Section::Growth,
        "calls" => Section::Calls,
        "codec" => Section::Codec,
        "verify" => Section::Verify,
        _ => bail!("unknown section `{name}`; use build, growth, calls, codec or verify"),
    })
}
