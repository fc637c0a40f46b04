//! Parses the tokens after a field's type: a wire name, or, in other notations, a default value.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Lit, LitStr};

use super::name::{begins_field, is_string, name_length};
use crate::{
    ast::{Field, FieldNotationKind, Mark},
    parse::cursor::Cursor,
};

/// Words that are default values, not unquoted wire names.
const VALUES: &[&str] =
    &["None", "default", "null", "nil", "undefined", "true", "false", "Default", "Null", "NULL"];

/// The words that begin a constraint of a column in SQL.
const CONSTRAINTS: &[&str] = &[
    "AUTO_INCREMENT",
    "CHECK",
    "COLLATE",
    "DEFAULT",
    "GENERATED",
    "NOT",
    "NULL",
    "PRIMARY",
    "REFERENCES",
    "UNIQUE",
    "WITH",
    "WITHOUT",
];

/// The arguments of a default value that are wire names.
const ALIASES: &[&str] =
    &["alias", "data_key", "rename", "serialization_alias", "validation_alias"];

/// The tags of Go that contain a wire name.
const TAGS: &[&str] = &["json", "form", "query", "url", "xml", "yaml"];

/// Parses the tokens after the type of `field`.
pub(super) fn parse_suffix(cursor: &mut Cursor, field: &mut Field) {
    if begins_clause(cursor) {
        let clause = cursor.take_until(|cursor| cursor.is_punct(0, ','));
        field.note(FieldNotationKind::WhereClause, clause);
    } else if begins_constraint(cursor, 0) {
        if cursor.is_word(0, &["NULL"]) {
            field.mark.get_or_insert(Mark::Optional(cursor.span()));
        }
        let ends = |cursor: &Cursor| cursor.ends_element(0) || begins_field(cursor);
        field.note(FieldNotationKind::Constraint, cursor.take_until(ends));
    } else if begins_mark_word(cursor) {
        let (mark, kind): (fn(Span) -> Mark, _) = if cursor.is_word(0, &["optional"]) {
            (Mark::Optional, FieldNotationKind::OptionalWord)
        } else {
            (Mark::Required, FieldNotationKind::RequiredWord)
        };
        field.mark.get_or_insert(mark(cursor.span()));
        field.note(kind, cursor.take(1));
    } else if begins_tag(cursor) {
        take_tags(cursor, field);
    } else if begins_wire_name(cursor)
        && let Some((tokens, wire_name)) = take_misplaced_wire_name(cursor)
    {
        field.note(FieldNotationKind::MisplacedWireName, tokens);
        field.wire_name.get_or_insert(wire_name);
    } else if cursor.is_punct(0, '=') {
        parse_value(cursor, field);
    }
}

/// Whether a token that cannot be part of a type begins.
pub(super) fn begins_suffix(cursor: &Cursor) -> bool {
    begins_clause(cursor)
        || begins_constraint(cursor, 0)
        || begins_mark_word(cursor)
        || begins_wire_name(cursor)
}

/// Whether the field ends with `optional` or `required`.
fn begins_mark_word(cursor: &Cursor) -> bool {
    let is_end = cursor.peek(1).is_none() || cursor.is_punct(1, ',');
    is_end && cursor.is_word(0, &["optional", "required"])
}

/// Whether a misplaced wire name begins, as opposed to a field with a quoted name.
fn begins_wire_name(cursor: &Cursor) -> bool {
    let length = misplaced_wire_name_length(cursor, 0);
    length.is_some_and(|length| name_length(cursor, length).is_none())
}

/// Whether the field has a tag of Go. The compiler has rejected the backticks around it.
fn begins_tag(cursor: &Cursor) -> bool {
    is_tag(cursor) && cursor.is_word(0, TAGS)
}

fn is_tag(cursor: &Cursor) -> bool {
    cursor.is_ident(0) && cursor.is_colon(1) && is_string(cursor.peek(2))
}

/// Takes `json:"name,omitempty" validate:"required"`. The first tag has the wire name.
fn take_tags(cursor: &mut Cursor, field: &mut Field) {
    while is_tag(cursor) {
        let span = cursor.span();
        let mut tokens = cursor.take(2);
        let Some(tag) = cursor.take_string() else { return };
        tag.to_tokens(&mut tokens);
        field.note(FieldNotationKind::MisplacedWireName, tokens);
        let text = tag.value();
        if field.wire_name.is_none() {
            field.wire_name = name_in_content(&text).map(|name| LitStr::new(name, tag.span()));
        }
        if text.contains(",omitempty") {
            field.mark.get_or_insert(Mark::Optional(span));
        }
    }
    if let Some(notation) = &mut field.notation {
        notation.lacks_comma = cursor.is_ident(0);
    }
}

/// Whether the constraint of a column in SQL is at `ahead`.
pub(super) fn begins_constraint(cursor: &Cursor, ahead: usize) -> bool {
    let is_pair =
        |first, second| cursor.is_word(ahead, &[first]) && cursor.is_word(ahead + 1, &[second]);
    cursor.is_word(ahead, CONSTRAINTS) || is_pair("not", "null") || is_pair("primary", "key")
}

