//! Parses `Resource::method` in any spelling.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{
    draft::{Draft, http_method, is_http_method},
    mistake::LineMistake,
    read::read_string,
    spelling::{is_identifier, is_type_name},
};
use crate::{parse::cursor::Cursor, suggest::snake};

/// Parses the names and their separators.
pub(super) fn parse_names(cursor: &mut Cursor, draft: &mut Draft) {
    parse_before_names(cursor, draft);
    if let Some(string) = cursor.take_string() {
        draft.record(&string, LineMistake::Quotes);
        read_string(&string, draft);
        return;
    }
    let Some(first) = take_name(cursor, draft) else {
        draft.record_at(cursor.span(), LineMistake::Start);
        return skip_invalid_name(cursor);
    };
    let mut names = vec![first];
    while let Some(last) = names.last()
        && parse_separator(cursor, last, draft)
    {
        let Some(name) = take_name(cursor, draft) else {
            draft.record_at(cursor.span(), LineMistake::Name);
            draft.resource = names.pop();
            return skip_invalid_name(cursor);
        };
        names.push(name);
    }
    draft.name = names.pop().or(draft.name.take());
    draft.resource = names.pop();
    if let Some(first) = names.first() {
        let is_keyword = |name: &Ident| syn::parse2::<Ident>(quote!(#name)).is_err();
        let starts_at_root = *first == "crate" || *first == "self" || *first == "super";
        let is_path = starts_at_root || !names.iter().any(is_keyword);
        let is_separated = !draft.has_mistake();
        draft.record(first, LineMistake::ResourcePath);
        if is_path && is_separated {
            draft.modules = names;
        }
    }
    take_method_as_name(cursor, draft);
}

/// Skips `42` or `*` before the `:`.
fn skip_invalid_name(cursor: &mut Cursor) {
    if cursor.is_colon(1) {
        cursor.skip(1);
    }
}

/// Takes Rust syntax before a path: `::`, `&` or `<`.
fn parse_before_names(cursor: &mut Cursor, draft: &mut Draft) {
    let puncts = cursor.take_puncts(":&<*$.-,=>?!|+~^%");
    if !puncts.is_empty() {
        draft.record(puncts, LineMistake::Start);
    }
}

/// Takes a name: `open`, `open-door` and `2fa`.
fn take_name(cursor: &mut Cursor, draft: &mut Draft) -> Option<Ident> {
    let mut tokens = TokenStream::new();
    let mut name = match cursor.peek(0)? {
        TokenTree::Ident(ident) if ident != "_" => ident.clone(),
        TokenTree::Literal(literal) => {
            if let Some(name) = quoted_name(cursor) {
                draft.record(cursor.next(), LineMistake::Quotes);
                return Some(name);
            }
            draft.record(literal, LineMistake::Name);
            name_with_digit(&literal.to_string(), literal.span())?
        }
        TokenTree::Ident(_) => {
            draft.record(cursor.next(), LineMistake::Name);
            return None;
        }
        TokenTree::Punct(_) | TokenTree::Group(_) => return None,
    };
    tokens.extend(cursor.next());
    let is_called = cursor.is_group(0, Delimiter::Parenthesis)
        && (cursor.is_punct(1, '.') || cursor.is_path_separator(1));
    if is_called {
        draft.record(cursor.next(), LineMistake::Separator);
    }
    while let Some(ahead) = next_word(cursor, &name) {
        tokens.extend((0..ahead).filter_map(|_| cursor.next()));
        if let Some(word) = cursor.take_ident() {
            tokens.extend(word.to_token_stream());
            name = Ident::new(&plain(&format!("{name}_{word}")), name.span());
        }
    }
    if tokens.clone().into_iter().nth(1).is_some() {
        draft.record(tokens, LineMistake::Name);
        // The message suggests the name in snake case.
        name = Ident::new(&snake(&name.to_string()), name.span());
    }
    Some(name)
}

/// The name in `Doors::"open"`.
fn quoted_name(cursor: &Cursor) -> Option<Ident> {
    let string = cursor.string(0)?;
    let name = snake(&string.value().replace('-', "_"));
    is_identifier(&name).then(|| Ident::new(&name, string.span()))
}

/// The offset of the next word of a name, as in `open-door` or `open door: …`.
fn next_word(cursor: &Cursor, name: &Ident) -> Option<usize> {
    if cursor.is_punct(0, '-') && cursor.is_ident(1) {
        return Some(1);
    }
    let is_spaced = cursor.is_ident(0) && cursor.is_colon(1) && cursor.is_ident(2);
    (is_spaced && !is_type_name(name) && !is_http_method(cursor, 0)).then_some(0)
}

/// Removes each `r#` from a name.
fn plain(name: &str) -> String {
    name.replace("r#", "")
}

/// `_2fa` for the literal `2fa`.
fn name_with_digit(literal: &str, span: Span) -> Option<Ident> {
    let has_letter = literal.contains(|letter: char| letter.is_ascii_alphabetic());
    let is_name = literal.starts_with(|letter: char| letter.is_ascii_digit())
        && literal.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    (has_letter && is_name).then(|| Ident::new(&format!("_{literal}"), span))
}

/// Takes the separator of a resource and its method, if another name follows.
fn parse_separator(cursor: &mut Cursor, last: &Ident, draft: &mut Draft) -> bool {
    let ahead = count_puncts(cursor, ":.->=/#~");
    if cursor.is_punct(ahead, '<') && is_before_name(cursor, ahead) {
        let is_separated = cursor.is_path_separator(0);
        cursor.skip(ahead);
        draft.record(cursor.take_generics(), LineMistake::Generics);
        return parse_separator(cursor, last, draft) || (is_separated && cursor.is_ident(0));
    }
    if ahead == 0 {
        let is_separated = is_type_name(last) && is_line(cursor, 0);
        if is_separated {
            draft.record_at(cursor.span(), LineMistake::Separator);
        }
        return is_separated;
    }
    let is_right = ahead == 2 && cursor.is_path_separator(0);
    let is_separator = match cursor.peek(ahead) {
        Some(TokenTree::Ident(next)) => is_method(cursor, ahead, last, next),
        Some(TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) | None => is_right,
    };
    if is_separator {
        let separator: TokenStream = (0..ahead).filter_map(|_| cursor.next()).collect();
        if !is_right {
            draft.record(separator, LineMistake::Separator);
        }
    }
    is_separator
}

fn count_puncts(cursor: &Cursor, characters: &str) -> usize {
    let mut count = 0;
    while characters.chars().any(|character| cursor.is_punct(count, character)) {
        count += 1;
    }
    count
}

/// Whether the `<…>` at `ahead` is followed by `::`, or by a name after `::<…>`.
fn is_before_name(cursor: &Cursor, ahead: usize) -> bool {
    let mut depth = 0_usize;
    let mut end = ahead;
    loop {
        match cursor.peek(end) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => depth += 1,
            Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                depth = depth.saturating_sub(1);
            }
            Some(_) => {}
            None => return false,
        }
        end += 1;
        if depth == 0 {
            return cursor.is_path_separator(end) || (ahead == 2 && cursor.is_path_separator(0));
        }
    }
}

