//! Recognises placeholders in the notations of other tools, and names them.

use std::collections::{HashSet, VecDeque};

use super::{Mistake, abbreviated, is_identifier};
use crate::suggest::snake;

/// The delimiters of a placeholder in any notation, in order of precedence.
const DELIMITERS: [(&str, &str); 10] = [
    ("{{", "}}"),
    ("${", "}"),
    ("#{", "}"),
    ("%{", "}"),
    ("%(", ")s"),
    ("[[", "]]"),
    ("[", "]"),
    ("<", ">"),
    ("(", ")"),
    ("{", "}"),
];

/// The prefixes of a name in notations without a closing delimiter.
const PREFIXES: [&str; 3] = [":", "*", "$"];

/// Placeholders without a name.
const UNNAMED: [&str; 6] = ["%s", "%d", "%v", "%@", "*", "**"];

/// Prefixes of a name that refer to the container of the parameters, as in `${params.id}`.
const OWNERS: [&str; 6] = ["self.", "this.", "params.", "req.", "request.", "input."];

/// A placeholder as written.
pub(super) struct Written<'a> {
    /// With its delimiters.
    pub(super) notation: &'a str,
    /// The text between the delimiters.
    pub(super) inside: &'a str,
    /// The rest of the segment after the placeholder.
    pub(super) rest: &'a str,
}

/// Recognises a segment that is a placeholder in any notation.
pub(super) fn read_placeholder(segment: &str) -> Option<Written<'_>> {
    let written = |inside| Written { notation: segment, inside, rest: "" };
    if UNNAMED.contains(&segment) {
        return Some(written(""));
    }
    for (open, close) in DELIMITERS {
        let inside = segment.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains(['{', '}', '<', '>'])) {
            return Some(written(inside));
        }
    }
    let inside = PREFIXES.iter().find_map(|prefix| segment.strip_prefix(prefix))?;
    if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_') {
        return None;
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let end = inside.find(|letter| !is_name(letter)).unwrap_or(inside.len());
    let (_, rest) = inside.split_at(end);
    if rest.is_empty() || rest.starts_with(['?', '*', '+', '(', ':', '{']) {
        return Some(Written { notation: segment, inside, rest: "" });
    }
    let notation = &segment[..segment.len() - rest.len()];
    Some(Written { notation, inside: &inside[..end], rest })
}

/// Whether the first segment is a variable for the host, such as `${BASE_URL}`.
pub(super) fn is_origin_variable(segment: &str) -> bool {
    let is_placeholder = read_placeholder(segment).is_some_and(|written| written.rest.is_empty());
    let name = segment.to_lowercase();
    is_placeholder
        && ["url", "host", "base", "domain", "api"].iter().any(|word| name.contains(word))
}

/// The names of the placeholders of a path.
pub(super) struct Placeholders<'a> {
    fields: &'a [String],
    /// The fields that no placeholder names.
    unclaimed: VecDeque<&'a String>,
    used: HashSet<String>,
}

impl<'a> Placeholders<'a> {
    pub(super) fn new(segments: &[&str], fields: &'a [String]) -> Self {
        let is_separator = |letter: char| !(letter.is_alphanumeric() || letter == '_');
        let words: HashSet<String> = segments
            .iter()
            .flat_map(|segment| segment.split(is_separator))
            .flat_map(|word| [word.to_owned(), snake(word)])
            .collect();
        let dashed: HashSet<String> =
            segments.iter().map(|segment| snake(&identifier(segment))).collect();
        let is_named = |field: &&String| words.contains(*field) || dashed.contains(*field);
        Self {
            fields,
            unclaimed: fields.iter().filter(|field| !is_named(field)).collect(),
            used: HashSet::new(),
        }
    }

    /// Returns the name of a placeholder and reports its mistakes; `before` is the preceding segment.
    pub(super) fn add(
        &mut self,
        written: &Written<'_>,
        before: Option<&str>,
        mistakes: &mut Vec<Mistake>,
    ) -> String {
        let (inside, make_mistake) = read_name(written);
        let name = self.field_named(&identifier(inside));
        let notation = written.notation.to_owned();
        if !is_identifier(&name) {
            mistakes.push(Mistake::Unnamed(notation));
            return self.unused_name(before);
        }
        let plain = written.notation.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let plain = plain.filter(|plain| !plain.contains(['{', '}']));
        match make_mistake {
            Some(make_mistake) => mistakes.push(make_mistake(notation)),
            None if plain == Some(&name) => {}
            None if plain.is_some_and(is_identifier) => {
                let written = plain.unwrap_or_default().to_owned();
                mistakes.push(Mistake::Renamed { written, field: name.clone() });
            }
            None if plain.is_some_and(|plain| plain.trim() != name) => {
                mistakes.push(Mistake::InvalidName(plain.unwrap_or_default().to_owned()));
            }
            None if written.rest.is_empty() => {
                mistakes.push(Mistake::Notation { written: notation, name: name.clone() });
            }
            None => {}
        }
        if self.used.insert(name.clone()) {
            return name;
        }
        mistakes.push(Mistake::Duplicate(name));
        self.unused_name(before)
    }

