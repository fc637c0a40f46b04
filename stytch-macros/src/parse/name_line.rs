//! Parses `Resource::name: METHOD "/path";` and recovers from common mistakes.

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::LitStr;

use super::cursor::Cursor;
use crate::{errors::Errors, keyword::Method};

/// The line that names an endpoint.
pub(crate) struct NameLine {
    pub(crate) resource: Option<Ident>,
    pub(crate) name: Ident,
    pub(crate) method: Option<Ident>,
    pub(crate) path: Option<LitStr>,
}

/// Parses the line with its `;`; `None` if the name cannot be parsed, which is reported.
pub(crate) fn parse_name_line(cursor: &mut Cursor, errors: &mut Errors) -> Option<NameLine> {
    let (resource, name) = parse_names(cursor, errors)?;
    if is_http_method(&name) && matches!(cursor.peek(0), Some(TokenTree::Literal(_))) {
        report_missing_name(resource.as_ref(), &name, errors);
        return None;
    }
    if let Some(arguments) = cursor.take_group(Delimiter::Parenthesis) {
        errors.at(
            arguments.span(),
            "an endpoint cannot have an argument list; declare the fields in sections instead",
        );
    }
    if cursor.is_colon(0) {
        cursor.next();
    } else {
        let message =
            format!("expected `:` after the endpoint's name; write `{name}: METHOD \"/path\";`");
        errors.at(cursor.span(), message);
        if cursor.is_at_end() {
            return Some(NameLine { resource, name, method: None, path: None });
        }
    }
    let method = parse_method(cursor, errors);
    if method.is_none() && cursor.is_at_end() {
        return Some(NameLine { resource, name, method: None, path: None });
    }
    let path = parse_path(cursor, errors);
    parse_semicolon(cursor, path.as_ref(), errors);
    Some(NameLine { resource, name, method, path })
}

/// Reports `POST "/path"` without a name.
fn report_missing_name(resource: Option<&Ident>, method: &Ident, errors: &mut Errors) {
    let fix = match resource {
        Some(resource) => format!("write `{resource}::method: {method} …`"),
        None => {
            format!("write `method: {method} …`, or `Resource::method: {method} …` with a resource")
        }
    };
    errors.at(
        method.span(),
        format_args!("an endpoint must have a name before its HTTP method; {fix}"),
    );
}

fn is_http_method(name: &Ident) -> bool {
    Method::from_spelling(&name.to_string()).is_some()
}

fn parse_names(cursor: &mut Cursor, errors: &mut Errors) -> Option<(Option<Ident>, Ident)> {
    while let Some(word) = cursor.take_word(&["pub", "async", "fn"]) {
        errors.at(word.span(), format_args!("an endpoint starts with its name; remove `{word}`"));
    }
    let mut names = vec![take_name(cursor, errors)?];
    loop {
        if cursor.is_path_separator(0) {
            cursor.next();
            cursor.next();
        } else if let Some(dot) = cursor.take_punct('.') {
            errors.at(dot, "a resource and its method are separated by `::`; replace the `.`");
        } else {
            break;
        }
        names.push(take_name(cursor, errors)?);
    }
    let name = names.pop()?;
    let resource = names.pop();
    if let (Some(first), Some(resource)) = (names.first(), &resource) {
        errors.at(
            first.span(),
            format_args!(
                "a resource must be a single identifier; import it and write `{resource}::{name}`"
            ),
        );
    }
    Some((resource, name))
}

fn take_name(cursor: &mut Cursor, errors: &mut Errors) -> Option<Ident> {
    let name = cursor.take_ident();
    if name.is_none() {
        errors.at(
            cursor.span(),
            "an endpoint starts with its name; write `Resource::method: METHOD \"/path\";`",
        );
    }
    name
}

fn parse_method(cursor: &mut Cursor, errors: &mut Errors) -> Option<Ident> {
    let method = cursor.take_ident();
    if method.is_none() {
        errors.at(
            cursor.span(),
            "an endpoint must have an HTTP method; \
             write `GET`, `POST`, `PUT`, `PATCH` or `DELETE` before the path",
        );
        // In `"POST" "/path"`, the first string is the method, not the path.
        if matches!(cursor.peek(1), Some(TokenTree::Literal(_))) {
            cursor.next();
        }
    }
    method
}

fn parse_path(cursor: &mut Cursor, errors: &mut Errors) -> Option<LitStr> {
    let path = cursor.take_string();
    if path.is_none() {
        errors.at(
            cursor.span(),
            "a path must be a string literal; write `\"/v1/…\"` after the HTTP method",
        );
        if !begins_section(cursor) {
            cursor.skip_until(|cursor| cursor.is_punct(0, ';') || begins_section(cursor));
        }
    }
    path
}

fn parse_semicolon(cursor: &mut Cursor, path: Option<&LitStr>, errors: &mut Errors) {
    if cursor.take_punct(';').is_some() {
        return;
    }
    let Some(path) = path else { return };
    if cursor.is_at_end() || begins_section(cursor) || cursor.is_punct(0, '#') {
        errors.at(path.span(), "expected `;` after the path; add one");
        return;
    }
    errors.at(cursor.span(), "expected `;` after the path; remove this");
    cursor.skip_until(|cursor| cursor.is_punct(0, ';') || begins_section(cursor));
    cursor.take_punct(';');
}

/// Whether the next tokens are `name { … }`.
pub(crate) fn begins_section(cursor: &Cursor) -> bool {
    cursor.is_ident(0) && cursor.is_group(1, Delimiter::Brace)
}

/// Whether the next tokens name an endpoint; `name: { … }` does not.
pub(crate) fn begins_endpoint(cursor: &Cursor) -> bool {
    let named = cursor.is_colon(1) && cursor.is_ident(2) || cursor.is_path_separator(1);
    cursor.is_ident(0) && named
}
