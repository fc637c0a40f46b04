//! Repairs a path and collects its mistakes.

use super::{
    Mistake, Template, parse_placeholders,
    placeholder::{Placeholders, is_origin_variable},
    segment::{push_characters, push_segments, split_segments},
};
use crate::keyword::Method;

/// Repairs a path that has a mistake.
pub(super) fn repair(written: &str, fields: &[String]) -> Template {
    let mut mistakes = Vec::new();
    if written.is_empty() {
        mistakes.push(Mistake::Empty);
        return Template { path: "/".to_owned(), mistakes, ..Template::default() };
    }
    let path = decode_percent(written, &mut mistakes);
    let path = replace_backslashes(&path, &mut mistakes);
    let path = remove_invalid_characters(&path, &mut mistakes);
    let path = remove_method(&path, &mut mistakes);
    let path = remove_origin(path, &mut mistakes);
    let path = remove_query_and_fragment(path, &mut mistakes);
    let segments = split_segments(check_slash(path, &mut mistakes));
    let ends_with_slash = segments.len() > 1 && segments.last().is_some_and(|last| last.is_empty());
    let mut placeholders = Placeholders::new(&segments, fields);
    let mut path = push_segments(&segments, &mut placeholders, &mut mistakes);
    if path.is_empty() || ends_with_slash {
        path.push('/');
    }
    let placeholders = parse_placeholders(&path).unwrap_or_default();
    Template { path, placeholders, mistakes, announced: Vec::new() }
}

/// Decodes `%7Bid%7D` to `{id}`.
fn decode_percent(path: &str, mistakes: &mut Vec<Mistake>) -> String {
    let mut decoded = String::new();
    let mut rest = path;
    while let Some(index) = rest.find('%') {
        decoded.push_str(&rest[..index]);
        let code = rest.get(index..index + 3).unwrap_or("%");
        let byte = code.get(1..).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (letter, length) = match byte {
            Some(byte) if byte.is_ascii_graphic() => (Some(char::from(byte)), 3),
            Some(_) => (None, 3),
            None => (Some('%'), 1),
        };
        if length == 3 && !mistakes.iter().any(|other| matches!(other, Mistake::PercentEncoding(_)))
        {
            mistakes.push(Mistake::PercentEncoding(code.to_owned()));
        }
        decoded.extend(letter);
        rest = &rest[index + length..];
    }
    decoded.push_str(rest);
    decoded
}

fn replace_backslashes(path: &str, mistakes: &mut Vec<Mistake>) -> String {
    // In `:id(\d+)` and `{id:\d+}`, the backslash is part of a regular expression.
    if !path.contains('\\') || path.contains('(') || path.contains(":\\") {
        return path.to_owned();
    }
    mistakes.push(Mistake::Backslash);
    path.replace('\\', "/")
}

/// Removes or replaces characters that are not part of any notation.
fn remove_invalid_characters(path: &str, mistakes: &mut Vec<Mistake>) -> String {
    let mut kept = String::new();
    let (mut removed, mut has_spaces) = (Vec::new(), false);
    let mut is_in_braces = false;
    for letter in path.chars() {
        match letter {
            '{' | '<' | '[' => is_in_braces = true,
            '}' | '>' | ']' => is_in_braces = false,
            _ => {}
        }
        // A space in `POST /v1/doors` or in `{ id }` is part of another mistake.
        let is_space_of_notation = letter == ' '
            && (is_in_braces || Method::from_spelling(&kept.to_uppercase()).is_some());
        if letter.is_ascii_graphic() || is_space_of_notation {
            kept.push(letter);
        } else if letter.is_whitespace() {
            has_spaces = true;
        } else {
            kept.push_str(ascii_replacement(letter));
            removed.push(letter);
        }
    }
    mistakes.extend(has_spaces.then_some(Mistake::Spaces));
    push_characters(mistakes, removed.into_iter());
    kept
}