fn begins_clause(cursor: &Cursor) -> bool {
    cursor.is_word(0, &["where"])
}

/// Takes `as "name"`, `@ "name"`, `=> "name"`, `-> "name"`, `: "name"` or `"name"`.
pub(super) fn take_misplaced_wire_name(cursor: &mut Cursor) -> Option<(TokenStream, LitStr)> {
    let length = misplaced_wire_name_length(cursor, 0)?;
    let mut tokens = cursor.take(length);
    let written = cursor.take_string()?;
    written.to_tokens(&mut tokens);
    let wire_name = name_in_tag(&written.value()).map(|name| LitStr::new(&name, written.span()));
    Some((tokens, wire_name.unwrap_or(written)))
}

/// `name` in `json:"name,omitempty"` and `json:name`.
fn name_in_tag(text: &str) -> Option<String> {
    let (tag, content) = text.split_once(':')?;
    let content = content.split(' ').next()?.trim_matches(['"', '\\']);
    name_in_content(content).filter(|_| TAGS.contains(&tag)).map(str::to_owned)
}

/// `name` in `name,omitempty`.
fn name_in_content(content: &str) -> Option<&str> {
    content.split(',').next().filter(|name| !["", "-"].contains(name))
}

/// The number of tokens before the string of a misplaced wire name.
pub(super) fn misplaced_wire_name_length(cursor: &Cursor, from: usize) -> Option<usize> {
    let is_arrow = ['=', '-'].iter().any(|first| cursor.is_joint(from, *first));
    let length = if is_arrow && cursor.is_punct(from + 1, '>') {
        2
    } else {
        let is_word = cursor.is_word(from, &["as"]) || cursor.is_punct(from, '@');
        usize::from(is_word || cursor.is_colon(from))
    };
    is_string(cursor.peek(from + length)).then_some(length)
}

/// Parses the value after the `=`: a wire name, or another value.
fn parse_value(cursor: &mut Cursor, field: &mut Field) {
    let equals = cursor.take(1);
    let calls_method = cursor.is_punct(1, '.');
    if !calls_method && let Some(wire_name) = cursor.take_string() {
        field.wire_name = Some(wire_name);
        return;
    }
    let is_end = |cursor: &Cursor| cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
    let first = if is_end(cursor) { TokenStream::new() } else { cursor.take(1) };
    let rest = cursor.take_until(|cursor| is_end(cursor) || begins_field(cursor));
    let value: TokenStream = first.into_iter().chain(rest).collect();
    if value.is_empty() {
        let name = field.name.to_string();
        field.wire_name = Some(LitStr::new(name.trim_start_matches("r#"), field.name.span()));
        field.note(FieldNotationKind::UnquotedWireName, equals);
    } else if let (Some(wire_name), false) = (unquoted(&value), calls_method) {
        field.wire_name = Some(wire_name);
        field.note(FieldNotationKind::UnquotedWireName, value);
    } else if let Some(wire_name) = alias(&value) {
        field.wire_name = Some(wire_name);
        field.note(FieldNotationKind::MisplacedWireName, value);
    } else {
        field.note(FieldNotationKind::DefaultValue, value);
    }
}

/// The wire name in `Field(…, alias="name")`.
fn alias(value: &TokenStream) -> Option<LitStr> {
    let group = value.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    })?;
    let cursor = Cursor::inside(&group);
    let is_alias = |ahead: &usize| {
        let has_value = cursor.is_punct(ahead + 1, '=') || cursor.is_colon(ahead + 1);
        has_value && cursor.is_word(*ahead, ALIASES)
    };
    let alias = (0..cursor.remaining()).find(is_alias)?;
    cursor.string(alias + 2)
}

/// The wire name in the notation `wire_name`, `wire-name`, `'w'` or `b"wire-name"`.
fn unquoted(value: &TokenStream) -> Option<LitStr> {
    let mut tokens = value.clone().into_iter().peekable();
    let first = tokens.peek()?.clone();
    let text = match &first {
        TokenTree::Literal(_) => match syn::parse2::<Lit>(value.clone()).ok()? {
            Lit::Char(character) => character.value().to_string(),
            Lit::ByteStr(bytes) => String::from_utf8(bytes.value()).ok()?,
            _ => return None,
        },
        TokenTree::Ident(word) if VALUES.iter().any(|other| word == other) => return None,
        TokenTree::Ident(_) if tokens.all(|token| is_name_part(&token)) => {
            value.to_string().replace([' ', '\n'], "")
        }
        TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Punct(_) => return None,
    };
    Some(LitStr::new(&text, first.span()))
}

fn is_name_part(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => {
            punct.as_char() == '-' || (punct.as_char() == '.' && punct.spacing() == Spacing::Alone)
        }
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

/// Takes parentheses that contain only a wire name: `("name")`.
pub(super) fn take_parenthesized_wire_name(cursor: &mut Cursor) -> Option<(TokenStream, LitStr)> {
    let TokenTree::Group(group) = cursor.peek(0)? else { return None };
    if group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let wire_name = syn::parse2::<LitStr>(group.stream()).ok()?;
    Some((cursor.take(1), wire_name))
}
