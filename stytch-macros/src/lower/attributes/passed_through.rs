//! Checks the attributes that are copied to the generated items. Otherwise, the compiler would report an
//! invalid one once for each copy.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Lit, Meta, Token, parse::Parser, punctuated::Punctuated};

use super::arguments::{argument_text, string_value};
use crate::errors::Errors;

/// Returns a valid `#[deprecated]`; `None` for `#[deprecated = false]`.
pub(super) fn lower_deprecated(
    tokens: TokenStream,
    meta: &Meta,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let is_note = |argument: &Meta| {
        let path = argument.path();
        (path.is_ident("since") || path.is_ident("note")) && string_value(argument).is_some()
    };
    let is_valid = match meta {
        Meta::Path(_) => true,
        Meta::NameValue(_) => string_value(meta).is_some(),
        Meta::List(list) => {
            arguments(&list.tokens).is_some_and(|arguments| arguments.iter().all(is_note))
        }
    };
    if is_valid {
        return Some(tokens);
    }
    if argument_text(meta).is_some_and(|text| text == "false") {
        errors.over(meta, "invalid argument of `#[deprecated]`; remove the attribute");
        return None;
    }
    let (fix, tokens) = match find_string(meta.to_token_stream()) {
        Some(note) => (format!("deprecated = {note:?}"), quote!(#[deprecated = #note])),
        None => ("deprecated".to_owned(), quote!(#[deprecated])),
    };
    errors.over(meta, format_args!("invalid argument of `#[deprecated]`; write `#[{fix}]`"));
    Some(tokens)
}

/// Whether a doc attribute is valid; `#[doc = include_str!(…)]` and `#[doc(hidden)]` are.
pub(super) fn check_docs(meta: &Meta, errors: &mut Errors) -> bool {
    let is_valid = match meta {
        Meta::NameValue(_) => true,
        Meta::List(list) => arguments(&list.tokens).is_some_and(|arguments| !arguments.is_empty()),
        Meta::Path(_) => false,
    };
    if !is_valid {
        let text = find_string(meta.to_token_stream()).unwrap_or_else(|| "…".to_owned());
        errors.over(meta, format_args!("docs must be comments; write `/// {text}`"));
    }
    is_valid
}

/// Whether `#[cfg(…)]` has one valid condition.
pub(super) fn check_cfg(meta: &Meta, errors: &mut Errors) -> bool {
    let fix = match meta {
        Meta::List(list) => condition_fix(&list.tokens),
        Meta::Path(_) => Some(feature("…")),
        Meta::NameValue(pair) => Some(feature(&text_of(&pair.value.to_token_stream()))),
    };
    if let Some(fix) = &fix {
        errors.over(meta, format_args!("`#[cfg]` requires one condition; write `#[cfg({fix})]`"));
    }
    fix.is_none()
}

/// Whether a condition of `#[cfg_attr]` is valid.
pub(super) fn check_condition(condition: &Meta, errors: &mut Errors) -> bool {
    let fix = predicate_fix(condition);
    if let Some(fix) = &fix {
        errors.over(condition, format_args!("invalid condition of `#[cfg_attr]`; write `{fix}`"));
    }
    fix.is_none()
}

/// The condition to write instead of the arguments of `#[cfg(…)]`; `None` if they are valid.
fn condition_fix(tokens: &TokenStream) -> Option<String> {
    let is_literal = |name: &str| tokens.to_string() == name;
    if is_literal("true") || is_literal("false") {
        return None;
    }
    let Some(predicates) = arguments(tokens) else { return Some(feature(&text_of(tokens))) };
    let predicates: Vec<_> = predicates.iter().collect();
    match predicates.as_slice() {
        [] => Some(feature("…")),
        [predicate] => predicate_fix(predicate),
        several => {
            let list: Vec<_> = several.iter().map(|predicate| valid_predicate(predicate)).collect();
            Some(format!("all({})", list.join(", ")))
        }
    }
}

/// The condition to write instead of this one; `None` if it is valid.
fn predicate_fix(predicate: &Meta) -> Option<String> {
    let name = predicate.path().to_token_stream().to_string();
    let is_operator = matches!(name.as_str(), "all" | "any" | "not");
    match predicate {
        Meta::NameValue(pair) if string_value(predicate).is_none() => {
            Some(format!("{name} = {:?}", text_of(&pair.value.to_token_stream())))
        }
        Meta::List(list) if is_operator => {
            let inside = arguments(&list.tokens).unwrap_or_default();
            if inside.iter().all(|predicate| predicate_fix(predicate).is_none()) {
                return None;
            }
            let list: Vec<_> = inside.iter().map(valid_predicate).collect();
            Some(format!("{name}({})", list.join(", ")))
        }
        Meta::List(list) if name == "feature" || name.starts_with("target_") => {
            Some(format!("{name} = {:?}", text_of(&list.tokens)))
        }
        // Accepts any list, because it may be an unstable predicate such as `version(…)`.
        Meta::Path(_) | Meta::NameValue(_) | Meta::List(_) => None,
    }
}

fn valid_predicate(predicate: &Meta) -> String {
    let written = || predicate.to_token_stream().to_string();
    predicate_fix(predicate).unwrap_or_else(written)
}

fn feature(name: &str) -> String {
    format!("feature = \"{name}\"")
}

fn text_of(tokens: &TokenStream) -> String {
    find_string(tokens.clone()).unwrap_or_else(|| tokens.to_string().replace(' ', ""))
}

/// The first string literal.
pub(crate) fn find_string(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Literal(literal) => match Lit::new(literal) {
            Lit::Str(string) => Some(string.value()),
            _ => None,
        },
        TokenTree::Group(group) => find_string(group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    })
}

pub(super) fn arguments(tokens: &TokenStream) -> Option<Punctuated<Meta, Token![,]>> {
    Punctuated::parse_terminated.parse2(tokens.clone()).ok()
}
