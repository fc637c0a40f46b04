//! Repairs the segments of a path.

use std::cmp::Ordering;

use super::{
    Mistake, is_text, is_unreserved,
    placeholder::{Placeholders, Written, identifier, read_placeholder},
};

/// Splits a path without its first `/`; a `/` inside of a placeholder such as `{name=doors/*}` is not a
/// separator.
pub(super) fn split_segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let (mut start, mut skipped) = (0, 0);
    for (index, letter) in path.char_indices() {
        match letter {
            '{' if index >= skipped => skipped = pattern_end(path, index).unwrap_or(skipped),
            '/' if index >= skipped => {
                segments.push(&path[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    segments.push(&path[start..]);
    segments
}

/// The end of a placeholder with a pattern.
fn pattern_end(path: &str, open: usize) -> Option<usize> {
    let after = &path[open + 1..];
    let length = after.find(['{', '}'])?;
    let inside = &after[..length];
    (after[length..].starts_with('}') && inside.contains('=')).then_some(open + 1 + length)
}

/// Returns the repaired segments, each with a `/` before it.
pub(super) fn push_segments(
    segments: &[&str],
    placeholders: &mut Placeholders<'_>,
    mistakes: &mut Vec<Mistake>,
) -> String {
    let mut repaired: Vec<String> = Vec::new();
    let last = segments.len() - 1;
    for (index, segment) in segments.iter().enumerate() {
        match *segment {
            "" if index == last => {}
            "" => push_once(mistakes, Mistake::EmptySegment),
            "." | ".." => {
                push_once(mistakes, Mistake::DotSegment((*segment).to_owned()));
                if *segment == ".." {
                    repaired.pop();
                }
            }
            segment => push_segment(segment, placeholders, &mut repaired, mistakes),
        }
    }
    repaired.iter().flat_map(|segment| ["/", segment]).collect()
}

fn push_segment(
    segment: &str,
    placeholders: &mut Placeholders<'_>,
    repaired: &mut Vec<String>,
    mistakes: &mut Vec<Mistake>,
) {
    if let Some(written) = read_placeholder(segment) {
        push_placeholder(&written, placeholders, repaired, mistakes);
        if !written.rest.is_empty() {
            let rest = written.rest.to_owned();
            mistakes.push(Mistake::PartialSegment { rest, placeholders: 1 });
        }
    } else if segment.contains(['{', '}']) {
        push_pieces(segment, placeholders, repaired, mistakes);
    } else {
        let text: String = segment.chars().filter(|letter| is_unreserved(*letter)).collect();
        push_characters(mistakes, segment.chars().filter(|letter| !is_unreserved(*letter)));
        repaired.extend(is_text(&text).then_some(text));
    }
}

fn push_placeholder(
    written: &Written<'_>,
    placeholders: &mut Placeholders<'_>,
    repaired: &mut Vec<String>,
    mistakes: &mut Vec<Mistake>,
) {
    let before = repaired.last().map(String::as_str);
    let name = placeholders.add(written, before, mistakes);
    // `{name=doors/*}` also has the segment before the placeholder.
    let template = written.inside.split_once('=').and_then(|(_, text)| text.strip_suffix("/*"));
    let is_plain = |text: &&str| text.chars().all(|letter| letter == '/' || is_unreserved(letter));
    if let Some(template) = template.filter(is_plain) {
        repaired.extend(template.split('/').filter(|text| is_text(text)).map(str::to_owned));
    }
    repaired.push(format!("{{{name}}}"));
}

/// Repairs a segment with unbalanced braces, or with a part outside of them.
fn push_pieces(
    segment: &str,
    placeholders: &mut Placeholders<'_>,
    repaired: &mut Vec<String>,
    mistakes: &mut Vec<Mistake>,
) {
    let unmatched = unmatched_brace(segment);
    let segment = segment.replace("{{", "{").replace("}}", "}").replace("${", "{");
    let Pieces { mut names, rest, imbalance } = read_pieces(&segment);
    let imbalance = imbalance.or(unmatched);
    // `{door{id}}` becomes `{door_id}` if there is such a field.
    let joined = identifier(&segment);
    if imbalance.is_some() && placeholders.is_field(&joined) {
        names = vec![&joined];
    }
    let is_balanced = imbalance.is_none();
    if let Some(imbalance) = imbalance {
        push_once(mistakes, imbalance);
    } else if !rest.is_empty() || names.len() > 1 {
        mistakes.push(Mistake::PartialSegment { rest, placeholders: names.len() });
    }
    for inside in names {
        let notation = format!("{{{inside}}}");
        let written = Written { notation: &notation, inside, rest: "" };
        let mut others = Vec::new();
        push_placeholder(&written, placeholders, repaired, &mut others);
        if is_balanced {
            mistakes.append(&mut others);
        }
    }
}

/// The mistake in `{id}}`, whose repeated brace is otherwise read as one.
fn unmatched_brace(segment: &str) -> Option<Mistake> {
    let [opened, closed] = ['{', '}'].map(|brace| segment.matches(brace).count());
    match opened.cmp(&closed) {
        Ordering::Less => Some(Mistake::Unopened),
        Ordering::Equal => None,
        Ordering::Greater => Some(Mistake::Unclosed),
    }
}

/// The parts of a segment with braces.
#[derive(Default)]
struct Pieces<'a> {
    /// The texts in braces.
    names: Vec<&'a str>,
    /// The text outside of braces.
    rest: String,
    imbalance: Option<Mistake>,
}

fn read_pieces(segment: &str) -> Pieces<'_> {
    let mut pieces = Pieces::default();
    let (mut start, mut is_open) = (0, false);
    for (index, brace) in segment.match_indices(['{', '}']) {
        let before = &segment[start..index];
        match (brace, is_open) {
            ("{", false) => pieces.rest.push_str(before),
            ("{", true) => {
                pieces.imbalance = Some(Mistake::Nested);
                pieces.names.extend((!before.is_empty()).then_some(before));
            }
            (_, true) => pieces.names.push(before),
            (_, false) => {
                pieces.imbalance = Some(Mistake::Unopened);
                pieces.names.extend((!before.is_empty()).then_some(before));
            }
        }
        is_open = brace == "{";
        start = index + 1;
    }
    let after = &segment[start..];
    if is_open {
        pieces.imbalance = Some(Mistake::Unclosed);
        pieces.names.extend((!after.is_empty()).then_some(after));
    } else {
        pieces.rest.push_str(after);
    }
    pieces
}

fn push_once(mistakes: &mut Vec<Mistake>, mistake: Mistake) {
    if !mistakes.contains(&mistake) {
        mistakes.push(mistake);
    }
}

/// Reports invalid characters, all in one mistake.
pub(super) fn push_characters(mistakes: &mut Vec<Mistake>, letters: impl Iterator<Item = char>) {
    let mut invalid: Vec<char> = Vec::new();
    let earlier = mistakes.iter_mut().find_map(|mistake| match mistake {
        Mistake::Characters(earlier) => Some(earlier),
        _ => None,
    });
    let list = match earlier {
        Some(list) => list,
        None => &mut invalid,
    };
    for letter in letters {
        if !list.contains(&letter) {
            list.push(letter);
        }
    }
    if !invalid.is_empty() {
        mistakes.push(Mistake::Characters(invalid));
    }
}
