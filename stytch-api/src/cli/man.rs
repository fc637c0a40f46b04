//! `stytch-api man`: manual pages.

use clap::{Args, Command};
use clap_mangen::Man;

use crate::cli::failure::Failure;

/// Options of `stytch-api man`.
#[derive(Args)]
pub(super) struct ManOptions {
    /// The endpoint, resource or command, such as `b2b totps migrate`
    words: Vec<String>,
}

impl ManOptions {
    /// The words that lead to the page's command.
    pub(super) fn path(&self) -> Vec<String> {
        let words = self.words.iter().flat_map(|word| word.split('.'));
        words.map(|word| word.replace('_', "-")).collect()
    }
}

/// Returns the page of the command below `root` that the words lead to, as roff.
pub(super) fn man(options: &ManOptions, mut root: Command) -> Result<Vec<u8>, Failure> {
    root.build();
    let mut command = &root;
    let mut name = root.get_name().to_owned();
    for word in options.path() {
        command = command.find_subcommand(&word).ok_or_else(|| {
            Failure::usage(format!("`{name}` has no command `{word}`; `stytch-api list` lists all"))
        })?;
        name = format!("{name}-{}", command.get_name());
    }
    let mut page = Vec::new();
    let rendered = Man::new(command.clone()).title(name).render(&mut page);
    rendered.map_err(|error| Failure::call(format!("failed to render the page: {error}")))?;
    Ok(page)
}
