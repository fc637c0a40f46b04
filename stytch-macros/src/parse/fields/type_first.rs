//! Fields that begin with their type: `String name,`, `string name = 1;`.

use proc_macro2::{Delimiter, Ident, TokenTree};
use quote::ToTokens;

use super::{draft::named_field, name::is_string, suffix::begins_constraint, ty::field_type};
use crate::{
    ast::{Field, FieldNotationKind, Mark},
    parse::cursor::Cursor,
};

/// Names of types in lower case. The word before a field's name is a type if it is one of these or
/// begins with an upper-case letter.
const TYPE_WORDS: &[&str] = &[
    "any",
    "array",
    "bool",
    "boolean",
    "byte",
    "bytes",
    "char",
    "double",
    "f32",
    "f64",
    "fixed32",
    "fixed64",
    "float",
    "float32",
    "float64",
    "i16",
    "i32",
    "i64",
    "i8",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "integer",
    "interface",
    "list",
    "long",
    "map",
    "number",
    "object",
    "set",
    "short",
    "sint32",
    "sint64",
    "str",
    "string",
    "struct",
    "u16",
    "u32",
    "u64",
    "u8",
    "uint",
    "uint32",
    "uint64",
    "unsigned",
];

/// The `TYPE_WORDS` that are also frequent names of fields: `number int`.
const NAME_WORDS: &[&str] = &["any", "array", "list", "map", "number", "set"];

/// Tokens that look like a type.
struct TypeLike {
    end: usize,
    /// Whether it begins with one of `TYPE_WORDS`.
    is_type_word: bool,
    is_upper_case: bool,
    /// Whether it has arguments or `[]`.
    is_compound: bool,
}

/// The number of tokens of the type at `from` if a field's name and the end of the field follow it:
/// `String name,`, `List<String> names;`, `string[] names = 1`.
pub(super) fn type_first_length(cursor: &Cursor, from: usize) -> Option<usize> {
    let TypeLike { end, is_type_word, is_upper_case, is_compound } = type_like(cursor, from)?;
    let TokenTree::Ident(name) = cursor.peek(end)? else { return None };
    let is_name_word = |ahead| cursor.is_word(ahead, NAME_WORDS);
    // `public List<int> Ids { get; set; }`
    let has_accessors = cursor.is_group(end + 1, Delimiter::Brace);
    let is_upper_case_name = name.to_string().starts_with(char::is_uppercase);
    let is_type = cursor.is_word(end, TYPE_WORDS) || (is_upper_case_name && !has_accessors);
    let is_name = if is_type_word {
        !is_type || !is_name_word(from) || is_name_word(end)
    } else {
        (is_upper_case || is_compound) && !is_type
    };
    (is_name && ends_declaration(cursor, end + 1)).then_some(end - from)
}

/// The number of tokens of the type at the cursor if the field ends after it, without a name.
pub(super) fn unnamed_type_length(cursor: &Cursor) -> Option<usize> {
    let TypeLike { end, is_type_word, is_compound, .. } = type_like(cursor, 0)?;
    let is_end = [',', ';'].iter().any(|character| cursor.is_punct(end, *character));
    let is_upper_case = matches!(
        cursor.peek(0),
        Some(TokenTree::Ident(first)) if first.to_string().starts_with(char::is_uppercase)
    );
    let is_type = is_upper_case
        || (is_type_word && is_compound)
        || cursor.is_word(0, &["bool", "f64", "i32", "i64", "u32", "u64"]);
    (is_type && (is_end || cursor.peek(end).is_none())).then_some(end)
}

/// The number of tokens of the type at the cursor if another field in the notation `name Type` follows it
/// without a comma.
pub(super) fn unseparated_type_length(cursor: &Cursor) -> Option<usize> {
    let is_prefix = |ahead| {
        let is_map =
            cursor.is_word(ahead, &["map"]) && cursor.is_group(ahead + 1, Delimiter::Bracket);
        is_map || cursor.is_punct(ahead, '*') || cursor.is_group(ahead, Delimiter::Bracket)
    };
    let mut start = 0;
    while is_prefix(start) {
        start += 1;
    }
    let TypeLike { end, .. } = type_like(cursor, start)?;
    let end = if cursor.is_punct(end - 1, '?') { end - 1 } else { end };
    let is_incomplete = cursor.is_word(end - 1, &["const", "dyn", "impl", "long", "unsigned"]);
    let has_mark = cursor.is_punct(end, '?') || cursor.is_punct(end, '!');
    let name = end + usize::from(has_mark);
    let is_name = cursor.is_ident(name)
        && !begins_constraint(cursor, name)
        && !cursor.is_word(name, &["and", "as", "default", "not", "of", "or"]);
    let begins_type = cursor.is_ident(name + 1) || is_prefix(name + 1);
    (!is_incomplete && is_name && begins_type).then_some(end)
}

