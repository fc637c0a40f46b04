//! Texts that commands read: from files, from standard input and from the environment.
//!
//! Errors name the option, not the path or the variable: a secret may have been given in its place.

use std::{cell::Cell, env, fs, io, path::Path};

use crate::cli::failure::Failure;

/// Reads texts, and standard input at most once.
#[derive(Debug, Default)]
pub(super) struct Input {
    is_stdin_read: Cell<bool>,
}

impl Input {
    /// Returns the text that an option's value stands for: `@FILE` is the contents of a file and `-` is
    /// standard input; `@@…` is a text that begins with `@`.
    pub(super) fn value(&self, option: &str, value: &str) -> Result<String, Failure> {
        match value.strip_prefix('@') {
            Some(text) if text.starts_with('@') => Ok(text.to_owned()),
            Some(path) => self.file(option, Path::new(path)),
            None if value == "-" => self.stdin(option),
            None => Ok(value.to_owned()),
        }
    }

    /// Reads a file, or standard input for `-`, without the line break at its end.
    pub(super) fn file(&self, option: &str, path: &Path) -> Result<String, Failure> {
        if path == Path::new("-") {
            return self.stdin(option);
        }
        let text = fs::read_to_string(path);
        text.map(without_line_break).map_err(|error| {
            Failure::usage(format!("failed to read the file of {option}: {error}"))
        })
    }

    /// Reads standard input, without the line break at its end.
    pub(super) fn stdin(&self, option: &str) -> Result<String, Failure> {
        if self.is_stdin_read.replace(true) {
            return Err(Failure::usage(format!(
                "{option}: standard input was read for another option already"
            )));
        }
        io::read_to_string(io::stdin().lock()).map(without_line_break).map_err(|error| {
            Failure::usage(format!("failed to read standard input for {option}: {error}"))
        })
    }
}

/// Reads an environment variable for `option`.
pub(super) fn variable(option: &str, name: &str) -> Result<String, Failure> {
    env::var(name).map_err(|_| {
        Failure::usage(format!(
            "the environment variable of {option} is not set, or is not valid UTF-8"
        ))
    })
}

fn without_line_break(mut text: String) -> String {
    let end = text.strip_suffix('\n').map_or(text.len(), |line| line.trim_end_matches('\r').len());
    text.truncate(end);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_break_is_removed() {
        for (text, expected) in
            [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("\n", ""), ("", "")]
        {
            assert_eq!(without_line_break(text.to_owned()), expected, "{text:?}");
        }
    }

    #[test]
    fn only_one_at_sign_is_removed() {
        let input = Input::default();
        assert_eq!(input.value("--name", "@@ada").unwrap(), "@ada");
        assert_eq!(input.value("--name", "ada@example.com").unwrap(), "ada@example.com");
        let error = input.value("--name", "@/no/such/file").unwrap_err().to_string();
        assert!(error.contains("--name") && !error.contains("/no/such"), "{error}");
    }
}
