//! `"/v1/members/{member_id}"` templates.

use std::fmt;

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
        }
    }
}

/// Reads a template to its end, faults or not.
pub(crate) fn parse_template(path: &str) -> Template {
    let mut template = Template::default();
    if !path.starts_with('/') {
        template.faults.push(Fault::NoSlash(path.to_owned()));
    }
    let mut open: Option<String> = None;
    for letter in path.chars() {
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
                close_placeholder(&mut template, name);
            }
            (_, Some(name)) => name.push(letter),
            ('?', None) => template.faults.push(Fault::Query),
            ('#', None) => template.faults.push(Fault::Fragment),
            (_, None) => {}
        }
    }
    if open.is_some() {
        template.faults.push(Fault::Unclosed);
    }
    template
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

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|letter: char| letter.is_ascii_digit())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_read_in_order() {
        for (path, expected) in [
            ("/", &[][..]),
            ("/v1/b2b/totp", &[]),
            ("/v1/{a}", &["a"]),
            ("/v1/{b}/x/{a_1}", &["b", "a_1"]),
            ("/v1/{id}.json", &["id"]),
        ] {
            let template = parse_template(path);
            assert_eq!(template.placeholders, expected, "{path}");
            assert_eq!(template.faults, [], "{path}");
        }
    }

    #[test]
    fn faults_are_all_found() {
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
            (
                "v1/}/{}?",
                vec![Fault::NoSlash(name("v1/}/{}?")), Fault::Stray, Fault::Empty, Fault::Query],
            ),
        ] {
            assert_eq!(parse_template(path).faults, faults, "{path}");
        }
    }

    #[test]
    fn a_fault_does_not_hide_the_other_placeholders() {
        assert_eq!(parse_template("/{a{b}/{c}").placeholders, ["b", "c"]);
    }
}
