//! The names that a declaration gives: keywords and case.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;

use crate::{
    errors::Errors,
    fallback::{has_raw_form, raw_name},
    suggest::{snake, upper_camel},
};

/// How names of a kind are written.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Any,
    Snake,
    UpperCamel,
}

/// A name that may stand where Rust wants one; `noun` is what it names.
pub(crate) fn lower_name(name: Ident, noun: &str, case: Case, errors: &mut Errors) -> Ident {
    if syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_ok() {
        check_case(&name, noun, case, errors);
        return name;
    }
    let written = name.to_string();
    let replacement = raw_name(&name);
    let fix = if has_raw_form(&written) { "write" } else { "write another, such as" };
    errors.at(
        name.span(),
        format_args!("`{written}` is a keyword and no name for {noun}; {fix} `{replacement}`"),
    );
    replacement
}

fn check_case(name: &Ident, noun: &str, case: Case, errors: &mut Errors) {
    let written = name.unraw().to_string();
    let (is_named_so, called, fix, example): (fn(&str) -> bool, _, _, _) = match case {
        Case::Any => return,
        Case::Snake => (is_snake, "snake", snake(&written), "like_this"),
        Case::UpperCamel => (is_upper_camel, "upper camel", upper_camel(&written), "LikeThis"),
    };
    if !is_named_so(&written) {
        let fix = if is_named_so(&fix) { fix.as_str() } else { example };
        errors.at(name.span(), format_args!("{noun} is named in {called} case; write `{fix}`"));
    }
}

/// How a name is written in snake case; `None` where it is already.
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
