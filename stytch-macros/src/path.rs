//! Parses path templates such as `"/v1/members/{member_id}"`.
//!
//! A path with mistakes is repaired. The repaired path is used in its place, and each message suggests
//! it.

mod mistake;
mod placeholder;
mod repair;
mod segment;

use std::collections::HashSet;

pub(crate) use self::mistake::Mistake;
use crate::suggest::snake;

/// A parsed path.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Template {
    /// The path as written, or the repaired path if there are mistakes.
    pub(crate) path: String,
    /// The names in braces, in order, without duplicates.
    pub(crate) placeholders: Vec<String>,
    pub(crate) mistakes: Vec<Mistake>,
    /// Placeholders without a field that the message about a mistake says to add.
    pub(crate) announced: Vec<String>,
}

/// Parses a template and collects all its mistakes.
///
/// `fields` are the wire names of the fields under `path`. They provide names for unnamed placeholders.
pub(crate) fn parse_template(written: &str, fields: &[String]) -> Template {
    match parse_placeholders(written) {
        Some(placeholders) if !is_any_renamed(&placeholders, fields) => {
            Template { path: written.to_owned(), placeholders, ..Template::default() }
        }
        Some(_) | None => repair::repair(written, fields),
    }
}

/// The placeholders of a path without mistakes; `None` if it has any.
fn parse_placeholders(path: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut seen = HashSet::new();
    // URL parsers keep a trailing `/`.
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(names);
    }
    for segment in path.strip_suffix('/').unwrap_or(path).split('/') {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if is_identifier(name) && seen.insert(name) => names.push(name.to_owned()),
            None if is_text(segment) => {}
            Some(_) | None => return None,
        }
    }
    Some(names)
}

/// Whether a placeholder probably refers to a field with a different name: `{doorId}` or `{door}` to
/// `door_id`.
fn is_any_renamed(placeholders: &[String], fields: &[String]) -> bool {
    let mut unnamed = placeholders.iter().filter(|name| !fields.contains(name)).peekable();
    if unnamed.peek().is_none() {
        return false;
    }
    let is_unclaimed =
        |field: &&String| !placeholders.iter().any(|name| name == *field || snake(name) == **field);
    let unclaimed: Vec<_> = fields.iter().filter(is_unclaimed).map(String::as_str).collect();
    unnamed.any(|name| {
        let field = snake(name);
        let is_field = field != *name && fields.contains(&field) && !placeholders.contains(&field);
        is_field || abbreviated(&field, &unclaimed).is_some()
    })
}

/// The only field whose name has more words than `name`: `door_id` for `door`.
fn abbreviated<'f>(name: &str, fields: &[&'f str]) -> Option<&'f str> {
    let extends = |field: &&&str| {
        let is_start = field.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'));
        is_start || field.strip_suffix(name).is_some_and(|rest| rest.ends_with('_'))
    };
    let mut fields = fields.iter().filter(extends);
    fields.next().filter(|_| fields.next().is_none()).copied()
}

/// Whether a segment is sent exactly as written. URL parsers would drop, resolve or encode others.
fn is_text(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..") && segment.chars().all(is_unreserved)
}

