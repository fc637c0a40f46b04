//! Why a command failed.

use std::process::ExitCode;

/// A message, and the exit status that goes with it.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// The call failed.
    pub(super) fn call(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1 }
    }

    /// Prints the message to standard error.
    pub(super) fn report(self) -> ExitCode {
        eprintln!("{}", self.message);
        ExitCode::from(self.status)
    }
}
