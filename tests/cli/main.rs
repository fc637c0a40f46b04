//! Runs the command line `stytch-api` as a user does, against sandboxes and mock servers.

mod credentials;
mod program;