/// Whether `name: METHOD` is at `ahead`.
pub(super) fn is_line(cursor: &Cursor, ahead: usize) -> bool {
    cursor.is_ident(ahead) && cursor.is_colon(ahead + 1) && cursor.is_ident(ahead + 2)
}

/// Whether the identifier `next` after a separator is the name of a method, as opposed to an HTTP method
/// or a type.
fn is_method(cursor: &Cursor, ahead: usize, last: &Ident, next: &Ident) -> bool {
    let is_path = cursor.is_path_separator(0) || cursor.is_punct(0, '.');
    let is_http = http_method(next).is_some();
    let is_chained = cursor.is_path_separator(ahead + 1) || cursor.is_punct(ahead + 1, '.');
    if is_line(cursor, ahead) {
        return true;
    }
    if is_path {
        return is_type_name(last) || is_chained || !is_http;
    }
    is_type_name(last) && !is_http && !is_type_name(next)
}

/// Uses the last name as the HTTP method in `Totps::POST "/path"`, where the endpoint's name is missing.
fn take_method_as_name(cursor: &Cursor, draft: &mut Draft) {
    let Some(name) = &draft.name else { return };
    let method = http_method(name).filter(|method| *name == method.as_str());
    let is_literal = matches!(cursor.peek(0), Some(TokenTree::Literal(_)));
    if method.is_some() && (is_literal || cursor.is_punct(0, '/')) {
        draft.record(name.clone(), LineMistake::MissingName);
        draft.method = draft.name.take();
    }
}
