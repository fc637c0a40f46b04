//! Runs a Stytch sandbox for other programs until Ctrl-C.

use std::process::ExitCode;

use stytch_api::sandbox::Sandbox;

const HELP: &str = "\
Runs a Stytch sandbox on 127.0.0.1 until Ctrl-C.

Usage: cargo run --example sandbox --features sandbox -- [--port N]

  --port N   the port to listen on; by default a free port is chosen
  --help     print this help

It prints its URL and the credentials of its project as shell variables, which
`Client::from_env` of this crate reads. All state is in memory and lost on exit.";

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
            Err(_) => return fail("invalid port: use a number from 0 to 65535"),
        },
        _ => return fail("invalid arguments; see --help"),
    };
    let sandbox = match Sandbox::builder().port(port).start_blocking() {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&format!("failed to start the sandbox: {error}")),
    };
    println!("export STYTCH_BASE_URL={}", sandbox.url());
    println!("export STYTCH_PROJECT_ID={}", sandbox.project_id());
    println!("export STYTCH_SECRET={}", sandbox.secret().expose());
    eprintln!("Running until Ctrl-C.");
    loop {
        // The server runs on a separate thread; Ctrl-C ends the whole process.
        std::thread::park();
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
