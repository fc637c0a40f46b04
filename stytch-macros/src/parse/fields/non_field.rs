//! Skips and reports items among fields that are not fields: methods, receivers and spreads.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::name::is_string;
use crate::{
    errors::Errors,
    parse::cursor::Cursor,
    suggest::{is_word, referenced_name, snake},
};

/// Skips and reports syntax of structs and methods that is meaningless in a spec: `..Base` and `&self`.
/// Returns whether there was any.
pub(super) fn skip_non_field(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let message = if let Some(character) = [',', ';'].iter().find(|end| cursor.is_punct(0, **end)) {
        let span = cursor.span();
        errors.at(span, format_args!("a field must precede each `{character}`; remove this one"));
        return true;
    } else if cursor.is_punct(0, '.') && cursor.is_punct(1, '.') {
        return skip_spread(cursor, errors);
    } else if let Some(length) = reference_length(cursor) {
        return skip_reference(length, cursor, errors);
    } else if lists_required_names(cursor) {
        "required fields are not listed; remove this, and write `?` after the names of the optional fields"
    } else if cursor.is_group(0, Delimiter::Bracket) && cursor.is_colon(1) {
        "members of any name require a flattened field; \
         write `#[flatten] members: BTreeMap<String, Type>`"
    } else if begins_item(cursor) {
        "only fields can be listed here; declare a type with a separate `object!` or `open_enum!`"
    } else if begins_receiver(cursor) {
        "a list of fields has no receiver; remove `self`"
    } else {
        return false;
    };
    let first = cursor.take(1);
    let ends = |cursor: &Cursor| cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
    let rest = cursor.take_until(ends);
    errors.over(first.into_iter().chain(rest).collect::<TokenStream>(), message);
    true
}

const SPREAD: &str = "the fields of another type cannot be included; write them out here";

/// Skips and reports `..`, `..Base` or `...Base`.
fn skip_spread(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let dots = cursor.take_puncts(".");
    let ends = |cursor: &Cursor| cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
    let base = cursor.take_until(ends);
    if base.is_empty() {
        errors
            .over(&dots, format_args!("every field must be listed; remove the `{}`", tight(&dots)));
        return true;
    }
    let ty = syn::parse2::<Ident>(base.clone()).ok().map(|ty| ty.to_string());
    let message = spread_message(ty.as_deref());
    errors.over(dots.into_iter().chain(base).collect::<TokenStream>(), message);
    true
}

/// The number of tokens of `$ref: "…"` or `allOf: […]` in a schema.
fn reference_length(cursor: &Cursor) -> Option<usize> {
    let dollar = usize::from(cursor.is_punct(0, '$'));
    let quoted = cursor.string(0).map(|name| name.value());
    let is = |name: &str| quoted.as_deref() == Some(name) || cursor.is_word(dollar, &[name]);
    let is_reference =
        (is("$ref") || (dollar > 0 && is("ref"))) && cursor.string(dollar + 2).is_some();
    let is_combined =
        ["allOf", "anyOf", "oneOf"].into_iter().any(is) && cursor.is_group(2, Delimiter::Bracket);
    ((is_reference || is_combined) && cursor.is_colon(dollar + 1)).then_some(dollar + 3)
}

/// Skips and reports the reference to another schema, with the type that it names.
fn skip_reference(length: usize, cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let ty = cursor.string(length - 1).map(|reference| reference.value());
    let tokens = cursor.take(length);
    errors.over(tokens, spread_message(ty.as_deref().map(referenced_name)));
    if !cursor.ends_element(0) {
        cursor.put_back_punct(',');
    }
    true
}

/// `ty` is the name of the type that is to be included.
fn spread_message(ty: Option<&str>) -> String {
    match ty.filter(|ty| ty.starts_with(char::is_uppercase) && is_word(ty)) {
        Some(ty) => {
            let name = snake(ty);
            format!("{SPREAD}, or `{name}: {ty}` in JSON for a nested object with them")
        }
        None => SPREAD.to_owned(),
    }
}

fn tight(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

/// Skips and reports a method with a body, and a comma after it; returns whether there was one.
pub(super) fn skip_method(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let Some(length) = method_length(cursor) else { return false };
    errors.over(
        cursor.take(length),
        "only fields can be listed here; write methods in an `impl` block outside of the macro",
    );
    cursor.take_punct(',');
    true
}

/// The number of tokens of `pub async fn name(…) -> Type { … }`.
fn method_length(cursor: &Cursor) -> Option<usize> {
    let mut start = usize::from(cursor.is_word(0, &["pub"]));
    start += usize::from(cursor.is_word(start, &["async"]));
    let is_method = cursor.is_word(start, &["fn", "def", "fun", "func", "function"])
        && cursor.is_group(start + 2, Delimiter::Parenthesis);
    if !is_method {
        return None;
    }
    let is_end = |ahead| [',', ';', '='].iter().any(|end| cursor.is_punct(ahead, *end));
    let body = (start + 3..cursor.remaining())
        .find(|ahead| is_end(*ahead) || cursor.is_group(*ahead, Delimiter::Brace))?;
    (!is_end(body)).then_some(body + 1)
}

/// Whether `required: ["name", …]` of a JSON schema begins.
fn lists_required_names(cursor: &Cursor) -> bool {
    let name = cursor.string(0).is_some_and(|name| name.value() == "required");
    if !(name || cursor.is_word(0, &["required"])) || !cursor.is_colon(1) {
        return false;
    }
    let Some(TokenTree::Group(list)) = cursor.peek(2) else { return false };
    let is_name = |token: TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ',',
        token => is_string(Some(&token)),
    };
    list.delimiter() == Delimiter::Bracket
        && !list.stream().is_empty()
        && list.stream().into_iter().all(is_name)
}

/// Whether `struct Name { … }` or another item begins.
fn begins_item(cursor: &Cursor) -> bool {
    let is_item = cursor.is_word(0, &["enum", "impl", "mod", "struct", "trait", "use"]);
    let is_declared = cursor.is_word(0, &["type"]) && cursor.is_punct(2, '=');
    let is_nested = cursor.is_word(0, &["class", "interface", "message", "oneof"])
        && cursor.is_group(2, Delimiter::Brace);
    cursor.is_ident(1) && (is_item || is_declared || is_nested)
}

/// Whether `self`, `&'a mut self` or `self: &Self` begins, as opposed to a field named `self`.
fn begins_receiver(cursor: &Cursor) -> bool {
    let mut end = 0;
    while cursor.is_punct(end, '&')
        || cursor.is_word(end, &["mut"])
        || (cursor.is_punct(end, '\'') && cursor.is_ident(end + 1))
    {
        end += 1 + usize::from(cursor.is_punct(end, '\''));
    }
    if !cursor.is_word(end, &["self"]) {
        return false;
    }
    let mut ty = end + 2;
    while cursor.is_punct(ty, '&') || cursor.is_word(ty, &["mut"]) {
        ty += 1;
    }
    let is_typed = cursor.is_colon(end + 1) && cursor.is_word(ty, &["Self"]);
    is_typed || cursor.peek(end + 1).is_none() || cursor.is_punct(end + 1, ',')
}