fn type_like(cursor: &Cursor, from: usize) -> Option<TypeLike> {
    let TokenTree::Ident(_) = cursor.peek(from)? else { return None };
    let is_type_word = cursor.is_word(from, TYPE_WORDS);
    let name_end = from + 1 + path_length(cursor, from + 1);
    let TokenTree::Ident(last) = cursor.peek(name_end - 1)? else { return None };
    let is_upper_case = last.to_string().starts_with(char::is_uppercase);
    let mut end = name_end + arguments_length(cursor, name_end);
    while cursor.is_group(end, Delimiter::Bracket) {
        end += 1;
    }
    let is_compound = end > name_end;
    // A pointer in C.
    while (is_type_word || is_upper_case) && cursor.is_punct(end, '*') {
        end += 1;
    }
    end += usize::from(cursor.is_punct(end, '?'));
    Some(TypeLike { end, is_type_word, is_upper_case, is_compound })
}

/// Whether a field that begins with its type can end here.
fn ends_declaration(cursor: &Cursor, from: usize) -> bool {
    let is_end = [',', ';', '='].iter().any(|end| cursor.is_punct(from, *end));
    is_end || cursor.peek(from).is_none() || cursor.is_group(from, Delimiter::Brace)
}

/// The number of tokens of the further segments of a path.
fn path_length(cursor: &Cursor, from: usize) -> usize {
    let mut end = from;
    loop {
        let separator = if cursor.is_path_separator(end) { 2 } else { 1 };
        let is_separator = separator == 2 || cursor.is_punct(end, '.');
        if !is_separator || !cursor.is_ident(end + separator) {
            return end - from;
        }
        end += separator + 1;
    }
}

/// The number of tokens from a `<` to its `>`, or 0 without a `>`.
pub(super) fn arguments_length(cursor: &Cursor, from: usize) -> usize {
    let mut depth = 0_usize;
    let mut end = from;
    while let Some(token) = cursor.peek(end) {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if end == from { 0 } else { end + 1 - from };
        }
        end += 1;
    }
    0
}

/// Parses `Type name`, and the suffix that some languages put after it.
pub(super) fn parse_type_first(cursor: &mut Cursor, length: usize) -> Option<Field> {
    let mut tokens = cursor.take(length);
    let mut ty: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let has_mark = matches!(ty.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '?');
    let question = if has_mark { ty.pop() } else { None };
    let is_star =
        |token: &mut TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '*');
    let mut is_pointer = false;
    while ty.pop_if(is_star).is_some() {
        is_pointer = true;
    }
    if let ([TokenTree::Ident(word)], true) = (ty.as_mut_slice(), is_pointer)
        && word == "char"
    {
        *word = Ident::new("String", word.span());
    }
    let name = cursor.take_ident()?;
    name.to_tokens(&mut tokens);
    let mut field = named_field(name);
    field.mark = question.map(|question| Mark::Optional(question.span()));
    field.ty = Some(field_type(ty.into_iter().collect()));
    let has_wire_name =
        cursor.is_punct(0, '=') && is_string(cursor.peek(1)) && !cursor.is_punct(2, ';');
    let has_accessors = cursor.is_group(0, Delimiter::Brace);
    if has_accessors {
        tokens.extend(cursor.take(1));
    } else if !has_wire_name {
        let rest = |cursor: &Cursor| cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
        tokens.extend(cursor.take_until(rest));
    }
    field.note(FieldNotationKind::TypeFirst, tokens);
    if let (true, Some(notation)) = (has_accessors, &mut field.notation) {
        notation.lacks_comma = cursor.is_ident(0) || cursor.is_group(0, Delimiter::Bracket);
    }
    Some(field)
}
