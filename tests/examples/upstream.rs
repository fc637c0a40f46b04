//! Makes the facts file from a newer OpenAPI document of the vendor, and says what to declare.

use std::{
    collections::BTreeSet, error::Error, ffi::OsString, fs, path::PathBuf, process::ExitCode,
};

use stytch_api::catalog::Catalog;
use stytch_tests::upstream::{DIFFERENCES, Facts, compare, read_document};

const HELP: &str = "\
Makes the facts of specs/upstream.json from an OpenAPI document of the vendor. What is to be declared
or changed is listed on standard error.

USAGE
    cargo run --example upstream -- [--output FILE] DOCUMENT

OPTIONS
    --output FILE    where the facts go, in place of standard output
    --help           prints this";

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
    let Some(Arguments { document, output }) = Arguments::parse()? else {
        println!("{HELP}");
        return Ok(());
    };
    let known = Facts::parse(&fs::read_to_string(Facts::file())?)?;
    let told = |error: &dyn Error| format!("{}: {error}", document.display());
    let text = fs::read_to_string(&document).map_err(|error| told(&error))?;
    let news = read_document(&text, &known).map_err(|error| told(&error))?;
    report(&news.facts, &news.notes);
    match output {
        Some(output) => fs::write(output, format!("{}\n", news.facts))?,
        None => println!("{}", news.facts),
    }
    Ok(())
}

struct Arguments {
    document: PathBuf,
    output: Option<PathBuf>,
}

impl Arguments {
    /// `None` asks for help.
    fn parse() -> Result<Option<Self>, lexopt::Error> {
        use lexopt::prelude::*;

        let (mut document, mut output) = (None::<OsString>, None::<OsString>);
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") => return Ok(None),
                Long("output") => output = Some(parser.value()?),
                Value(value) if document.is_none() => document = Some(value),
                _ => return Err(argument.unexpected()),
            }
        }
        let document = document.ok_or("the document is missing; `--help` says more")?;
        Ok(Some(Self { document: document.into(), output: output.map(PathBuf::from) }))
    }
}

/// Says what is to be done.
fn report(facts: &Facts, notes: &[String]) {
    for note in notes {
        eprintln!("note: {note}");
    }
    let on_purpose: BTreeSet<&str> = DIFFERENCES.iter().map(|(place, _)| *place).collect();
    let differences = compare(&Catalog::stytch(), facts).into_iter().map(|found| found.to_string());
    let differences: Vec<_> =
        differences.filter(|found| !on_purpose.contains(found.as_str())).collect();
    for difference in &differences {
        eprintln!("{difference}");
    }
    eprintln!("{} differences from what is declared", differences.len());
}
