//! Runs a Stytch sandbox for other programs until Ctrl-C.

use std::{
    net::{IpAddr, Ipv4Addr},
    process::ExitCode,
};

use lexopt::{Arg, Parser, ValueExt as _};
use stytch_api::sandbox::Sandbox;

const HELP: &str = "\
Runs a Stytch sandbox on 127.0.0.1 until Ctrl-C.

Usage: cargo run --example sandbox --features sandbox -- [--bind IP] [--port N]

  --bind IP  the address to listen on, such as 0.0.0.0 for every IPv4 address
             of this machine; 127.0.0.1 by default
  --port N   the port to listen on; by default a free port is chosen
  --help     print this help

It prints its URL and the credentials of its project as shell variables, which
`Client::from_env` of this crate reads. All state is in memory and lost on exit.

DANGER: on an address other than 127.0.0.1, any machine that can reach it can
use the sandbox. Its traffic is not encrypted, and its signing keys are public.
Clients on other machines need `ClientBuilder::danger_allow_plain_http`.";

struct Options {
    address: IpAddr,
    port: u16,
}

fn main() -> ExitCode {
    let options = match parse(Parser::from_env()) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&format!("{error}; see --help")),
    };
    let builder = Sandbox::builder().address(options.address).port(options.port);
    let sandbox = match builder.start_blocking() {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&format!("failed to start the sandbox: {error}")),
    };
    println!("export STYTCH_BASE_URL={}", sandbox.url());
    println!("export STYTCH_PROJECT_ID={}", sandbox.project_id());
    println!("export STYTCH_SECRET={}", sandbox.secret().expose());
    if options.address.is_unspecified() {
        eprintln!("On other machines, replace the address in the URL with this machine's name.");
    }
    eprintln!("Running until Ctrl-C.");
    loop {
        // The server runs on a separate thread; Ctrl-C ends the whole process.
        std::thread::park();
    }
}

/// Returns `None` if the user asks for help.
fn parse(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options { address: Ipv4Addr::LOCALHOST.into(), port: 0 };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("bind") => options.address = parser.value()?.parse()?,
            Arg::Long("port") => options.port = parser.value()?.parse()?,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            argument => return Err(argument.unexpected()),
        }
    }
    Ok(Some(options))
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
