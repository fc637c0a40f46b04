//! Adds names to the `use` declarations of a file.

use std::collections::{BTreeMap, BTreeSet};

const WIDTH: usize = 100;

/// A `use` declaration: the paths below its first segments, and its lines.
#[derive(Clone, Debug)]
pub(super) struct Imports {
    /// `use crate::` or `pub use self::`.
    prefix: String,
    pub(super) paths: BTreeSet<String>,
    /// The indices of the first line and of the line after the last.
    pub(super) lines: (usize, usize),
}

impl Imports {
    /// The first declaration in `lines` that starts with `prefix`, or an empty one after
    /// the module's docs.
    pub(super) fn find(lines: &[String], prefix: &str) -> Self {
        let prefix = prefix.to_owned();
        let Some(start) = lines.iter().position(|line| line.starts_with(&prefix)) else {
            let is_code = |line: &String| !line.starts_with("//!");
            let start = lines.iter().position(is_code).unwrap_or(lines.len());
            return Self { prefix, paths: BTreeSet::new(), lines: (start, start) };
        };
        let length = lines[start..].iter().position(|line| line.ends_with(';')).unwrap_or_default();
        let end = start + length + 1;
        let text: String = lines[start..end].iter().map(|line| line.trim()).collect();
        let mut paths = BTreeSet::new();
        flatten("", text[prefix.len()..].trim_end_matches(';'), &mut paths);
        Self { prefix, paths, lines: (start, end) }
    }

    /// The declaration as rustfmt lays it out.
    pub(super) fn text(&self) -> String {
        let mut groups: BTreeMap<(bool, String), Vec<String>> = BTreeMap::new();
        for path in &self.paths {
            if let Some((module, name)) = path.rsplit_once("::") {
                groups.entry((true, module.to_owned())).or_default().push(name.to_owned());
            } else {
                let is_lower = path.starts_with(char::is_lowercase);
                groups.entry((is_lower, path.clone())).or_default();
            }
        }
        let items: Vec<String> = groups
            .into_iter()
            .map(|((_, module), names)| match &names[..] {
                [] => module,
                [name] => format!("{module}::{name}"),
                names => group(&module, names),
            })
            .collect();
        match &items[..] {
            [item] => format!("{}{item};", self.prefix),
            items => {
                let line = format!("{}{{{}}};", self.prefix, items.join(", "));
                let is_nested = |item: &str| item.contains('{');
                if line.len() <= WIDTH && !items.iter().any(|item| is_nested(item)) {
                    return line;
                }
                let mut lines: Vec<String> = Vec::new();
                for item in items {
                    match lines.last_mut() {
                        // Items without braces share a line.
                        Some(last)
                            if !is_nested(last)
                                && !is_nested(item)
                                && last.len() + item.len() + 7 <= WIDTH =>
                        {
                            last.push_str(", ");
                            last.push_str(item);
                        }
                        _ => lines.push(item.clone()),
                    }
                }
                format!("{}{{\n    {},\n}};", self.prefix, lines.join(",\n    "))
            }
        }
    }
}

/// `module::{A, B}`, broken if it is too long for a line in a list.
fn group(module: &str, names: &[String]) -> String {
    let line = format!("{module}::{{{}}}", names.join(", "));
    if line.len() + 5 <= WIDTH {
        return line;
    }
    let mut lines = vec![String::new()];
    for name in names {
        let last = lines.last_mut().expect("a line");
        if last.is_empty() || last.len() + name.len() + 2 + 8 <= WIDTH {
            last.push_str(if last.is_empty() { "" } else { " " });
        } else {
            lines.push(String::new());
        }
        let last = lines.last_mut().expect("a line");
        last.push_str(name);
        last.push(',');
    }
    format!("{module}::{{\n        {}\n    }}", lines.join("\n        "))
}

/// Adds the paths of `a::{b, c::{d}}` to `paths`.
fn flatten(module: &str, tree: &str, paths: &mut BTreeSet<String>) {
    let tree = tree.trim();
    if tree.is_empty() {
        return;
    }
    let Some((before, inner)) = tree.split_once('{') else {
        paths.insert(format!("{module}{tree}"));
        return;
    };
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let module = format!("{module}{before}");
    let (mut depth, mut start) = (0, 0);
    for (index, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                flatten(&module, &inner[start..index], paths);
                start = index + 1;
            }
            _ => {}
        }
    }
    flatten(&module, &inner[start..], paths);
}
