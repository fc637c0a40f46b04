//! The commands of endpoints, and of the resources that group them.

use clap::{ArgMatches, Command};

use crate::cli::{call::command::with_options, docs::summary, tree::Node};

/// The endpoints whose options are declared. Declaring those of all takes longer than a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Detail<'a> {
    /// None.
    Names,
    /// The one below that these words lead to, with the options of these names.
    Path { path: &'a [String], names: &'a [String] },
    /// All.
    All,
}

/// Adds the commands of all endpoints in `tree` to `root`.
pub(super) fn with_endpoints(root: Command, tree: &Node, detail: Detail<'_>) -> Command {
    root.subcommands(tree.children.iter().map(|child| command(child, "", within(child, detail))))
}

/// Returns the details of `child`, given those of its parent; `None` if it is only listed.
fn within<'a>(child: &Node, detail: Detail<'a>) -> Detail<'a> {
    match detail {
        Detail::Path { path: [first, path @ ..], names } if *first == child.name => {
            Detail::Path { path, names }
        }
        Detail::Path { .. } | Detail::Names => Detail::Names,
        Detail::All => Detail::All,
    }
}

fn command(node: &Node, parent: &str, detail: Detail<'_>) -> Command {
    let name =
        if parent.is_empty() { node.name.clone() } else { format!("{parent}.{}", node.name) };
    let mut command = Command::new(node.word()).disable_help_subcommand(true);
    if node.word() != node.name {
        command = command.alias(node.name.clone());
    }
    command = match node.endpoint {
        Some(endpoint) => command.about(summary(endpoint.docs)),
        None => command.about(format!("The endpoints of {name}")).subcommand_required(true),
    };
    match (detail, node.endpoint) {
        (Detail::Names, _) => return command,
        (Detail::Path { path: [], names }, Some(endpoint)) => {
            command = with_options(command, endpoint, names);
        }
        (Detail::All, Some(endpoint)) => command = with_options(command, endpoint, &[]),
        (Detail::Path { .. } | Detail::All, _) => {}
    }
    if node.endpoint.is_none() {
        command = command.arg_required_else_help(true);
    }
    let children = node.children.iter();
    command.subcommands(children.map(|child| self::command(child, &name, within(child, detail))))
}

/// Returns the node that the parsed words lead to, its name, and the matches of its options.
pub(super) fn matched<'t, 'm>(
    mut node: &'t Node,
    mut matches: &'m ArgMatches,
) -> Option<(&'t Node, String, &'m ArgMatches)> {
    let mut names = Vec::new();
    while let Some((word, inner)) = matches.subcommand() {
        node = node.child(word)?;
        names.push(node.name.as_str());
        matches = inner;
    }
    (!names.is_empty()).then(|| (node, names.join("."), matches))
}