    /// The field that a name probably refers to; otherwise the name itself.
    fn field_named(&self, name: &str) -> String {
        if self.is_field(name) {
            return name.to_owned();
        }
        let field = snake(name);
        if self.is_field(&field) {
            return field;
        }
        let unclaimed: Vec<_> = self.unclaimed.iter().map(|field| field.as_str()).collect();
        abbreviated(&field, &unclaimed).unwrap_or(name).to_owned()
    }

    pub(super) fn is_field(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field == name)
    }

    /// Chooses a name for an unnamed placeholder.
    fn unused_name(&mut self, before: Option<&str>) -> String {
        while let Some(field) = self.unclaimed.pop_front() {
            if is_identifier(field) && self.used.insert(field.clone()) {
                return field.clone();
            }
        }
        let base = before.map_or_else(|| "id".to_owned(), id_of);
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let mut names = std::iter::once(base.clone()).chain(numbered);
        let name = names.find(|name| !self.used.contains(name)).unwrap_or(base);
        self.used.insert(name.clone());
        name
    }
}

/// Creates the mistake for a notation.
type MakeMistake = fn(String) -> Mistake;

/// Strips other syntax around the name. Returns the name, and the mistake for that syntax.
fn read_name<'w>(written: &Written<'w>) -> (&'w str, Option<MakeMistake>) {
    let inside = written.inside.trim();
    let mut name = inside;
    for owner in OWNERS {
        name = name.strip_prefix(owner).unwrap_or(name);
    }
    let dots = |letter| matches!(letter, '*' | '.' | '+');
    // `{id:[0-9]+}` matches only one segment, despite the `+`.
    let is_pattern = |(_, pattern): (&str, &str)| pattern.contains(['[', '\\', '(']);
    // In a template of Google, `*` is one segment and `**` are several.
    let is_template = |(_, template): (&str, &str)| template.matches('*').count() == 1;
    let is_one_segment = name.split_once(':').is_some_and(is_pattern)
        || name.split_once('=').is_some_and(is_template);
    let is_type_first = written.notation.starts_with('<');
    // Starlette's `{file:path}` and Flask's `<path:file>` match several segments.
    let is_path = match name.split_once(':') {
        Some((first, second)) => (if is_type_first { first } else { second }).trim() == "path",
        None => false,
    };
    let is_wildcard =
        !is_one_segment && (is_path || name.starts_with(['*', '.']) || name.ends_with(dots));
    let name = name.trim_matches(dots);
    let bare = name.trim_matches('?');
    let (name, is_typed) = read_typed(bare, is_type_first);
    if is_wildcard || written.notation.starts_with('*') {
        (name, Some(Mistake::Wildcard))
    } else if bare.len() < inside.len() && inside.contains('?') {
        (name, Some(Mistake::Optional))
    } else if is_typed {
        (name, Some(Mistake::Typed))
    } else {
        (name, None)
    }
}

/// The name in `id:String`, `id=*`, `id(\d+)`, `String id`, or in Flask's `int:id`.
fn read_typed(written: &str, is_type_first: bool) -> (&str, bool) {
    if let Some((first, second)) = written.split_once(':') {
        let name = if is_type_first { second } else { first };
        return (name.trim(), true);
    }
    if let Some((name, _)) = written.split_once(['=', '(']) {
        return (name.trim(), true);
    }
    match written.split_once(' ') {
        Some((ty, name)) if ty.starts_with(char::is_uppercase) => (name.trim(), true),
        _ => (written, false),
    }
}

/// Converts `door-id` to `door_id`. The result is not an identifier if it doesn't start with a letter.
pub(super) fn identifier(written: &str) -> String {
    let letters = written
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '_' });
    let name: String = letters.collect();
    if is_identifier(written) { name } else { name.trim_matches('_').to_owned() }
}

/// The name of the ID after a segment: `door_id` after `doors`.
fn id_of(segment: &str) -> String {
    let plural = snake(&identifier(segment));
    let is_version =
        plural.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if is_version || !is_identifier(&plural) || segment.starts_with('{') {
        return "id".to_owned();
    }
    let singular = match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if plural.ends_with("ss") => plural,
        None => plural.strip_suffix('s').unwrap_or(&plural).to_owned(),
    };
    format!("{singular}_id")
}
