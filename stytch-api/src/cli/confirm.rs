//! The confirmation of calls that write to a live project.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::Args;

use crate::{
    cli::{
        connection::{Connection, HasInner},
        failure::Failure,
    },
    schema::{EndpointSpec, Method},
};

/// The methods that are a POST and read only. `tests/specs.rs` has the same list.
const READ_METHODS: [&str; 7] =
    ["introspect", "list", "lookup", "recovery_codes", "risk", "search", "strength_check"];

/// Whether writes to a live project or a workspace are confirmed.
#[derive(Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct ConfirmOptions {
    /// Writes to a live project or a workspace without asking; required if there is no terminal to ask on
    #[arg(long, global = true)]
    yes: bool,
}

impl ConfirmOptions {
    /// Asks before `action`, such as `b2b.totps.migrate`, writes to a live project or a workspace. Nothing has been sent
    /// if this fails.
    pub(super) fn confirm_write<C: HasInner>(
        &self,
        connection: &Connection<C>,
        action: &str,
    ) -> Result<(), Failure> {
        if self.yes || !connection.is_live() {
            return Ok(());
        }
        let target = format!("the live {} at {}", connection.account(), connection.host());
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(Failure::usage(format!(
                "{action} writes to {target}; pass --yes to confirm it; nothing was sent"
            )));
        }
        eprint!("{action} writes to {target}. Continue? [y/N] ");
        let mut reply = String::new();
        let read = io::stdin().lock().read_line(&mut reply);
        read.map_err(|error| Failure::usage(format!("failed to read the reply: {error}")))?;
        if matches!(reply.trim().to_lowercase().as_str(), "y" | "yes") {
            return Ok(());
        }
        Err(Failure::usage("not confirmed; nothing was sent"))
    }
}

/// Whether a call of the endpoint changes data, consumes a code or sends a message. A POST does, unless
/// its method is known to read only.
pub(super) fn is_write(endpoint: &EndpointSpec) -> bool {
    let reads = endpoint.method == Method::Get || READ_METHODS.contains(&endpoint.name);
    !reads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Catalog, schema::RetrySafety};

    #[test]
    fn reads_are_safe_to_retry() {
        let catalog = Catalog::stytch();
        let reads: Vec<_> = catalog.iter().filter(|entry| !is_write(entry.spec)).collect();
        for entry in &reads {
            assert_eq!(entry.spec.retry_safety, RetrySafety::Safe, "{}", entry.name);
            assert!(matches!(entry.spec.method, Method::Get | Method::Post), "{}", entry.name);
        }
        for method in READ_METHODS {
            assert!(reads.iter().any(|entry| entry.spec.name == method), "{method}");
        }
        let is_read = |name| reads.iter().any(|entry| entry.name == name);
        assert!(is_read("b2b.organizations.get") && is_read("consumer.users.search"));
        assert!(!is_read("b2b.totps.migrate") && !is_read("b2b.sessions.authenticate"));
    }
}
