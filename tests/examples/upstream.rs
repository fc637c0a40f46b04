//! Imports the facts file from newer OpenAPI documents of the vendor, and writes the declarations that are missing.

use std::{collections::BTreeSet, error::Error, fs, path::PathBuf, process::ExitCode};

use stytch_api::catalog::Catalog;
use stytch_tests::upstream::{DIFFERENCES, Facts, Imported, Importer, Missing, compare};

const HELP: &str = "\
Imports the facts of specs/upstream.json from OpenAPI documents of the vendor. Lists the differences from
the declared endpoints on standard error, and prints the declarations that are missing.

USAGE
    cargo run --example upstream -- [OPTIONS] DOCUMENT...
    cargo run --example upstream -- [OPTIONS] --facts FILE

OPTIONS
    --facts FILE     read the facts from FILE, which has the form of specs/upstream.json
    --output FILE    write the facts to FILE instead of standard output
    --write          add the missing declarations to their files; the exit status is 1 if some have to be
                     added by hand
    --specs FOLDER   the folder of the specs instead of this repository's
    --help           print this help";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let Some(arguments) = Arguments::parse()? else {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let (facts, notes) = arguments.facts()?;
    report(&facts, &notes);
    let missing = Missing::find(&arguments.specs, &facts)?;
    let is_incomplete = arguments.write && !missing.unwritten.is_empty();
    declare(&missing, &arguments)?;
    match &arguments.output {
        Some(output) => fs::write(output, format!("{facts}\n"))?,
        None if arguments.write => {}
        None => println!("{facts}"),
    }
    Ok(if is_incomplete { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

struct Arguments {
    documents: Vec<PathBuf>,
    facts: Option<PathBuf>,
    output: Option<PathBuf>,
    specs: PathBuf,
    write: bool,
}

impl Arguments {
    /// Parses the command line; `None` means `--help`.
    fn parse() -> Result<Option<Self>, lexopt::Error> {
        use lexopt::prelude::*;

        let specs = Facts::file().with_file_name("");
        let mut arguments =
            Self { documents: Vec::new(), facts: None, output: None, specs, write: false };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") => return Ok(None),
                Long("facts") => arguments.facts = Some(parser.value()?.into()),
                Long("output") => arguments.output = Some(parser.value()?.into()),
                Long("specs") => arguments.specs = parser.value()?.into(),
                Long("write") => arguments.write = true,
                Value(value) => arguments.documents.push(value.into()),
                _ => return Err(argument.unexpected()),
            }
        }
        match (&arguments.facts, &arguments.documents[..]) {
            (None, []) => Err("missing DOCUMENT; see `--help`".into()),
            (Some(_), [_, ..]) => Err("pass either DOCUMENT or `--facts`, not both".into()),
            _ => Ok(Some(arguments)),
        }
    }

    /// Reads the facts, with notes on those that are maintained by hand.
    fn facts(&self) -> Result<(Facts, Vec<String>), Box<dyn Error>> {
        if let Some(file) = &self.facts {
            let with_path = |error: &dyn Error| format!("{}: {error}", file.display());
            let text = fs::read_to_string(file).map_err(|error| with_path(&error))?;
            let facts = Facts::parse(&text).map_err(|error| with_path(&error))?;
            return Ok((facts, Vec::new()));
        }
        let known = Facts::parse(&fs::read_to_string(Facts::file())?)?;
        let mut importer = Importer::new(&known);
        for document in &self.documents {
            let with_path = |error: &dyn Error| format!("{}: {error}", document.display());
            let text = fs::read_to_string(document).map_err(|error| with_path(&error))?;
            importer.add(&text).map_err(|error| with_path(&error))?;
        }
        let Imported { facts, notes } = importer.finish();
        Ok((facts, notes))
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

/// Writes or prints the missing declarations, and lists what is left to do.
fn declare(missing: &Missing, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if arguments.write {
        missing.write(&arguments.specs)?;
        eprintln!("{} declarations written", missing.snippets.len());
    } else {
        for snippet in &missing.snippets {
            eprintln!("\n{snippet}");
        }
    }
    for unwritten in &missing.unwritten {
        eprintln!("not written: {unwritten}");
    }
    for reminder in &missing.reminders {
        eprintln!("review: {reminder}");
    }
    Ok(())
}
