//! Prints the OpenAPI document of all declared endpoints, generated from their metadata:
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
        // The reader closed the pipe early, as `| head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
