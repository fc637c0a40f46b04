//! `stytch-api completions`: completion scripts for shells.

use clap::{Args, Command};
use clap_complete::Shell;

/// Options of `stytch-api completions`.
#[derive(Args)]
pub(super) struct CompletionsOptions {
    /// The shell
    shell: Shell,
}

/// Returns the script for `command`, which has the options of all endpoints.
pub(super) fn completions(options: &CompletionsOptions, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    let name = command.get_name().to_owned();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    if options.shell == Shell::Bash { repair_bash(&script) } else { script }
}

/// Makes the labels of commands equal to the states that select them, which differ if the name of the program
/// has a hyphen: <https://github.com/clap-rs/clap/issues/6421>.
fn repair_bash(script: &[u8]) -> Vec<u8> {
    let script = String::from_utf8_lossy(script);
    script.replace("stytch__subcmd__api", "stytch__api").into_bytes()
}
