//! Decodes the escapes of URLs, forms, JSON and HTML in a text.

use std::{iter, ops::Range};

use zeroize::Zeroizing;

/// The longest HTML entity that is decoded, in bytes, such as `&#x0010ffff;`.
const MAX_ENTITY: usize = 12;

/// How `+` is decoded.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Plus {
    Literal,
    /// A space, as in a form.
    Space,
}

/// Returns `text` with its escapes decoded; `None` if it contains no escapes.
pub(super) fn unescape(text: &str, plus: Plus) -> Option<Zeroizing<String>> {
    let marks: &[char] = match plus {
        Plus::Literal => &['%', '&', '\\'],
        // The other meaning of `+` only matters if the text contains one.
        Plus::Space => &['+'],
    };
    if !text.contains(marks) {
        return None;
    }
    // Every escape is longer than its character, so the text is never reallocated.
    let mut unescaped = Zeroizing::new(String::with_capacity(text.len()));
    unescaped.extend(characters(text, plus).map(|(_, character)| character));
    (plus == Plus::Space || unescaped.len() < text.len()).then_some(unescaped)
}

/// Maps the ranges `within` the unescaped form of `text` back to ranges of `text`.
pub(super) fn find_original(text: &str, plus: Plus, within: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut offsets: Vec<_> = within.iter().flat_map(|range| [range.start, range.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut originals = Vec::with_capacity(offsets.len());
    let mut position = 0;
    for (original, character) in characters(text, plus) {
        if offsets.get(originals.len()) == Some(&position) {
            originals.push(original);
        }
        position += character.len_utf8();
    }
    let original = |offset| {
        let index = offsets.binary_search(&offset).ok();
        index.and_then(|index| originals.get(index)).copied().unwrap_or(text.len())
    };
    within.iter().map(|range| original(range.start)..original(range.end)).collect()
}

/// Returns the unescaped characters, each with its position in `text`.
fn characters(text: &str, plus: Plus) -> impl Iterator<Item = (usize, char)> {
    let mut position = 0;
    iter::from_fn(move || {
        let rest = text.get(position..)?;
        let first = rest.chars().next()?;
        let escape = match first {
            '%' => percent_escape(rest),
            '&' => html_escape(rest),
            '\\' => json_escape(rest),
            '+' if plus == Plus::Space => Some((' ', 1)),
            _ => None,
        };
        let (character, length) = escape.unwrap_or((first, first.len_utf8()));
        let start = position;
        position += length;
        Some((start, character))
    })
}

/// Returns the character whose UTF-8 is percent-encoded at the start of `text`, and the escape's length.
fn percent_escape(text: &str) -> Option<(char, usize)> {
    let byte = |index: usize| {
        let hex = text.get(3 * index..3 * index + 3)?.strip_prefix('%')?;
        u8::try_from(parse_digits(hex, 16)?).ok()
    };
    let width = match byte(0)? {
        ..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    };
    let mut bytes = [0; 4];
    for (index, target) in bytes[..width].iter_mut().enumerate() {
        *target = byte(index)?;
    }
    let character = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    Some((character, 3 * width))
}

/// Returns the character of an entity such as `&amp;`, `&#38;` or `&#x26;`.
fn html_escape(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ENTITY).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => parse_digits(hex, 16),
                None => parse_digits(number, 10),
            };
            char::from_u32(code?)?
        }
    };
    Some((character, end + 1))
}

/// Returns the character of an escape in a JSON string.
fn json_escape(text: &str) -> Option<(char, usize)> {
    let character = match text.chars().nth(1)? {
        mark @ ('"' | '\\' | '/' | '\'') => mark,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode_escape(text),
        _ => return None,
    };
    Some((character, 2))
}

/// Returns the character of `\u0041`, or of two such escapes that are a surrogate pair.
fn unicode_escape(text: &str) -> Option<(char, usize)> {
    let unit = |start: usize| {
        let hex = text.get(start..start + 6)?.strip_prefix("\\u")?;
        u16::try_from(parse_digits(hex, 16)?).ok()
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 6));
    }
    let character = char::decode_utf16([first, unit(6)?]).next()?.ok()?;
    Some((character, 12))
}

/// Parses a number. Unlike the standard library, rejects a sign.
fn parse_digits(text: &str, radix: u32) -> Option<u32> {
    let is_number = text.chars().all(|character| character.is_digit(radix));
    if is_number { u32::from_str_radix(text, radix).ok() } else { None }
}
