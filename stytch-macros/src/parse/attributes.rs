//! Parses attributes and doc comments.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{LitStr, Meta};

use super::cursor::Cursor;
use crate::{ast::Attribute, errors::Errors, keyword};

/// Parses all attributes at the cursor.
pub(crate) fn parse_attributes(cursor: &mut Cursor, errors: &mut Errors) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while cursor.is_punct(0, '#') {
        attributes.extend(parse_attribute(cursor, errors));
    }
    attributes
}

fn parse_attribute(cursor: &mut Cursor, errors: &mut Errors) -> Option<Attribute> {
    let pound = cursor.next()?;
    if let Some(exclamation) = cursor.take_punct('!') {
        errors
            .at(exclamation, "inner attributes are not supported; write `#[…]` instead of `#![…]`");
    }
    let Some(brackets) = cursor.take_group(Delimiter::Bracket) else {
        return parse_without_brackets(&pound, cursor, errors);
    };
    match syn::parse2::<Meta>(brackets.stream()) {
        Ok(meta) => {
            let brackets = TokenTree::Group(brackets);
            Some(Attribute { tokens: quote!(#pound #brackets), meta })
        }
        Err(error) => {
            let meta = recover_meta(&brackets, error.span(), errors)?;
            Some(Attribute { tokens: quote!(#pound [#meta]), meta })
        }
    }
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

/// Reports a malformed attribute; returns what is meant if it starts with the name of an attribute, such as
/// `docs: "https://…"` or `retry safe`.
fn recover_meta(brackets: &Group, span: Span, errors: &mut Errors) -> Option<Meta> {
    let mut tokens = brackets.stream().into_iter();
    let (meta, fix) = match tokens.next() {
        Some(TokenTree::Ident(name)) => recover_argument(&name, tokens),
        _ => None,
    }
    .unzip();
    if let Some(fix) = fix {
        errors.over(brackets.stream(), format_args!("malformed attribute; write `#[{fix}]`"));
    } else {
        let span = if brackets.stream().is_empty() { brackets.span() } else { span };
        errors.at(span, "malformed attribute; write `#[name]`, `#[name(…)]` or `#[name = \"…\"]`");
    }
    meta
}

fn recover_argument(name: &Ident, rest: impl Iterator<Item = TokenTree>) -> Option<(Meta, String)> {
    use keyword::Attribute as Known;

    let argument: TokenStream =
        rest.skip_while(|token| matches!(token, TokenTree::Punct(_))).collect();
    let (tokens, fix) = match Known::from_spelling(&name.to_string())? {
        Known::Doc | Known::Docs => {
            let argument: LitStr = syn::parse2(argument).ok()?;
            (quote!(#name = #argument), format!("{name} = {}", argument.token()))
        }
        Known::Host | Known::Retry | Known::Pages if !argument.is_empty() => {
            let argument = unquoted(argument);
            (quote!(#name(#argument)), format!("{name}({argument})"))
        }
        Known::Form
        | Known::NoAuth
        | Known::Bare
        | Known::Request
        | Known::Flatten
        | Known::Deprecated => (quote!(#name), name.to_string()),
        Known::Host | Known::Retry | Known::Pages | Known::Cfg => return None,
    };
    Some((syn::parse2(tokens).ok()?, fix))
}

/// The content of a string literal; other tokens as they are.
fn unquoted(argument: TokenStream) -> TokenStream {
    let string = syn::parse2::<LitStr>(argument.clone());
    string.and_then(|string| string.parse()).unwrap_or(argument)
}
