//! Parses the parameters of an operation in OpenAPI, `[{ name: id, in: path }, …]`, as sections.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{LitStr, ext::IdentExt};

use super::{cursor::Cursor, fields::parse_fields};
use crate::{
    ast::{self, Field, SectionFields},
    errors::Errors,
    keyword::Section,
    notation::{Notation, meaning},
};

/// The sections for parameters. The value of `in` has the same name.
const PLACES: [Section; 3] = [Section::Path, Section::Query, Section::Header];

/// A parameter, and the field that is equivalent to it.
struct Parameter {
    place: Section,
    field: Field,
    /// The field's line to write.
    line: String,
}

/// Reports the list and returns its sections; `None` if `list` is something else.
pub(super) fn parse_parameters(list: &Group, errors: &mut Errors) -> Option<Vec<ast::Section>> {
    let mut parameters = Vec::new();
    let mut cursor = Cursor::inside(list);
    while let Some(braces) = cursor.take_group(Delimiter::Brace) {
        parameters.push(parameter(&braces)?);
        cursor.take_punct(',');
    }
    if parameters.is_empty() || !cursor.is_at_end() || list.delimiter() != Delimiter::Bracket {
        return None;
    }
    let (mut sections, mut lines) = (Vec::new(), Vec::new());
    for place in PLACES {
        let here = parameters.extract_if(.., |parameter| parameter.place == place);
        let (fields, written): (Vec<_>, Vec<_>) =
            here.map(|parameter| (parameter.field, parameter.line)).unzip();
        if fields.is_empty() {
            continue;
        }
        lines.push(format!("{} {{ {} }}", place.as_str(), written.join(", ")));
        let name = Ident::new(place.as_str(), list.span_open());
        sections.push(ast::Section { name, mistake: None, fields: SectionFields::Listed(fields) });
    }
    errors.over(
        TokenStream::from(TokenTree::Group(list.clone())),
        format_args!("parameters are the fields of sections; write `{}`", lines.join(" ")),
    );
    Some(sections)
}

fn parameter(braces: &Group) -> Option<Parameter> {
    let place = text(&value(braces, "in")?)?;
    let place = PLACES.into_iter().find(|section| section.as_str() == place)?;
    let written = value(braces, "name")?;
    let name = LitStr::new(&text(&written)?, written.span());
    let schema = match value(braces, "schema") {
        Some(TokenTree::Group(schema)) => value(&schema, "type"),
        Some(_) | None => value(braces, "type"),
    };
    let ty = schema.and_then(|ty| meaning(ty.into(), Notation::Foreign).into_type());
    let ty = ty.unwrap_or_else(|| "String".to_owned());
    let is_optional = place != Section::Path
        && value(braces, "required").is_none_or(|required| required.to_string() != "true");
    let mark = is_optional.then(|| quote!(?));
    let span = written.span();
    let tokens = ty.parse().unwrap_or_else(|_| quote!(String));
    let tokens = respanned(tokens, span);
    let line = quote_spanned!(span=> #name #mark: #tokens);
    let mut fields =
        Errors::ignored_in(|ignored| parse_fields(&Group::new(Delimiter::Brace, line), ignored));
    let mut field = fields.pop()?;
    field.notation = None;
    let mark = if is_optional { "?" } else { "" };
    let wire_name = field.wire_name.as_ref().map(|name| format!(" = {:?}", name.value()));
    let ident = field.name.unraw();
    let line = format!("{ident}{mark}: {ty}{}", wire_name.unwrap_or_default());
    Some(Parameter { place, field, line })
}

fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// The value of `key` in `{ key: value, … }`.
fn value(braces: &Group, key: &str) -> Option<TokenTree> {
    let cursor = Cursor::inside(braces);
    (0..cursor.remaining())
        .find(|ahead| {
            let quoted = cursor.string(*ahead).is_some_and(|name| name.value() == key);
            let begins = *ahead == 0 || cursor.is_punct(*ahead - 1, ',');
            begins && (quoted || cursor.is_word(*ahead, &[key])) && cursor.is_colon(*ahead + 1)
        })
        .and_then(|ahead| cursor.peek(ahead + 2).cloned())
}

/// A word or the content of a string literal.
fn text(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        TokenTree::Literal(_) => {
            syn::parse2::<LitStr>(token.clone().into()).ok().map(|string| string.value())
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => None,
    }
}
