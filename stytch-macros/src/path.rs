//! `"/v1/members/{member_id}"` templates.

use std::{collections::HashSet, fmt};

/// A path as far as it could be read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// The names between braces, in their order, each once.
    pub(crate) placeholders: Vec<String>,
    /// What is wrong with it.
    pub(crate) faults: Vec<Fault>,
}

/// One thing wrong with a path.
#[derive(Debug, PartialEq)]
pub(crate) enum Fault {
    NoSlash(String),
    Query,
    Fragment,
    Unclosed,
    Empty,
    Nested,
    Stray,
    NoIdentifier(String),
    Twice(String),
    /// `/:id`.
    Colon(String),
    /// A segment with a placeholder and more.
    Beside(String),
    EmptySegment,
    /// `.` or `..`.
    DotSegment(String),
    /// Each once.
    Characters(Vec<char>),
}

impl Fault {
    /// Whether the braces don't pair up, so that segments cannot be told from placeholders.
    fn is_of_braces(&self) -> bool {
        match self {
            Self::Unclosed | Self::Nested | Self::Stray => true,
            Self::NoSlash(_)
            | Self::Query
            | Self::Fragment
            | Self::Empty
            | Self::NoIdentifier(_)
            | Self::Twice(_)
            | Self::Colon(_)
            | Self::Beside(_)
            | Self::EmptySegment
            | Self::DotSegment(_)
            | Self::Characters(_) => false,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSlash(path) => write!(f, "a path starts with `/`; write `\"/{path}\"`"),
            Self::Query => f.write_str(
                "a path has no query string; \
                 remove `?` and what follows, and declare a `query` section",
            ),
            Self::Fragment => f.write_str("a path has no fragment; remove `#` and what follows"),
            Self::Unclosed => f.write_str("a `{` in a path needs its `}`; close the placeholder"),
            Self::Empty => f.write_str(
                "a placeholder has a name; \
                 write that of a path field between the braces",
            ),
            Self::Nested => f.write_str(
                "a placeholder cannot hold another; \
                 close the first `{` before the next",
            ),
            Self::Stray => f.write_str(
                "a `}` in a path needs a `{` before it; \
                 remove it or open the placeholder",
            ),
            Self::NoIdentifier(name) => write!(
                f,
                "placeholder `{{{name}}}` is not a name; \
                 use letters, digits and `_`, a letter first"
            ),
            Self::Twice(name) => write!(
                f,
                "placeholder `{{{name}}}` stands twice in the path; \
                 give each segment a name of its own"
            ),
            Self::Colon(name) => {
                write!(f, "a placeholder stands in braces; write `{{{name}}}` for `:{name}`")
            }
            Self::Beside(segment) => write!(
                f,
                "a placeholder is a whole segment; \
                 remove what stands beside it in `{segment}`, or put a `/` between"
            ),
            Self::EmptySegment => {
                f.write_str("a segment of a path is not empty; write one `/` for `//`")
            }
            Self::DotSegment(segment) => write!(
                f,
                "a URL parser would resolve the segment `{segment}`; \
                 write the path that is meant, without it"
            ),
            Self::Characters(letters) => {
                let letters: Vec<_> = letters.iter().copied().map(described).collect();
                write!(
                    f,
                    "a path has letters, digits, `-`, `.`, `_`, `~` and `/` only; remove {}",
                    letters.join(", ")
                )
            }
        }
    }
}

/// A character as a message names it.
fn described(letter: char) -> String {
    match letter {
        ' ' => "the space".to_owned(),
        '\n' => "the line break".to_owned(),
        _ if letter.is_control() || letter.is_whitespace() => {
            format!("`{}`", letter.escape_unicode())
        }
        _ => format!("`{letter}`"),
    }
}

/// Reads a template to its end, faults or not.
pub(crate) fn parse_template(path: &str) -> Template {
    let mut template = Template::default();
    if !path.starts_with('/') {
        template.faults.push(Fault::NoSlash(path.to_owned()));
    }
    let (path, tail) = parse_placeholders(path, &mut template);
    parse_segments(path, &mut template);
    template.faults.extend(tail);
    template
}

/// Reads what stands between braces, up to a query string or a fragment.
fn parse_placeholders<'a>(path: &'a str, template: &mut Template) -> (&'a str, Option<Fault>) {
    let mut open: Option<String> = None;
    for (index, letter) in path.char_indices() {
        match (letter, &mut open) {
            ('{', None) => open = Some(String::new()),
            ('{', Some(name)) => {
                template.faults.push(Fault::Nested);
                name.clear();
            }
            ('}', None) => template.faults.push(Fault::Stray),
            ('}', Some(name)) => {
                let name = std::mem::take(name);
                open = None;
                close_placeholder(template, name);
            }
            (_, Some(name)) => name.push(letter),
            ('?', None) => return (&path[..index], Some(Fault::Query)),
            ('#', None) => return (&path[..index], Some(Fault::Fragment)),
            (_, None) => {}
        }
    }
    if open.is_some() {
        template.faults.push(Fault::Unclosed);
    }
    (path, None)
}

