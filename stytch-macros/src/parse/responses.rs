//! Parses responses that other notations list by status code: `200: { … }`, `response(404) { … }`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};

use super::{
    cursor::Cursor,
    fields::parse_fields,
    section_start::{collect_content, listed_fields, take_operator, take_separator},
};
use crate::{
    ast::{self, SectionFields},
    errors::Errors,
    keyword::Section,
    section_word::is_success,
};

/// The status code of a response.
pub(crate) struct Status {
    span: Span,
    /// `None` for `default`.
    is_success: Option<bool>,
}

/// Takes `200`, `"404"`, `4XX` or `(200)`, and `default` before braces.
pub(crate) fn take_status(cursor: &mut Cursor) -> Option<Status> {
    let is_success = if cursor.is_word(0, &["default"]) {
        let is_operator = |ahead: usize| matches!(cursor.peek(ahead), Some(TokenTree::Punct(_)));
        let braces = (1..4).find(|ahead| !is_operator(*ahead))?;
        cursor.is_group(braces, Delimiter::Brace).then_some(None)?
    } else {
        Some(status_code(cursor.peek(0)?)?)
    };
    let span = cursor.span();
    cursor.skip(1);
    take_operator(cursor);
    Some(Status { span, is_success })
}

/// Whether the token is a status code, and that of a success.
fn status_code(token: &TokenTree) -> Option<bool> {
    match token {
        TokenTree::Literal(code) => is_success(code.to_string().trim_matches('"')),
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            let mut inside = group.stream().into_iter();
            let code = inside.next()?;
            inside.next().is_none().then(|| status_code(&code)).flatten()
        }
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}

/// Whether the braces contain only responses by status code. Among others, a code is the wire name of a field.
pub(crate) fn lists_responses(group: &Group) -> bool {
    let mut cursor = Cursor::inside(group);
    let mut has_code = false;
    while !cursor.is_at_end() {
        let code = cursor.peek(0).filter(|token| matches!(token, TokenTree::Literal(_)));
        let is_code = code.is_some_and(|code| status_code(code).is_some());
        if !is_code && !cursor.is_word(0, &["default"]) {
            return false;
        }
        has_code |= is_code;
        cursor.skip(1);
        let operator = operator_length(&cursor);
        let is_value = match cursor.peek(operator) {
            Some(TokenTree::Group(_)) => true,
            Some(TokenTree::Ident(_)) => operator > 0,
            Some(TokenTree::Literal(_) | TokenTree::Punct(_)) | None => false,
        };
        if !is_value {
            return false;
        }
        cursor.skip(operator);
        collect_content(&mut cursor);
        while take_separator(&mut cursor).is_some() {}
    }
    has_code
}

/// The length of `:`, `=`, `->`, `=>` or `:=`.
fn operator_length(cursor: &Cursor) -> usize {
    let is = |index, characters: &[char]| {
        characters.iter().any(|character| cursor.is_punct(index, *character))
    };
    if is(0, &[':', '=', '-']) && is(1, &['>', '=']) { 2 } else { usize::from(is(0, &[':', '='])) }
}

/// Parses `{ 200: { … }, 404: NotFound }`.
pub(crate) fn parse_responses(
    group: &Group,
    sections: &mut Vec<ast::Section>,
    errors: &mut Errors,
) {
    let mut cursor = Cursor::inside(group);
    while !cursor.is_at_end() {
        let status = take_status(&mut cursor).or_else(|| {
            let span = cursor.take_word(&["default"])?.span();
            take_operator(&mut cursor);
            Some(Status { span, is_success: None })
        });
        if let Some(status) = status {
            parse_response(&status, &mut cursor, sections, errors);
        } else {
            errors.at(cursor.span(), "unexpected token between or after the sections; remove it");
            cursor.next();
        }
    }
}

/// Parses the fields or the type of one response, and reports its status code.
pub(crate) fn parse_response(
    status: &Status,
    cursor: &mut Cursor,
    sections: &mut Vec<ast::Section>,
    errors: &mut Errors,
) {
    let content = collect_content(cursor);
    while take_separator(cursor).is_some() {}
    let span = status.span;
    let is_response = |section: &&mut ast::Section| section.name == Section::Response.as_str();
    let first = sections.iter_mut().find(is_response);
    // `default` usually describes errors.
    if !status.is_success.unwrap_or(first.is_none()) {
        return errors.at(
            span,
            "`response` describes only a success; \
             remove this, because every endpoint fails with `stytch_api::Error`",
        );
    }
    let group = listed_fields(&content);
    if group.map_or(content.is_empty(), |group| group.stream().is_empty()) {
        return errors.at(span, "section `response` must not be empty; remove it");
    }
    let fields = group.map(|group| parse_fields(group, errors));
    let Some(first) = first else {
        let fields = match fields {
            Some(fields) => {
                errors.at(span, "a response has no status code; write `response { … }`");
                SectionFields::Listed(fields)
            }
            None => SectionFields::Unknown(content.into_iter().collect()),
        };
        let name = Ident::new(Section::Response.as_str(), span);
        return sections.push(ast::Section { name, mistake: None, fields });
    };
    errors.at(span, "an endpoint has one `response`; merge these fields into the first");
    if let (SectionFields::Listed(first), Some(fields)) = (&mut first.fields, fields) {
        let known: Vec<_> = first.iter().map(|field| field.name.clone()).collect();
        first.extend(fields.into_iter().filter(|field| !known.contains(&field.name)));
    }
}
