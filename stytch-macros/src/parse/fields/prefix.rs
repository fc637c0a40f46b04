//! Parses the prefix of a field's name in other notations: modifiers, annotations and numbers.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use super::{
    modifier::MODIFIERS,
    name::{is_number, name_length},
    type_first::type_first_length,
};
use crate::{
    ast::{FieldNotationKind, Mark},
    parse::{
        annotation::{at_annotation_length, read_annotation},
        cursor::Cursor,
    },
};

/// The words and annotations before a name.
pub(super) struct Prefix {
    pub(super) tokens: TokenStream,
    pub(super) kind: FieldNotationKind,
    /// The mark equivalent to the word `optional` or `required`.
    pub(super) mark: Option<Mark>,
    /// The wire name in an annotation.
    pub(super) wire_name: Option<LitStr>,
    /// Whether `repeated` is among the words.
    pub(super) is_list: bool,
}

/// Takes all words and annotations before a name; `None` without any.
pub(super) fn take_prefix(cursor: &mut Cursor) -> Option<Prefix> {
    let mut prefix: Option<Prefix> = None;
    while let Some((length, kind)) = part_length(cursor) {
        let span = cursor.span();
        let tokens = cursor.take(length);
        let annotation = read_annotation(tokens.clone());
        let prefix = prefix.get_or_insert_with(|| Prefix {
            tokens: TokenStream::new(),
            kind,
            mark: None,
            wire_name: None,
            is_list: false,
        });
        if kind == FieldNotationKind::OptionalWord || annotation.is_optional {
            prefix.mark = Some(Mark::Optional(span));
        } else if kind == FieldNotationKind::RequiredWord {
            prefix.mark = Some(Mark::Required(span));
        }
        let is_word =
            |kind| matches!(kind, FieldNotationKind::Modifier | FieldNotationKind::Annotation);
        if is_word(prefix.kind) && !is_word(kind) {
            prefix.kind = kind;
        }
        prefix.is_list |= kind == FieldNotationKind::RepeatedWord;
        prefix.wire_name = prefix.wire_name.take().or(annotation.wire_name);
        prefix.tokens.extend(tokens);
    }
    prefix
}

/// The number of tokens of the next modifier or annotation.
fn part_length(cursor: &Cursor) -> Option<(usize, FieldNotationKind)> {
    if name_length(cursor, 0).is_some() {
        let is_numbered =
            is_number(cursor.peek(0)) && cursor.is_colon(1) && begins_declaration(cursor, 2);
        return is_numbered.then_some((2, FieldNotationKind::Modifier));
    }
    if let Some(length) = annotation_length(cursor) {
        return Some((length, FieldNotationKind::Annotation));
    }
    let bullets = punctuation_length(cursor);
    if bullets > 0 && name_length(cursor, bullets).is_some() {
        return Some((bullets, FieldNotationKind::Modifier));
    }
    let kind = match cursor.peek(0)? {
        TokenTree::Ident(word) if word == "optional" => FieldNotationKind::OptionalWord,
        TokenTree::Ident(word) if word == "required" => FieldNotationKind::RequiredWord,
        TokenTree::Ident(word) if word == "repeated" => FieldNotationKind::RepeatedWord,
        TokenTree::Ident(word) if MODIFIERS.iter().any(|modifier| word == modifier) => {
            FieldNotationKind::Modifier
        }
        // Any other word counts as a modifier of another language.
        TokenTree::Ident(_) if cursor.is_ident(1) && name_length(cursor, 1).is_some() => {
            FieldNotationKind::Modifier
        }
        _ => return None,
    };
    let is_keyword = cursor.is_word(0, &["let", "mut", "const"]) && cursor.is_ident(1);
    (is_keyword || begins_declaration(cursor, 1)).then_some((1, kind))
}

/// The number of characters such as `-` at the cursor.
fn punctuation_length(cursor: &Cursor) -> usize {
    let bullets = ['-', '*', '+', '.', '~', '|', '%', ':', '/', '<', '>', '='];
    let is_bullet = |ahead: &usize| bullets.iter().any(|bullet| cursor.is_punct(*ahead, *bullet));
    (0..cursor.remaining()).take_while(is_bullet).count()
}

/// Whether a name that is followed by a separator or mark, or a further modifier, begins at the token.
fn begins_declaration(cursor: &Cursor, from: usize) -> bool {
    let is_last = cursor.peek(from + 1).is_none()
        || [',', ';', '='].iter().any(|end| cursor.is_punct(from + 1, *end));
    name_length(cursor, from).is_some()
        || type_first_length(cursor, from).is_some()
        || (cursor.is_ident(from) && !is_last)
        || cursor.is_punct(from, '@')
        || (cursor.is_punct(from, '?') && cursor.is_ident(from + 1))
}

/// The number of tokens of `@Name`, `@Name(…)` or `[Name(…)]`.
fn annotation_length(cursor: &Cursor) -> Option<usize> {
    if cursor.is_group(0, Delimiter::Bracket) && begins_declaration(cursor, 1) {
        return Some(1);
    }
    at_annotation_length(cursor)
}
