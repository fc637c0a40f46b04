//! Imports the facts file from newer OpenAPI documents of the vendor, and lists what to declare.

use std::{
    collections::BTreeSet, error::Error, ffi::OsString, fs, path::PathBuf, process::ExitCode,
};

use stytch_api::catalog::Catalog;
use stytch_tests::upstream::{DIFFERENCES, Facts, Importer, compare};

const HELP: &str = "\
Imports the facts of specs/upstream.json from OpenAPI documents of the vendor. Lists the differences from
the declared endpoints on standard error.

USAGE
    cargo run --example upstream -- [--output FILE] DOCUMENT...

OPTIONS
    --output FILE    write the facts to FILE instead of standard output
    --help           print this help";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Some(Arguments { documents, output }) = Arguments::parse()? else {
        println!("{HELP}");
        return Ok(());
    };
    let known = Facts::parse(&fs::read_to_string(Facts::file())?)?;
    let mut importer = Importer::new(&known);
    for document in &documents {
        let with_path = |error: &dyn Error| format!("{}: {error}", document.display());
        let text = fs::read_to_string(document).map_err(|error| with_path(&error))?;
        importer.add(&text).map_err(|error| with_path(&error))?;
    }
    let read = importer.finish();
    report(&read.facts, &read.notes);
    match output {
        Some(output) => fs::write(output, format!("{}\n", read.facts))?,
        None => println!("{}", read.facts),
    }
    Ok(())
}

struct Arguments {
    documents: Vec<PathBuf>,
    output: Option<PathBuf>,
}

impl Arguments {
    /// Parses the command line; `None` means `--help`.
    fn parse() -> Result<Option<Self>, lexopt::Error> {
        use lexopt::prelude::*;

        let (mut documents, mut output) = (Vec::new(), None::<OsString>);
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") => return Ok(None),
                Long("output") => output = Some(parser.value()?),
                Value(value) => documents.push(value.into()),
                _ => return Err(argument.unexpected()),
            }
        }
        if documents.is_empty() {
            return Err("missing DOCUMENT; see `--help`".into());
        }
        Ok(Some(Self { documents, output: output.map(PathBuf::from) }))
    }
}

/// Prints the notes and the differences from the declared endpoints.
fn report(facts: &Facts, notes: &[String]) {
    for note in notes {
        eprintln!("note: {note}");
    }
    let intended: BTreeSet<&str> = DIFFERENCES.iter().map(|(difference, _)| *difference).collect();
    let differences = compare(&Catalog::stytch(), facts).into_iter().map(|found| found.to_string());
    let differences: Vec<_> =
        differences.filter(|found| !intended.contains(found.as_str())).collect();
    for difference in &differences {
        eprintln!("{difference}");
    }
    eprintln!("{} differences from the declared endpoints", differences.len());
}
