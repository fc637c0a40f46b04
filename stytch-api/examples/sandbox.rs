//! Serves the sandbox to other programs until it is interrupted.

use std::process::ExitCode;

use stytch_api::sandbox::Sandbox;

const HELP: &str = "\
Serves a Stytch sandbox on 127.0.0.1 until Ctrl-C.

Usage: cargo run --example sandbox --features sandbox -- [--port N]

  --port N   listen on this port; a free one is chosen by default
  --help     print this

It prints its URL and the credentials of its one project as shell variables, which
`Client::from_env` of this crate reads as they are. What it is told is kept in memory
and gone when it ends.";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let port = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => 0,
        ["--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        ["--port", port] => match port.parse() {
            Ok(port) => port,
            Err(_) => return fail("the port must be a number from 0 to 65535"),
        },
        _ => return fail("unknown arguments; see --help"),
    };
    let sandbox = match Sandbox::builder().port(port).start_blocking() {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&format!("the sandbox cannot start: {error}")),
    };
    println!("export STYTCH_BASE_URL={}", sandbox.url());
    println!("export STYTCH_PROJECT_ID={}", sandbox.project_id());
    println!("export STYTCH_SECRET={}", sandbox.secret().expose());
    eprintln!("Serving until Ctrl-C.");
    loop {
        // The sandbox serves from a thread of its own; Ctrl-C ends the process, this one included.
        std::thread::park();
    }
}

fn fail(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::FAILURE
}
