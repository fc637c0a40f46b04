//! The command line `stytch-api`.

use std::process::ExitCode;

fn main() -> ExitCode {
    stytch_api::cli::main()
}