fn close_placeholder(template: &mut Template, name: String) {
    if name.is_empty() {
        template.faults.push(Fault::Empty);
    } else if !is_identifier(&name) {
        template.faults.push(Fault::NoIdentifier(name));
    } else if template.placeholders.contains(&name) {
        template.faults.push(Fault::Twice(name));
    } else {
        template.placeholders.push(name);
    }
}

/// Reads what stands between slashes. URL parsers drop, resolve or encode what is refused here, so
/// that another path would be called than the one that is written.
fn parse_segments(path: &str, template: &mut Template) {
    let braces_match = !template.faults.iter().any(Fault::is_of_braces);
    // The first `/` has been checked; a last one with nothing after it is kept by URL parsers.
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return;
    }
    let mut letters = Vec::new();
    for segment in path.strip_suffix('/').unwrap_or(path).split('/') {
        let placeholder = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let fault = match (segment, segment.strip_prefix(':')) {
            ("", _) => Fault::EmptySegment,
            ("." | "..", _) => Fault::DotSegment(segment.to_owned()),
            (_, Some(name)) if !name.is_empty() && is_identifier(name) => {
                Fault::Colon(name.to_owned())
            }
            _ if !segment.contains(['{', '}']) => {
                letters.extend(segment.chars().filter(|letter| !is_unreserved(*letter)));
                continue;
            }
            _ if braces_match && placeholder.is_none_or(|name| name.contains(['{', '}'])) => {
                Fault::Beside(segment.to_owned())
            }
            _ => continue,
        };
        if !template.faults.contains(&fault) {
            template.faults.push(fault);
        }
    }
    if !letters.is_empty() {
        let mut seen = HashSet::new();
        letters.retain(|letter| seen.insert(*letter));
        template.faults.push(Fault::Characters(letters));
    }
}

/// RFC 3986's unreserved characters.
fn is_unreserved(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~".contains(letter)
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|letter: char| letter.is_ascii_digit())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_parsed_in_order() {
        for (path, expected) in [
            ("/", &[][..]),
            ("/v1/b2b/totp", &[]),
            ("/v1/{a}", &["a"]),
            ("/v1/{b}/x/{a_1}", &["b", "a_1"]),
            ("/v1/.well-known/a_b~c-1.json", &[]),
            ("/v1/{id}/", &["id"]),
        ] {
            let template = parse_template(path);
            assert_eq!(template.placeholders, expected, "{path}");
            assert_eq!(template.faults, [], "{path}");
        }
    }

    #[test]
    fn all_faults_are_found() {
        let name = |name: &str| name.to_owned();
        for (path, faults) in [
            ("", vec![Fault::NoSlash(name(""))]),
            ("v1/x", vec![Fault::NoSlash(name("v1/x"))]),
            ("/v1?a=b", vec![Fault::Query]),
            ("/v1#top", vec![Fault::Fragment]),
            ("/v1/{id", vec![Fault::Unclosed]),
            ("/v1/{}", vec![Fault::Empty]),
            ("/v1/{a{b}", vec![Fault::Nested]),
            ("/v1/a}", vec![Fault::Stray]),
            ("/v1/{a-b}", vec![Fault::NoIdentifier(name("a-b"))]),
            ("/v1/{1a}", vec![Fault::NoIdentifier(name("1a"))]),
            ("/v1/{a }", vec![Fault::NoIdentifier(name("a "))]),
            ("/v1/{a}/{a}", vec![Fault::Twice(name("a"))]),
            ("/v1/{id}.json", vec![Fault::Beside(name("{id}.json"))]),
            ("/v1/{a}{b}", vec![Fault::Beside(name("{a}{b}"))]),
            ("/v1/:id/x", vec![Fault::Colon(name("id"))]),
            ("//", vec![Fault::EmptySegment]),
            ("//x", vec![Fault::EmptySegment]),
            ("/v1//x//y", vec![Fault::EmptySegment]),
            ("/v1//", vec![Fault::EmptySegment]),
            ("/a/../b", vec![Fault::DotSegment(name(".."))]),
            ("/a/.", vec![Fault::DotSegment(name("."))]),
            ("/a b c", vec![Fault::Characters(vec![' '])]),
            ("/a\\b%2F\n", vec![Fault::Characters(vec!['\\', '%', '\n'])]),
            ("/é@", vec![Fault::Characters(vec!['é', '@'])]),
            ("/x?a b//c", vec![Fault::Query]),
            ("/{a?}", vec![Fault::NoIdentifier(name("a?"))]),
            (
                "v1/}/{}?",
                vec![Fault::NoSlash(name("v1/}/{}?")), Fault::Stray, Fault::Empty, Fault::Query],
            ),
        ] {
            assert_eq!(parse_template(path).faults, faults, "{path}");
        }
    }

    #[test]
    fn fault_does_not_hide_other_placeholders() {
        assert_eq!(parse_template("/{a{b}/{c}").placeholders, ["b", "c"]);
    }
}
