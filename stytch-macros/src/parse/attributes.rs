//! Parses attributes and doc comments.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{LitStr, Meta, Token, ext::IdentExt, parse::Parser, punctuated::Punctuated};

use super::{comment::skip_comments, cursor::Cursor};
use crate::{
    ast::Attribute,
    errors::Errors,
    keyword,
    suggest::{attribute_text, tokens_in},
};

/// Parses all attributes at the cursor.
pub(crate) fn parse_attributes(cursor: &mut Cursor, errors: &mut Errors) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    loop {
        skip_comments(cursor, errors);
        if !cursor.is_punct(0, '#') {
            return attributes;
        }
        attributes.extend(parse_attribute(cursor, errors));
    }
}

fn parse_attribute(cursor: &mut Cursor, errors: &mut Errors) -> Vec<Attribute> {
    let Some(pound) = cursor.next() else { return Vec::new() };
    let inner = cursor.take_punct('!');
    let Some(brackets) = cursor.take_group(Delimiter::Bracket) else {
        return parse_without_brackets(&pound, cursor, errors).into_iter().collect();
    };
    if let Some(exclamation) = inner {
        let content = brackets.span().source_text().filter(|text| text.len() < 60);
        let content = content.unwrap_or_else(|| "[…]".to_owned());
        errors.at(
            exclamation,
            format_args!("inner attributes are not supported; write `#{content}`"),
        );
    }
    match syn::parse2::<Meta>(brackets.stream()) {
        Ok(meta) => {
            let brackets = TokenTree::Group(brackets);
            vec![Attribute { tokens: quote!(#pound #brackets), meta }]
        }
        Err(error) => {
            let several = recover_several(&brackets, errors);
            let metas = several.unwrap_or_else(|| {
                recover_meta(&brackets, error.span(), errors).into_iter().collect()
            });
            let attribute = |meta| Attribute { tokens: quote!(#pound [#meta]), meta };
            metas.into_iter().map(attribute).collect()
        }
    }
}

/// Reports several attributes in one pair of brackets, `#[a, b]`, and returns them.
fn recover_several(brackets: &Group, errors: &mut Errors) -> Option<Vec<Meta>> {
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = parser.parse2(brackets.stream()).ok().filter(|metas| !metas.is_empty())?;
    let written = metas.iter().map(|meta| format!("`#[{}]`", attribute_text(meta)));
    let written = written.collect::<Vec<_>>().join(" and ");
    errors.over(
        brackets.stream(),
        format_args!("each attribute must be in its own brackets; write {written}"),
    );
    Some(metas.into_iter().collect())
}

/// Parses `# form` or `# retry(safe)`.
fn parse_without_brackets(
    pound: &TokenTree,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Option<Attribute> {
    let is_attribute = match cursor.peek(0) {
        Some(TokenTree::Ident(name)) => {
            keyword::Attribute::from_spelling(&name.to_string()).is_some()
                && !cursor.is_punct(1, ':')
        }
        _ => false,
    };
    let name = if is_attribute { cursor.take_ident() } else { None };
    let Some(name) = name else {
        errors.at(pound.span(), "`#` must start an attribute; write `#[…]`");
        return None;
    };
    let argument = cursor.take_group(Delimiter::Parenthesis).map(|group| group.stream());
    let arguments = argument.map(|argument| quote!((#argument)));
    let fix = arguments.as_ref().map_or_else(String::new, ToString::to_string);
    errors.at(pound.span(), format_args!("`#` must start an attribute; write `#[{name}{fix}]`"));
    let meta: Meta = syn::parse2(quote!(#name #arguments)).ok()?;
    Some(Attribute { tokens: quote!(#pound [#meta]), meta })
}

/// Reports a malformed attribute. Returns the corrected one if it starts with the name of an attribute,
/// such as `docs: "https://…"` or `retry safe`.
fn recover_meta(brackets: &Group, span: Span, errors: &mut Errors) -> Option<Meta> {
    let mut cursor = Cursor::inside(brackets);
    let (meta, fix) = match take_name(&mut cursor) {
        Some(name) => recover_argument(&name, &mut cursor),
        None => None,
    }
    .unzip();
    let meta = meta.flatten();
    if let Some(fix) = fix {
        errors.over(brackets.stream(), format_args!("malformed attribute; write `#[{fix}]`"));
    } else {
        let span = if brackets.stream().is_empty() { brackets.span() } else { span };
        errors.at(span, "malformed attribute; write `#[name]`, `#[name(…)]` or `#[name = \"…\"]`");
    }
    meta
}

/// Takes the name of an attribute; `no-auth` becomes `no_auth`.
fn take_name(cursor: &mut Cursor) -> Option<Ident> {
    let first = cursor.take_ident()?;
    if !cursor.is_punct(0, '-') {
        return Some(first);
    }
    let mut name = first.unraw().to_string();
    while cursor.is_punct(0, '-') && cursor.is_ident(1) {
        cursor.skip(1);
        name = format!("{name}_{}", cursor.take_ident()?.unraw());
    }
    Some(Ident::new(&name, first.span()))
}

/// Returns the corrected attribute, if it can be determined, and the notation to suggest.
pub(crate) fn recover_argument(name: &Ident, rest: &mut Cursor) -> Option<(Option<Meta>, String)> {
    use keyword::Attribute as Known;

    let is_list = |argument: &TokenStream| {
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        parser.parse2(argument.clone()).is_ok_and(|list| !list.is_empty())
    };
    rest.skip_until(|rest| !matches!(rest.peek(0), Some(TokenTree::Punct(_))));
    let argument = rest.take_until(|_| false);
    let (tokens, fix) = match Known::from_spelling(&name.to_string())? {
        Known::Doc | Known::Docs => {
            let Ok(argument) = syn::parse2::<LitStr>(argument) else {
                let example = if name == "docs" { "https://…" } else { "…" };
                return Some((None, format!("{name} = \"{example}\"")));
            };
            (quote!(#name = #argument), format!("{name} = {}", argument.token()))
        }
        Known::Host | Known::Retry | Known::Pages if !argument.is_empty() => {
            let argument = unquoted(argument);
            (quote!(#name(#argument)), format!("{name}({argument})"))
        }
        Known::Deprecated | Known::Cfg if is_list(&argument) => {
            let text = attribute_text(&argument);
            (quote!(#name(#argument)), format!("{name}({text})"))
        }
        Known::Deprecated => match syn::parse2::<LitStr>(argument) {
            Ok(note) => (quote!(#name = #note), format!("{name} = {}", note.token())),
            Err(_) => (quote!(#name), name.to_string()),
        },
        Known::Form | Known::NoAuth | Known::Bare | Known::Request | Known::Flatten => {
            (quote!(#name), name.to_string())
        }
        Known::Host => return Some((None, "host(telemetry)]` or `#[host(management)".to_owned())),
        Known::Retry => return Some((None, "retry(safe)]` or `#[retry(unsafe)".to_owned())),
        Known::Pages => return Some((None, "pages(…)".to_owned())),
        Known::Cfg => return Some((None, "cfg(feature = \"…\")".to_owned())),
    };
    Some((syn::parse2(tokens).ok(), fix))
}

/// The content of a string literal; other tokens are unchanged.
fn unquoted(argument: TokenStream) -> TokenStream {
    let string = syn::parse2::<LitStr>(argument.clone()).ok();
    string.and_then(|string| tokens_in(&string)).unwrap_or(argument)
}
