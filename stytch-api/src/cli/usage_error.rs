//! Invalid arguments, as the parser of the command line reports them.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::failure::{ErrorFormat, Failure};

/// Prints the help that was asked for, or what is wrong with the arguments.
pub(super) fn report(mut error: clap::Error, format: ErrorFormat) -> ExitCode {
    redact(&mut error);
    if error.use_stderr() && format == ErrorFormat::Json {
        let message = error.render().to_string();
        let message = message.trim_start_matches("error: ").trim_end();
        return Failure::usage(message).report(format);
    }
    // There is nowhere to report that printing failed.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// Removes what may be a secret: an argument that is not an option, such as the second word of a value without
/// quotes, and a value of an option that has none.
fn redact(error: &mut clap::Error) {
    let kind = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::TooManyValues => ContextKind::InvalidValue,
        _ => return,
    };
    match error.get(kind) {
        Some(ContextValue::String(text)) if !text.starts_with("--") => {}
        _ => return,
    }
    let shown = "[not shown: it may be a secret]".to_owned();
    error.insert(kind, ContextValue::String(shown));
    error.remove(ContextKind::Suggested);
}
