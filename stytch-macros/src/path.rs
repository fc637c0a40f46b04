//! Parses path templates such as `"/v1/members/{member_id}"`.

use std::{collections::HashSet, fmt};

/// A parsed path.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// The valid names in braces, in order, without duplicates.
    pub(crate) placeholders: Vec<String>,
    pub(crate) errors: Vec<PathError>,
}

/// A mistake in a path.
#[derive(Debug, PartialEq)]
pub(crate) enum PathError {
    MissingSlash(String),
    Query,
    Fragment,
    Unclosed,
    Empty,
    Nested,
    Unopened,
    InvalidName(String),
    Duplicate(String),
    /// A segment such as `:id`; holds the name.
    Colon(String),
    /// A segment that is more than a placeholder.
    PartialSegment(String),
    EmptySegment,
    /// `.` or `..`.
    DotSegment(String),
    /// Invalid characters, without duplicates.
    Characters(Vec<char>),
}

impl PathError {
    /// Whether the braces are unbalanced, so that segments cannot be split into placeholders.
    fn is_unbalanced_brace(&self) -> bool {
        match self {
            Self::Unclosed | Self::Nested | Self::Unopened => true,
            Self::MissingSlash(_)
            | Self::Query
            | Self::Fragment
            | Self::Empty
            | Self::InvalidName(_)
            | Self::Duplicate(_)
            | Self::Colon(_)
            | Self::PartialSegment(_)
            | Self::EmptySegment
            | Self::DotSegment(_)
            | Self::Characters(_) => false,
        }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingSlash(path) => {
                write!(f, "a path must start with `/`; write `\"/{path}\"`")
            }
            Self::Query => f.write_str(
                "a path cannot contain a query string; \
                 remove the `?` and everything after it, and declare a `query` section",
            ),
            Self::Fragment => f.write_str(
                "a path cannot contain a fragment; remove the `#` and everything after it",
            ),
            Self::Unclosed => f.write_str("unclosed `{` in the path; add the `}`"),
            Self::Empty => f.write_str(
                "a placeholder must have a name; \
                 write the name of a path field in the braces",
            ),
            Self::Nested => f.write_str(
                "placeholders cannot be nested; \
                 close the first `{` before the next",
            ),
            Self::Unopened => f.write_str("unmatched `}` in the path; remove it or add the `{`"),
            Self::InvalidName(name) => write!(
                f,
                "placeholder `{{{name}}}` is not a valid name; \
                 use letters, digits and `_`, starting with a letter"
            ),
            Self::Duplicate(name) => {
                write!(f, "duplicate placeholder `{{{name}}}` in the path; rename one")
            }
            Self::Colon(name) => {
                write!(
                    f,
                    "a placeholder must be in braces; write `{{{name}}}` instead of `:{name}`"
                )
            }
            Self::PartialSegment(segment) => write!(
                f,
                "a placeholder must be a whole segment; \
                 remove the rest of `{segment}` or separate it with `/`"
            ),
            Self::EmptySegment => {
                f.write_str("a path segment must not be empty; write `/` instead of `//`")
            }
            Self::DotSegment(segment) => write!(
                f,
                "a path cannot contain the segment `{segment}`, which URL parsers resolve; \
                 write the resolved path"
            ),
            Self::Characters(letters) => {
                let letters: Vec<_> = letters.iter().copied().map(described).collect();
                write!(
                    f,
                    "a path can contain only letters, digits, `-`, `.`, `_`, `~` and `/`; remove {}",
                    letters.join(", ")
                )
            }
        }
    }
}

/// Names a character in a message.
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

/// Parses a template and collects all its errors.
pub(crate) fn parse_template(path: &str) -> Template {
    let mut template = Template::default();
    if !path.starts_with('/') {
        template.errors.push(PathError::MissingSlash(path.to_owned()));
    }
    let (path, tail) = parse_placeholders(path, &mut template);
    parse_segments(path, &mut template);
    template.errors.extend(tail);
    template
}

/// Parses the placeholders, up to a query string or a fragment.
fn parse_placeholders<'a>(path: &'a str, template: &mut Template) -> (&'a str, Option<PathError>) {
    let mut open: Option<String> = None;
    for (index, letter) in path.char_indices() {
        match (letter, &mut open) {
            ('{', None) => open = Some(String::new()),
            ('{', Some(name)) => {
                template.errors.push(PathError::Nested);
                name.clear();
            }
            ('}', None) => template.errors.push(PathError::Unopened),
            ('}', Some(name)) => {
                let name = std::mem::take(name);
                open = None;
                close_placeholder(template, name);
            }
            (_, Some(name)) => name.push(letter),
            ('?', None) => return (&path[..index], Some(PathError::Query)),
            ('#', None) => return (&path[..index], Some(PathError::Fragment)),
            (_, None) => {}
        }
    }
    if open.is_some() {
        template.errors.push(PathError::Unclosed);
    }
    (path, None)
}