/// The ASCII replacement for a typographic character or a letter outside of ASCII.
fn ascii_replacement(letter: char) -> &'static str {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => "-",
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => "/",
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à'..='å' => "a",
        'ç' => "c",
        'è'..='ë' => "e",
        'ì'..='ï' => "i",
        'ñ' => "n",
        'ò'..='õ' | 'ø' => "o",
        'ù'..='û' => "u",
        'ý' | 'ÿ' => "y",
        _ => "",
    }
}

fn remove_method<'a>(path: &'a str, mistakes: &mut Vec<Mistake>) -> &'a str {
    let Some((method, rest)) = path.split_once(' ') else { return path };
    if Method::from_spelling(&method.to_uppercase()).is_none() {
        return path;
    }
    mistakes.push(Mistake::Method);
    rest.trim_start()
}

/// Removes `https://api.stytch.com`, `api.stytch.com` or `{base_url}` from the start.
fn remove_origin<'a>(path: &'a str, mistakes: &mut Vec<Mistake>) -> &'a str {
    let after_scheme = match path.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => Some(rest),
        _ => path.strip_prefix("//").filter(|rest| is_host(first_segment(rest))),
    };
    let first = first_segment(path);
    let is_origin =
        after_scheme.is_some() || path.contains('/') && is_host(first) || is_origin_variable(first);
    if !is_origin {
        return path;
    }
    let host = after_scheme.unwrap_or(path);
    let (host, rest) = host.split_at(first_segment(host).len());
    mistakes.push(if host.starts_with("telemetry.") {
        Mistake::TelemetryOrigin
    } else {
        Mistake::Origin
    });
    if rest.starts_with('/') { rest } else { "/" }
}

fn first_segment(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Whether a segment is a name such as `api.stytch.com` or `localhost:8080`.
fn is_host(segment: &str) -> bool {
    let (name, port) = segment.split_once(':').unwrap_or((segment, "0"));
    let is_domain = |(_, last): (&str, &str)| {
        last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_name = name == "localhost" || name.rsplit_once('.').is_some_and(is_domain);
    is_name && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Removes the query string and the fragment.
fn remove_query_and_fragment<'a>(path: &'a str, mistakes: &mut Vec<Mistake>) -> &'a str {
    let mut depth = 0_usize;
    for (index, letter) in path.char_indices() {
        let (before, after) = (&path[..index], &path[index + letter.len_utf8()..]);
        match letter {
            '{' | '<' | '[' | '(' => depth += 1,
            '}' | '>' | ']' | ')' => depth = depth.saturating_sub(1),
            '?' if depth == 0 && !ends_optional(before, after) => {
                mistakes.push(Mistake::Query(Some(parameter_names(after))));
                return before;
            }
            '#' if depth == 0 && !after.starts_with('{') => {
                mistakes.push(Mistake::Fragment);
                return before;
            }
            _ => {}
        }
    }
    path
}

/// The names in the query string `a=b&<c>`.
fn parameter_names(query: &str) -> Vec<String> {
    let query = query.split('#').next().unwrap_or_default();
    let name = |parameter: &str| {
        let name = parameter.split(['=', ':']).next().unwrap_or_default();
        name.trim_matches(|letter| "{}<> $?.*".contains(letter)).to_owned()
    };
    let mut names: Vec<_> = query.split(['&', ',']).map(name).collect();
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

/// Whether a `?` between `before` and `after` marks an optional placeholder, `:id?`, as opposed to a
/// query string.
fn ends_optional(before: &str, after: &str) -> bool {
    let segment = before.rsplit('/').next().unwrap_or_default();
    segment.starts_with(':') && (after.is_empty() || after.starts_with('/'))
}

/// Returns the path without its first `/`.
fn check_slash<'a>(path: &'a str, mistakes: &mut Vec<Mistake>) -> &'a str {
    if let Some(rest) = path.strip_prefix('/') {
        return rest;
    }
    // An empty path, or one whose leading `../` is removed later, gets its `/` then.
    let starts_later = path.is_empty() || path.starts_with("../") || path.starts_with("./");
    if mistakes.is_empty() && path.is_empty() || !starts_later {
        mistakes.push(Mistake::MissingSlash);
    }
    path
}
