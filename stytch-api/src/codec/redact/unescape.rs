//! Decodes the escapes of URLs, forms, JSON and HTML in a text.

use std::{iter, ops::Range};

use zeroize::Zeroizing;

/// The longest HTML entity that is decoded, in bytes, such as `&#x0010ffff;`.
const MAX_ENTITY: usize = 12;

/// A set of the escapes that are decoded at the same time.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Escapes(u8);

impl Escapes {
    const PERCENT: Self = Self(1);
    /// A space, as in a form.
    const PLUS: Self = Self(2);
    const HTML: Self = Self(4);
    const JSON: Self = Self(8);

    /// The sets that may be one layer. Each kind is decoded on its own, because the others may be part of a
    /// secret: `p%41ss&quot;` is `p%41ss"` in HTML. All three at the same time are what several encoders
    /// wrote, each a part.
    const LAYERS: [Self; 5] = [
        Self::PERCENT,
        Self::PERCENT.and(Self::PLUS),
        Self::HTML,
        Self::JSON,
        Self::PERCENT.and(Self::HTML).and(Self::JSON),
    ];

    /// Returns the layers that may change `text`, each once.
    pub(super) fn layers(text: &str) -> Vec<Self> {
        let kinds =
            [('%', Self::PERCENT), ('+', Self::PLUS), ('&', Self::HTML), ('\\', Self::JSON)];
        let found = kinds.into_iter().filter(|(mark, _)| text.contains(*mark));
        let found = found.fold(Self(0), |found, (_, kind)| found.and(kind));
        let mut layers = Vec::new();
        for layer in Self::LAYERS {
            let layer = Self(layer.0 & found.0);
            if layer != Self(0) && !layers.contains(&layer) {
                layers.push(layer);
            }
        }
        layers
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn contains(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}

/// Returns `text` with these escapes decoded; `None` if it contains none of them.
pub(super) fn unescape(text: &str, escapes: Escapes) -> Option<Zeroizing<String>> {
    // Every escape is at least as long as its character, so the text is never reallocated.
    let mut unescaped = Zeroizing::new(String::with_capacity(text.len()));
    unescaped.extend(characters(text, escapes).map(|(_, character)| character));
    (escapes.contains(Escapes::PLUS) || unescaped.len() < text.len()).then_some(unescaped)
}

/// Maps the ranges `within` the unescaped form of `text` back to ranges of `text`.
pub(super) fn find_original(
    text: &str,
    escapes: Escapes,
    within: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut offsets: Vec<_> = within.iter().flat_map(|range| [range.start, range.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut originals = Vec::with_capacity(offsets.len());
    let mut position = 0;
    for (original, character) in characters(text, escapes) {
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
fn characters(text: &str, escapes: Escapes) -> impl Iterator<Item = (usize, char)> {
    let mut position = 0;
    iter::from_fn(move || {
        let rest = text.get(position..)?;
        let first = rest.chars().next()?;
        let escape = match first {
            '%' if escapes.contains(Escapes::PERCENT) => percent_escape(rest),
            '+' if escapes.contains(Escapes::PLUS) => Some((' ', 1)),
            '&' if escapes.contains(Escapes::HTML) => html_escape(rest),
            '\\' if escapes.contains(Escapes::JSON) => json_escape(rest),
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
