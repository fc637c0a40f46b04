//! Generates `stytch-api/messages.md`, the page that lists the macros' messages, from the compile-fail
//! tests.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

const HEAD: &str = "\
The messages that the compiler prints for an invalid spec, each with an example, grouped by the rules of
[`endpoint!`](crate::endpoint!#grammar) and the other macros. In your code, the names are different.

This page is made from the tests in `tests/ui`.
";

/// A group of rules: a folder of compile-fail tests, and a section of the page.
pub struct Group {
    /// The folder in `tests/ui`.
    pub folder: &'static str,
    /// The heading of the section.
    pub title: &'static str,
    rules: &'static str,
}

/// All groups, in the order of the page.
pub const GROUPS: &[Group] = &[
    Group { folder: "endpoint_line", title: "The first line", rules: "endpoint!#the-first-line" },
    Group { folder: "paths", title: "Paths", rules: "endpoint!#paths" },
    Group { folder: "sections", title: "Sections", rules: "endpoint!#sections" },
    Group { folder: "fields", title: "Field syntax", rules: "endpoint!#field-syntax" },
    Group { folder: "marks", title: "Marks", rules: "endpoint!#marks" },
    Group { folder: "types", title: "Types", rules: "endpoint!#types" },
    Group { folder: "wire_names", title: "Wire names", rules: "endpoint!#wire-names" },
    Group { folder: "attributes", title: "Attributes", rules: "endpoint!#attributes" },
    Group {
        folder: "flattened_fields",
        title: "Flattened fields",
        rules: "endpoint!#flattened-fields",
    },
    Group { folder: "pages", title: "Pages", rules: "endpoint!#pages" },
    Group { folder: "objects", title: "Objects", rules: "object!" },
    Group { folder: "open_enums", title: "Open enums", rules: "open_enum!" },
    Group { folder: "resources", title: "Resources", rules: "resource!" },
    Group { folder: "calls", title: "Generated code", rules: "endpoint!#generated-code" },
];

/// A message of the compiler with its example.
pub struct Message {
    /// The first line, without `error: `.
    pub title: String,
    /// The source lines with the marked tokens, and the notes.
    excerpt: String,
}

/// The page in Markdown. A message that occurs in several tests is listed once.
///
/// # Errors
/// If the tests cannot be read.
pub fn page(ui: &Path) -> io::Result<String> {
    let mut page = HEAD.to_owned();
    let mut listed = BTreeSet::new();
    for group in GROUPS {
        let Group { title, rules, .. } = group;
        // Writing to a string does not fail.
        let _ = write!(page, "\n# {title}\n\nSee [the rules](crate::{rules}).\n");
        for message in messages(ui, group)? {
            if listed.insert(pattern(&message.title)) {
                let Message { title, excerpt } = message;
                let _ = write!(page, "\n**{}**\n\n```text\n{excerpt}\n```\n", escaped(&title));
            }
        }
    }
    Ok(page)
}

/// The messages of a group, in the order of its files.
///
/// # Errors
/// If the tests cannot be read.
pub fn messages(ui: &Path, group: &Group) -> io::Result<Vec<Message>> {
    let mut files: Vec<PathBuf> = fs::read_dir(ui.join(group.folder))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "stderr"));
    files.sort();
    let mut messages = Vec::new();
    for file in files {
        let output = fs::read_to_string(file)?.replace("\r\n", "\n");
        messages.extend(output.split("\n\n").filter_map(parse_message));
    }
    Ok(messages)
}

/// Parses one block of the compiler's output; `None` if it is not an error.
fn parse_message(block: &str) -> Option<Message> {
    let (title, excerpt) = block.trim_end().split_once('\n')?;
    let (level, title) = title.split_once(": ")?;
    if !level.starts_with("error") {
        return None;
    }
    let mut lines: Vec<_> =
        excerpt.lines().filter(|line| !is_location_or_macro_note(line)).collect();
    let is_empty = |line: &&str| line.trim() == "|";
    lines.drain(..lines.iter().take_while(|line| is_empty(line)).count());
    lines.truncate(lines.len() - lines.iter().rev().take_while(|line| is_empty(line)).count());
    let lines: Vec<_> = lines.into_iter().map(wrapped).collect();
    Some(Message { title: title.to_owned(), excerpt: lines.join("\n") })
}

/// The number of columns of a code block that rustdoc shows without scrolling in a window of 1,280 pixels.
pub const CODE_WIDTH: usize = 93;

/// Breaks a label or a note into lines that are not wider than [`CODE_WIDTH`]. Lines of code are unchanged.
fn wrapped(line: &str) -> String {
    let after_gutter =
        |separator| line.split_once(separator).filter(|(gutter, _)| gutter.trim().is_empty());
    let is_label = after_gutter('|').is_some();
    let note = ["note: ", "help: "].into_iter().find_map(|level| line.strip_prefix(level));
    let after_gutter = after_gutter('|').or_else(|| after_gutter('=')).map(|(_, text)| text);
    let Some(text) = after_gutter.or(note) else { return line.to_owned() };
    let text = text.trim_start_matches([' ', '|', '^', '-', '_']);
    let prefix = &line[..line.len() - text.len()];
    let gutter = prefix.find('|').filter(|_| is_label).map_or("", |bar| &prefix[..=bar]);
    let indent = format!("{gutter:width$}", width = prefix.chars().count());
    let (mut lines, mut current) = (Vec::new(), prefix.to_owned());
    for word in text.split(' ') {
        let width = current.chars().count() + word.chars().count();
        if width > CODE_WIDTH && current.len() > indent.len() {
            lines.push(current.trim_end().to_owned());
            current.clone_from(&indent);
        }
        current.push_str(word);
        current.push(' ');
    }
    lines.push(current.trim_end().to_owned());
    lines.join("\n")
}

/// Whether a line only contains the location in the test, or the note about the macro that an error
/// originates in.
fn is_location_or_macro_note(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("--> ui/") || line.starts_with("= note: this error originates in the macro")
}

/// The message without its code spans, which differ between occurrences of the same message.
pub fn pattern(title: &str) -> String {
    let parts = title.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { part } else { "`…`" }).collect()
}

/// Escapes the characters that have a meaning in Markdown, except in code spans.
fn escaped(title: &str) -> String {
    let escape = |part: &str| {
        let mut escaped = String::new();
        for letter in part.chars() {
            if "\\*_[]<>#&|".contains(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
        escaped
    };
    let parts = title.split('`').enumerate();
    let parts: Vec<_> = parts
        .map(|(index, part)| if index % 2 == 0 { escape(part) } else { part.to_owned() })
        .collect();
    parts.join("`")
}