/// RFC 3986's unreserved characters.
fn is_unreserved(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~".contains(letter)
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::any, prop_assert, prop_assert_eq, proptest};

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
            ("/v1/{doorId}", &["doorId"]),
        ] {
            let template = parse_template(path, &[]);
            assert_eq!(template.placeholders, expected, "{path}");
            assert_eq!(template.path, path);
            assert_eq!(template.mistakes, [], "{path}");
        }
    }

    #[test]
    fn paths_are_repaired() {
        for (written, repaired) in REPAIRS {
            let template = parse_template(written, &["door_id".to_owned()]);
            assert_eq!(template.path, *repaired, "{written}");
            assert_eq!(template.mistakes.len(), 1, "{written}: {:?}", template.mistakes);
        }
    }

    #[test]
    fn mistake_does_not_hide_other_placeholders() {
        let template = parse_template("/{a{b}/{c}", &[]);
        assert_eq!(template.placeholders, ["a", "b", "c"]);
    }

    #[test]
    fn every_mistake_is_found() {
        let template = parse_template("v1/:id//<lock>?a=b", &[]);
        assert_eq!(template.path, "/v1/{id}/{lock}");
        assert_eq!(template.mistakes.len(), 5, "{:?}", template.mistakes);
    }

    /// Paths with one mistake each, and the repaired paths.
    const REPAIRS: &[(&str, &str)] = &[
        ("", "/"),
        ("v1/doors", "/v1/doors"),
        ("https://api.stytch.com/v1/doors", "/v1/doors"),
        ("https://test.stytch.com", "/"),
        ("http://localhost:8080/v1/{door_id}", "/v1/{door_id}"),
        ("//api.stytch.com/v1/doors", "/v1/doors"),
        ("api.stytch.com/v1/doors", "/v1/doors"),
        ("{base_url}/v1/doors", "/v1/doors"),
        ("${BASE_URL}/v1/doors", "/v1/doors"),
        ("{{baseUrl}}/v1/doors", "/v1/doors"),
        ("POST /v1/doors", "/v1/doors"),
        ("/v1/doors?limit={limit}&a=/", "/v1/doors"),
        ("/v1/doors#top", "/v1/doors"),
        ("/v1/doors/:door_id", "/v1/doors/{door_id}"),
        ("/v1/doors/:door_id?", "/v1/doors/{door_id}"),
        (r"/v1/doors/:door_id(\d+)", "/v1/doors/{door_id}"),
        (r"/v1/doors/{door_id:\d+}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door_id:[0-9]+}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door}", "/v1/doors/{door_id}"),
        ("/v1/doors/{id}", "/v1/doors/{door_id}"),
        ("/v1/doors/<door_id>", "/v1/doors/{door_id}"),
        ("/v1/doors/<string:door_id>", "/v1/doors/{door_id}"),
        ("/v1/doors/[door_id]", "/v1/doors/{door_id}"),
        ("/v1/doors/[...door_id]", "/v1/doors/{door_id}"),
        ("/v1/doors/(door_id)", "/v1/doors/{door_id}"),
        ("/v1/doors/{door_id:String}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door_id: String}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door_id?}", "/v1/doors/{door_id}"),
        ("/v1/doors/{ door_id }", "/v1/doors/{door_id}"),
        ("/v1/doors/{*door_id}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door_id..}", "/v1/doors/{door_id}"),
        ("/v1/{door_id=doors/*}", "/v1/doors/{door_id}"),
        ("/v1/doors/${door_id}", "/v1/doors/{door_id}"),
        ("/v1/doors/#{door_id}", "/v1/doors/{door_id}"),
        ("/v1/doors/$door_id", "/v1/doors/{door_id}"),
        ("/v1/doors/{{door_id}}", "/v1/doors/{door_id}"),
        ("/v1/doors/{{ door_id }}", "/v1/doors/{door_id}"),
        ("/v1/doors/*door_id", "/v1/doors/{door_id}"),
        ("/v1/doors/*", "/v1/doors/{door_id}"),
        ("/v1/doors/%s", "/v1/doors/{door_id}"),
        ("/v1/doors/%(door_id)s", "/v1/doors/{door_id}"),
        ("/v1/doors/{}", "/v1/doors/{door_id}"),
        ("/v1/doors/{0}", "/v1/doors/{door_id}"),
        ("/v1/locks/{door_id}/{}", "/v1/locks/{door_id}/{id}"),
        ("/v1/{door_id}/locks/{}", "/v1/{door_id}/locks/{lock_id}"),
        ("/v1/{door_id}/locks/{door_id}", "/v1/{door_id}/locks/{lock_id}"),
        ("/v1/{door_id}/doors/{door_id}", "/v1/{door_id}/doors/{door_id_2}"),
        ("/v1/doors/{doorId}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door-id}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door.id}", "/v1/doors/{door_id}"),
        ("/v1/doors/{door id}", "/v1/doors/{door_id}"),
        ("/v1/doors/:doorId", "/v1/doors/{door_id}"),
        ("/v1/{lock_id/doors", "/v1/{lock_id}/doors"),
        ("/v1/lock_id}/doors", "/v1/{lock_id}/doors"),
        ("/v1/{lock_id}}/doors", "/v1/{lock_id}/doors"),
        ("/v1/{lock_id}}", "/v1/{lock_id}"),
        ("/v1/{{lock_id}/doors", "/v1/{lock_id}/doors"),
        ("/v1/${lock_id}}", "/v1/{lock_id}"),
        ("/v1/{lock_id}.json", "/v1/{lock_id}"),
        ("/v1/door-{lock_id}", "/v1/{lock_id}"),
        ("/v1/{lock_id}{door_id}", "/v1/{lock_id}/{door_id}"),
        ("/v1/{lock_id{door_id}", "/v1/{lock_id}/{door_id}"),
        ("/v1/{door{id}}", "/v1/{door_id}"),
        ("/v1//doors", "/v1/doors"),
        ("/v1/doors//", "/v1/doors/"),
        ("//", "/"),
        ("/v1/locks/../doors", "/v1/doors"),
        ("/v1/./doors", "/v1/doors"),
        ("../doors", "/doors"),
        ("/v1/doors ", "/v1/doors"),
        (" /v1/doors", "/v1/doors"),
        ("\n/v1/doors\n", "/v1/doors"),
        ("/v1/doors\u{200b}", "/v1/doors"),
        ("\u{feff}/v1/doors", "/v1/doors"),
        ("/v1/password\u{2011}reset", "/v1/password-reset"),
        (r"\v1\doors", "/v1/doors"),
        ("/v1/%7Bdoor_id%7D", "/v1/{door_id}"),
        ("/v1/a%2Fb", "/v1/a/b"),
        ("/v1/t\u{fc}r", "/v1/tuer"),
        ("/v1/100%", "/v1/100"),
    ];

    proptest! {
        #[test]
        fn every_path_is_repaired(
            written in r"([a-z{}<>:*\[\]()$#%?/.\\ \-]|\PC){0,24}",
            field in any::<bool>(),
        ) {
            let fields = if field { vec!["a".to_owned()] } else { Vec::new() };
            let template = parse_template(&written, &fields);
            let placeholders = parse_placeholders(&template.path);
            prop_assert!(placeholders.is_some(), "{}", template.path);
            let is_valid = parse_placeholders(&written).is_some() && template.path == written;
            prop_assert_eq!(template.mistakes.is_empty(), is_valid);
        }
    }
}
