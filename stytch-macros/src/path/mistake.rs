//! The mistakes in a path, with their messages.

use std::fmt::{self, Write as _};

use super::is_unreserved;
use crate::suggest::listed;

/// A mistake in a path.
#[derive(Debug, PartialEq)]
pub(crate) enum Mistake {
    Empty,
    MissingSlash,
    /// A URL, or a variable such as `{base_url}` for its start.
    Origin,
    /// A URL of the host of the fraud products.
    TelemetryOrigin,
    /// `POST /v1/doors`
    Method,
    /// The names of the parameters; `None` if all are declared.
    Query(Option<Vec<String>>),
    Fragment,
    Backslash,
    PercentEncoding(String),
    EmptySegment,
    /// `.` or `..`.
    DotSegment(String),
    Spaces,
    /// Other characters, without duplicates.
    Characters(Vec<char>),
    Unclosed,
    Unopened,
    Nested,
    /// A placeholder without a name.
    Unnamed(String),
    /// A placeholder in another notation, such as `:id`.
    Notation {
        written: String,
        name: String,
    },
    /// `{id:String}`
    Typed(String),
    /// `{id?}`
    Optional(String),
    /// `*rest`
    Wildcard(String),
    /// A name in braces that is not an identifier.
    InvalidName(String),
    /// `{doorId}`, with the name of its field.
    Renamed {
        written: String,
        field: String,
    },
    Duplicate(String),
    /// A segment with other text beside its placeholders: the text, and the number of placeholders.
    PartialSegment {
        rest: String,
        placeholders: usize,
    },
}

impl Mistake {
    /// The message, which quotes the repaired path.
    pub(crate) fn message(&self, path: &str) -> String {
        if let Self::Empty = self {
            return format!("{self}; write `\"/v1/…\"`");
        }
        format!("{self}; write `\"{path}\"`{}", self.continuation())
    }

    /// The end of the message: a further change that is required in addition to the path.
    pub(crate) fn continuation(&self) -> String {
        match self {
            Self::TelemetryOrigin => " and add `#[host(telemetry)]`".to_owned(),
            Self::Query(Some(names)) => {
                format!(" and declare {} under `query`", parameters(names))
            }
            Self::PartialSegment { rest, placeholders: 1 } => {
                let encoded = percent_encoded(rest);
                let condition = if encoded == *rest {
                    String::new()
                } else {
                    format!(
                        " if the server accepts `{encoded}` (the path cannot be declared otherwise)"
                    )
                };
                format!(" and include `{rest}` in the value{condition}")
            }
            Self::Query(None) => " (the parameters are already under `query`)".to_owned(),
            Self::Empty
            | Self::MissingSlash
            | Self::Origin
            | Self::Method
            | Self::Fragment
            | Self::Backslash
            | Self::PercentEncoding(_)
            | Self::EmptySegment
            | Self::DotSegment(_)
            | Self::Spaces
            | Self::Characters(_)
            | Self::Unclosed
            | Self::Unopened
            | Self::Nested
            | Self::Unnamed(_)
            | Self::Notation { .. }
            | Self::Typed(_)
            | Self::Optional(_)
            | Self::Wildcard(_)
            | Self::InvalidName(_)
            | Self::Renamed { .. }
            | Self::Duplicate(_)
            | Self::PartialSegment { .. } => String::new(),
        }
    }
}

fn parameters(names: &[String]) -> String {
    match names {
        [] => "the parameters".to_owned(),
        [name] => format!("the parameter `{name}`"),
        [names @ .., last] => {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            format!("the parameters {} and `{last}`", listed(&names))
        }
    }
}

/// The text as the client sends it in a path.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let letter = char::from(byte);
        if is_unreserved(letter) {
            encoded.push(letter);
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Formats the violated rule, without the suggestion.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a path must not be empty"),
            Self::MissingSlash => f.write_str("a path must start with `/`"),
            Self::Origin | Self::TelemetryOrigin => {
                f.write_str("a path starts after the host, which the client adds")
            }
            Self::Method => f.write_str("the HTTP method is not part of the path"),
            Self::Query(_) => f.write_str("a path cannot contain a query string"),
            Self::Fragment => f.write_str("a path cannot contain a fragment"),
            Self::Backslash => f.write_str("the segments of a path are separated by `/`, not `\\`"),
            Self::PercentEncoding(code) => {
                write!(f, "a path cannot contain a percent-encoded character such as `{code}`")
            }
            Self::EmptySegment => f.write_str("a path segment must not be empty"),
            Self::DotSegment(segment) => write!(
                f,
                "a path cannot contain the segment `{segment}`, which URL parsers resolve"
            ),
            Self::Spaces => f.write_str("a path cannot contain spaces"),
            Self::Characters(letters) => {
                let letters: String = letters.iter().collect();
                write!(
                    f,
                    "a path can contain only letters, digits, `-`, `.`, `_`, `~` and `/`, not `{letters}`"
                )
            }
            Self::Unclosed => f.write_str("unclosed `{` in the path"),
            Self::Unopened => f.write_str("unmatched `}` in the path"),
            Self::Nested => f.write_str("placeholders cannot be nested"),
            Self::Unnamed(written) => {
                write!(f, "a placeholder must have a name, unlike `{written}`")
            }
            Self::Notation { written, name } => {
                write!(f, "a placeholder is written `{{{name}}}`, not `{written}`")
            }
            Self::Typed(written) => write!(
                f,
                "a placeholder is only a name, unlike `{written}`, and has the type of its field"
            ),
            Self::Optional(written) => {
                write!(f, "a placeholder cannot be optional, unlike `{written}`")
            }
            Self::Wildcard(written) => {
                write!(f, "a placeholder is one segment, so `{written}` cannot match several")
            }
            Self::InvalidName(name) => write!(
                f,
                "a placeholder can contain only letters, digits and `_`, unlike `{{{name}}}`"
            ),
            Self::Renamed { written, field } => {
                write!(f, "placeholder `{{{written}}}` must be named like its field `{field}`")
            }
            Self::Duplicate(name) => {
                write!(f, "duplicate placeholder `{{{name}}}` in the path")
            }
            Self::PartialSegment { .. } => f.write_str(
                "a placeholder must be a whole segment, with nothing before or after it",
            ),
        }
    }
}
