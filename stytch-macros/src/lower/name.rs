//! Checks the names in a declaration: no keywords, and the right case.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;

use crate::{
    errors::Errors,
    fallback::{has_raw_form, raw_name},
    suggest::{snake, upper_camel},
};

/// The case of a kind of name.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Any,
    Snake,
    UpperCamel,
}

/// Returns a valid Rust name; `noun` describes the named item in messages.
pub(crate) fn lower_name(name: Ident, noun: &str, case: Case, errors: &mut Errors) -> Ident {
    if syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_ok() {
        check_case(&name, noun, case, errors);
        return name;
    }
    let written = name.to_string();
    let replacement = raw_name(&name);
    let fix = if has_raw_form(&written) { "write" } else { "use another name, such as" };
    errors.at(
        name.span(),
        format_args!("`{written}` is a keyword and cannot name {noun}; {fix} `{replacement}`"),
    );
    replacement
}

fn check_case(name: &Ident, noun: &str, case: Case, errors: &mut Errors) {
    let written = name.unraw().to_string();
    let (is_valid, case_name, fix, example): (fn(&str) -> bool, _, _, _) = match case {
        Case::Any => return,
        Case::Snake => (is_snake, "snake", snake(&written), "like_this"),
        Case::UpperCamel => (is_upper_camel, "upper camel", upper_camel(&written), "LikeThis"),
    };
    if !is_valid(&written) {
        let fix = if is_valid(&fix) { fix.as_str() } else { example };
        errors.at(
            name.span(),
            format_args!("the name of {noun} must be {case_name} case; write `{fix}`"),
        );
    }
}

/// A suggestion in snake case; `None` if the name is already snake case.
pub(crate) fn snake_case_of(name: &Ident) -> Option<String> {
    let written = name.unraw().to_string();
    let fix = snake(&written);
    match (is_snake(&written), is_snake(&fix)) {
        (true, _) => None,
        (false, true) => Some(fix),
        (false, false) => Some("like_this".to_owned()),
    }
}

fn is_snake(name: &str) -> bool {
    name.contains(|letter: char| letter != '_') && !name.contains(char::is_uppercase)
}

fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|letter: char| !letter.is_lowercase() && letter != '_') && !name.contains('_')
}
