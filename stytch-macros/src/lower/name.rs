//! Checks the names in a declaration: no keywords, and the right case.

use proc_macro2::{Ident, Span, TokenTree};
use syn::ext::IdentExt;

use crate::{
    errors::Errors,
    fallback::{has_raw_form, identifier, raw_name},
    suggest::{is_caseless, snake, upper_camel},
};

/// The case that a name must have.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Any,
    Snake,
    UpperCamel,
}

/// Returns a valid Rust name; `noun` describes the named item in messages.
pub(crate) fn lower_name(name: Ident, noun: &str, case: Case, errors: &mut Errors) -> Ident {
    if name == "gen" {
        // `gen` is a keyword since edition 2024, but `syn` accepts it as an identifier.
        return lower_case(Ident::new_raw("gen", name.span()), noun, case, errors);
    }
    if syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_ok() {
        return lower_case(name, noun, case, errors);
    }
    let written = name.to_string();
    let replacement = match case {
        Case::Any | Case::Snake => raw_name(&name),
        Case::UpperCamel => upper_camel_name(&name),
    };
    let fix = if has_raw_form(&written) { "write" } else { "use another name, such as" };
    errors.at(
        name.span(),
        format_args!("`{written}` is a keyword and cannot name {noun}; {fix} `{replacement}`"),
    );
    replacement
}

/// Replaces a keyword used as a name in upper camel case: `type` becomes `Type`, and `self` becomes
/// `SelfType`.
fn upper_camel_name(keyword: &Ident) -> Ident {
    let name = upper_camel(keyword.to_string().trim_start_matches('$'));
    let suffix = if matches!(name.as_str(), "" | "Self") { "Type" } else { "" };
    Ident::new(&format!("{name}{suffix}"), keyword.span())
}

fn lower_case(name: Ident, noun: &str, case: Case, errors: &mut Errors) -> Ident {
    let written = name.unraw().to_string();
    let (is_valid, case_name, fix, example): (fn(&str) -> bool, _, _, _) = match case {
        Case::Any => return name,
        Case::Snake => (is_snake, "snake", snake(&written), "like_this"),
        Case::UpperCamel => (is_upper_camel, "upper camel", upper_camel(&written), "LikeThis"),
    };
    if is_valid(&written) {
        return match case {
            Case::Any | Case::Snake => name,
            Case::UpperCamel => name.unraw(),
        };
    }
    let is_fixed = is_valid(&fix);
    let corrected = match case {
        Case::Snake if is_fixed => identifier(&fix, name.span()),
        Case::Any | Case::Snake | Case::UpperCamel => without_lints(name.clone()),
    };
    let fix = match case {
        _ if !is_fixed => example.to_owned(),
        Case::Snake => corrected.to_string(),
        Case::Any | Case::UpperCamel => fix,
    };
    errors.at(
        name.span(),
        format_args!("the name of {noun} must be {case_name} case; write `{fix}`"),
    );
    corrected
}

/// Returns the name of an endpoint. The name of one of its types, such as `OpenRequest`, becomes `open`.
pub(crate) fn lower_method_name(name: Ident, errors: &mut Errors) -> Ident {
    let written = name.to_string();
    let suffixes = ["Request", "Response"];
    let prefix = suffixes.iter().find_map(|suffix| written.strip_suffix(suffix));
    let method = prefix.map(snake).filter(|_| is_upper_camel(&written));
    match method {
        Some(method) if is_snake(&method) => {
            let replacement = identifier(&method, name.span());
            errors.at(
                name.span(),
                format_args!(
                    "an endpoint is named after its method, not its type `{written}`; \
                     write `{replacement}`"
                ),
            );
            replacement
        }
        Some(_) | None => lower_name(name, "a method", Case::Snake, errors),
    }
}

/// Returns the name of an endpoint's resource in upper camel case; `None` if it cannot be a resource,
/// such as `Self`.
pub(crate) fn lower_resource_name(
    name: Ident,
    method: Option<&Ident>,
    errors: &mut Errors,
) -> Option<Ident> {
    if has_raw_form(&name.to_string()) {
        let name = lower_name(name, "a resource", Case::UpperCamel, errors);
        let written = name.unraw().to_string();
        let camel = upper_camel(&written);
        let is_valid = !is_upper_camel(&written) && is_upper_camel(&camel);
        return Some(if is_valid { Ident::new(&camel, name.span()) } else { name });
    }
    let method = method.map_or_else(|| "method".to_owned(), Ident::to_string);
    errors.at(
        name.span(),
        format_args!(
            "`{name}` cannot name a resource; \
             write `{method}` alone, or the name of the resource before it"
        ),
    );
    None
}

/// Returns the same name with a span that rustc's lints attribute to another crate: the macro has
/// already reported its case.
fn without_lints(mut name: Ident) -> Ident {
    name.set_span(name.span().resolved_at(Span::call_site()));
    name
}

/// Returns the names of an endpoint's request and response: its method in upper camel case.
pub(crate) fn lower_type_names(method: &Ident, errors: &mut Errors) -> [Ident; 2] {
    let written = method.unraw().to_string();
    let prefix = upper_camel(&written);
    let names = ["Request", "Response"]
        .map(|suffix| Ident::new(&format!("{prefix}{suffix}"), method.span()));
    if prefix.is_empty() || is_upper_camel(&prefix) {
        return names;
    }
    errors.at(
        method.span(),
        format_args!(
            "the types of an endpoint are named after its method, and `{written}` has no upper \
             case; use another name, such as `get_{written}`"
        ),
    );
    names.map(without_lints)
}

/// The name converted to snake case; `None` if it already is snake case.
pub(crate) fn snake_case_of(name: &Ident) -> Option<String> {
    let written = name.unraw().to_string();
    let fix = snake(&written);
    match (is_snake(&written), is_snake(&fix)) {
        (true, _) => None,
        (false, true) => Some(fix),
        (false, false) => Some("like_this".to_owned()),
    }
}

/// The definition of rustc's lint `non_snake_case`.
fn is_snake(name: &str) -> bool {
    let trimmed = name.trim_matches('_');
    !trimmed.is_empty() && !trimmed.contains("__") && !name.contains(char::is_uppercase)
}

/// The definition of rustc's lint `non_camel_case_types`, but `_` is allowed only before a digit or a
/// letter without case.
fn is_upper_camel(name: &str) -> bool {
    let after_underscore = name.strip_prefix('_').filter(|rest| rest.starts_with(is_caseless));
    let name = after_underscore.unwrap_or(name);
    name.starts_with(|letter: char| !letter.is_lowercase() && letter != '_') && !name.contains('_')
}
