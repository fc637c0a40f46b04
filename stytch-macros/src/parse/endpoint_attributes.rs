//! Parses the attributes of an endpoint, also as annotations such as `@deprecated` and settings such as
//! `summary: "…"`.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Meta, ext::IdentExt};

use super::{
    attributes::{parse_attributes, recover_argument},
    cursor::Cursor,
    name_line::is_route,
    section_start::begins_line,
    setting::setting,
};
use crate::{
    ast::Attribute,
    errors::Errors,
    keyword,
    suggest::{attribute_text, snake},
};

/// Parses all attributes at the cursor, and annotations such as `@deprecated` and `[Obsolete]`, unless an
/// annotation with `@` gives the route.
pub(crate) fn parse_attributes_and_annotations(
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Vec<Attribute> {
    let mut attributes = parse_attributes(cursor, errors);
    while let Some((written, length)) =
        annotation(cursor).or_else(|| bracketed(cursor)).or_else(|| setting(cursor, begins_line))
    {
        cursor.skip(length);
        attributes.extend(correct_annotation(written, errors));
        attributes.extend(parse_attributes(cursor, errors));
    }
    attributes
}

/// The annotation at the cursor as an attribute, and its length in tokens.
fn annotation(cursor: &Cursor) -> Option<(Attribute, usize)> {
    let at = cursor.peek(0).filter(|_| cursor.is_punct(0, '@') && cursor.is_ident(1))?;
    let name = cursor.peek(1)?;
    let arguments = cursor.peek(2).filter(|_| cursor.is_group(2, Delimiter::Parenthesis));
    let is_empty =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.stream().is_empty());
    let filled = arguments.filter(|arguments| !is_empty(arguments));
    let plain = || syn::parse2(quote!(#name)).ok();
    let meta = syn::parse2(quote!(#name #filled)).ok().or_else(plain)?;
    let attribute = Attribute { tokens: quote!(#at #name #arguments), meta };
    let length = 2 + usize::from(arguments.is_some());
    // In `@router.post("/path")` and `@ open: POST`, the `@` has another meaning.
    let is_other = cursor.is_punct(length, '.') || cursor.is_punct(length, ':');
    (!is_other && !is_route(&attribute)).then_some((attribute, length))
}

/// `[Obsolete]` or `[HttpPost("/path")]` before the first line, as an attribute, and its length in tokens.
fn bracketed(cursor: &Cursor) -> Option<(Attribute, usize)> {
    let Some(TokenTree::Group(brackets)) = cursor.peek(0) else { return None };
    let is_followed = cursor.is_ident(1) || cursor.is_punct(1, '#') || cursor.is_punct(1, '@');
    let is_annotation = brackets.delimiter() == Delimiter::Bracket
        && (is_followed || cursor.is_group(1, Delimiter::Bracket));
    let meta = syn::parse2(brackets.stream()).ok().filter(|_| is_annotation)?;
    Some((Attribute { tokens: brackets.to_token_stream(), meta }, 1))
}

/// Reports an annotation with the name of an attribute, and returns the attribute. Another annotation is
/// returned unchanged; it is reported later as an unknown attribute.
fn correct_annotation(written: Attribute, errors: &mut Errors) -> Option<Attribute> {
    let word = written.meta.path().get_ident().cloned()?;
    let name = snake(&word.unraw().to_string());
    if name == "cfg_attr" {
        let meta = written.meta;
        let fix = attribute_text(&meta);
        errors.over(written.tokens, format_args!("an attribute starts with `#`; write `#[{fix}]`"));
        return Some(Attribute { tokens: quote!(#[#meta]), meta });
    }
    if keyword::Attribute::from_spelling(&name).is_none() {
        return Some(written);
    }
    let name = Ident::new(&name, word.span());
    let mut arguments = match &written.meta {
        Meta::List(list) => Cursor::new(list.tokens.clone()),
        Meta::Path(_) | Meta::NameValue(_) => Cursor::new(TokenStream::new()),
    };
    let Some((meta, fix)) = recover_argument(&name, &mut arguments) else {
        return Some(Attribute { meta: Meta::Path(name.into()), ..written });
    };
    errors.over(written.tokens, format_args!("an attribute starts with `#`; write `#[{fix}]`"));
    meta.map(|meta| Attribute { tokens: quote!(#[#meta]), meta })
}