fn close_placeholder(template: &mut Template, name: String) {
    if name.is_empty() {
        template.errors.push(PathError::Empty);
    } else if !is_identifier(&name) {
        template.errors.push(PathError::InvalidName(name));
    } else if template.placeholders.contains(&name) {
        template.errors.push(PathError::Duplicate(name));
    } else {
        template.placeholders.push(name);
    }
}

/// Checks the segments. URL parsers would drop, resolve or encode the parts that this rejects, so
/// that a different path would be called than the one in the spec.
fn parse_segments(path: &str, template: &mut Template) {
    let braces_match = !template.errors.iter().any(PathError::is_unbalanced_brace);
    // The first `/` has been checked; URL parsers keep a trailing one.
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return;
    }
    let mut letters = Vec::new();
    for segment in path.strip_suffix('/').unwrap_or(path).split('/') {
        let placeholder = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let error = match (segment, segment.strip_prefix(':')) {
            ("", _) => PathError::EmptySegment,
            ("." | "..", _) => PathError::DotSegment(segment.to_owned()),
            (_, Some(name)) if !name.is_empty() && is_identifier(name) => {
                PathError::Colon(name.to_owned())
            }
            _ if !segment.contains(['{', '}']) => {
                letters.extend(segment.chars().filter(|letter| !is_unreserved(*letter)));
                continue;
            }
            _ if braces_match && placeholder.is_none_or(|name| name.contains(['{', '}'])) => {
                PathError::PartialSegment(segment.to_owned())
            }
            _ => continue,
        };
        if !template.errors.contains(&error) {
            template.errors.push(error);
        }
    }
    if !letters.is_empty() {
        let mut seen = HashSet::new();
        letters.retain(|letter| seen.insert(*letter));
        template.errors.push(PathError::Characters(letters));
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
            assert_eq!(template.errors, [], "{path}");
        }
    }

    #[test]
    fn all_errors_are_found() {
        let name = |name: &str| name.to_owned();
        for (path, errors) in [
            ("", vec![PathError::MissingSlash(name(""))]),
            ("v1/x", vec![PathError::MissingSlash(name("v1/x"))]),
            ("/v1?a=b", vec![PathError::Query]),
            ("/v1#top", vec![PathError::Fragment]),
            ("/v1/{id", vec![PathError::Unclosed]),
            ("/v1/{}", vec![PathError::Empty]),
            ("/v1/{a{b}", vec![PathError::Nested]),
            ("/v1/a}", vec![PathError::Unopened]),
            ("/v1/{a-b}", vec![PathError::InvalidName(name("a-b"))]),
            ("/v1/{1a}", vec![PathError::InvalidName(name("1a"))]),
            ("/v1/{a }", vec![PathError::InvalidName(name("a "))]),
            ("/v1/{a}/{a}", vec![PathError::Duplicate(name("a"))]),
            ("/v1/{id}.json", vec![PathError::PartialSegment(name("{id}.json"))]),
            ("/v1/{a}{b}", vec![PathError::PartialSegment(name("{a}{b}"))]),
            ("/v1/:id/x", vec![PathError::Colon(name("id"))]),
            ("//", vec![PathError::EmptySegment]),
            ("//x", vec![PathError::EmptySegment]),
            ("/v1//x//y", vec![PathError::EmptySegment]),
            ("/v1//", vec![PathError::EmptySegment]),
            ("/a/../b", vec![PathError::DotSegment(name(".."))]),
            ("/a/.", vec![PathError::DotSegment(name("."))]),
            ("/a b c", vec![PathError::Characters(vec![' '])]),
            ("/a\\b%2F\n", vec![PathError::Characters(vec!['\\', '%', '\n'])]),
            ("/é@", vec![PathError::Characters(vec!['é', '@'])]),
            ("/x?a b//c", vec![PathError::Query]),
            ("/{a?}", vec![PathError::InvalidName(name("a?"))]),
            (
                "v1/}/{}?",
                vec![
                    PathError::MissingSlash(name("v1/}/{}?")),
                    PathError::Unopened,
                    PathError::Empty,
                    PathError::Query,
                ],
            ),
        ] {
            assert_eq!(parse_template(path).errors, errors, "{path}");
        }
    }

    #[test]
    fn error_does_not_hide_other_placeholders() {
        assert_eq!(parse_template("/{a{b}/{c}").placeholders, ["b", "c"]);
    }
}
