//! Prints the OpenAPI document of everything that is declared, made from the metadata alone:
//! `cargo run --example openapi > openapi.json`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use stytch_api::catalog::Catalog;

fn main() -> ExitCode {
    let document = stytch_tests::openapi::document(&Catalog::stytch());
    match writeln!(io::stdout(), "{document:#}") {
        Ok(()) => ExitCode::SUCCESS,
        // `| head` has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
