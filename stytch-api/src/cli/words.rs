//! Finds the endpoint that the arguments name, before they are parsed: only its options are then
//! declared, and not those of all endpoints.

use std::ffi::{OsStr, OsString};

use clap::Command;

use crate::cli::tree::Node;

/// The arguments, and the words in them that lead into the tree of endpoints.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// With a name such as `b2b.totps.migrate` split into its words.
    pub(super) arguments: Vec<OsString>,
    /// Empty if the arguments name no endpoint and no resource.
    pub(super) path: Vec<String>,
}

/// Finds the words in the arguments of a process, the first of which is the program. `root` has the
/// options that may stand before and between the words.
pub(super) fn find_words(mut arguments: Vec<OsString>, root: &Command, tree: &Node) -> Words {
    let mut path = Vec::new();
    let mut node = tree;
    let mut index = 1;
    while let Some(argument) = arguments.get(index).and_then(|argument| argument.to_str()) {
        if argument.starts_with('-') {
            index += if takes_next(root, argument) { 2 } else { 1 };
            continue;
        }
        if path.is_empty() && argument.contains('.') {
            let parts: Vec<_> = argument.split('.').map(OsString::from).collect();
            arguments.splice(index..=index, parts);
            continue;
        }
        let Some(child) = node.child(argument) else { break };
        path.push(child.name.clone());
        node = child;
        index += 1;
    }
    Words { arguments, path }
}

/// Whether the value of an option is the next argument.
fn takes_next(root: &Command, argument: &str) -> bool {
    let mut options = root.get_arguments().filter(|option| option.get_action().takes_values());
    options.any(|option| {
        option.get_long().is_some_and(|long| argument.strip_prefix("--") == Some(long))
    })
}

/// Returns the names of the options that are given, without their dashes and values.
pub(super) fn option_names(arguments: &[OsString]) -> Vec<String> {
    let options = arguments.iter().filter_map(|argument| argument.to_str()?.strip_prefix("--"));
    options.map(|option| option.split('=').next().unwrap_or_default().to_owned()).collect()
}

/// Returns the value of the option `long` in arguments that may be invalid.
pub(super) fn option_value<'a>(arguments: &'a [OsString], long: &str) -> Option<&'a OsStr> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let text = argument.to_str().unwrap_or_default();
        match text.strip_prefix("--").and_then(|option| option.strip_prefix(long)) {
            Some("") => return arguments.next().map(OsString::as_os_str),
            Some(value) if value.starts_with('=') => return Some(OsStr::new(&value[1..])),
            Some(_) | None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use clap::{Arg, ArgAction};

    use super::*;
    use crate::catalog::Catalog;

    fn root() -> Command {
        let verbose = Arg::new("verbose").short('v').long("verbose").action(ArgAction::SetTrue);
        Command::new("stytch-api").arg(verbose).arg(Arg::new("base-url").long("base-url"))
    }

    fn find(line: &str) -> (String, String) {
        let arguments = line.split(' ').map(OsString::from).collect();
        let words = find_words(arguments, &root(), &Node::root(&Catalog::stytch()));
        let arguments: Vec<_> = words.arguments.iter().map(|part| part.to_string_lossy()).collect();
        (arguments.join(" "), words.path.join("."))
    }

    #[test]
    fn words_are_found_among_options() {
        for (line, expected) in [
            ("stytch-api b2b totps migrate --member-id m", "b2b.totps.migrate"),
            ("stytch-api -v b2b totps --base-url b2b migrate", "b2b.totps.migrate"),
            ("stytch-api --base-url=http://x b2b totps", "b2b.totps"),
            ("stytch-api --base-url consumer b2b magic-links", "b2b.magic_links"),
            ("stytch-api b2b totp migrate", "b2b"),
            ("stytch-api list", ""),
            ("stytch-api", ""),
        ] {
            assert_eq!(find(line), (line.to_owned(), expected.to_owned()));
        }
    }

    #[test]
    fn dotted_names_are_split() {
        let expected = "stytch-api -v b2b totps migrate --member-id a.b";
        let found = find("stytch-api -v b2b.totps.migrate --member-id a.b");
        assert_eq!(found, (expected.to_owned(), "b2b.totps.migrate".to_owned()));
    }

    #[test]
    fn the_value_of_an_option_is_found_in_invalid_arguments() {
        let value = |line: &str| {
            let arguments: Vec<_> = line.split(' ').map(OsString::from).collect();
            let value = option_value(&arguments, "error-format");
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(value("a --sekret --error-format json").as_deref(), Some("json"));
        assert_eq!(value("a --error-format=json b").as_deref(), Some("json"));
        assert_eq!(value("a --error-format-x json"), None);
        assert_eq!(value("a --error-format"), None);
    }
}
