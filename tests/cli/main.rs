//! Runs the command line `stytch-api` as a user does, against sandboxes and mock servers.

mod bulk;
mod call;
mod completions;
mod credentials;
mod fields;
mod local;
mod management;
mod migrate_totps;
mod program;
#[cfg(unix)]
mod terminal;
