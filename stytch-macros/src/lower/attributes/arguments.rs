//! Checks the arguments of attributes, and recognizes those in other notations.

use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, LitStr, Meta};

use crate::{
    errors::Errors,
    suggest::{either, nearest},
};

/// The single word, string or number that an attribute has as its argument, in any notation.
pub(crate) fn argument_text(meta: &Meta) -> Option<String> {
    let tokens = match meta {
        Meta::Path(_) => return None,
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(pair) => pair.value.to_token_stream(),
    };
    let text = match syn::parse2::<Lit>(tokens.clone()) {
        Ok(Lit::Str(string)) => string.value(),
        Ok(_) | Err(_) => tokens.to_string().replace(" . ", ".").replace(" / ", "/"),
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the URL of `#[docs = "https://…"]`.
pub(super) fn lower_url(meta: &Meta, errors: &mut Errors) -> Option<String> {
    let is_url = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = string_value(meta).map(LitStr::value).filter(|url| is_url(url)) {
        return Some(url);
    }
    let text = argument_text(meta).filter(|text| !text.contains([' ', '"'])).unwrap_or_default();
    let (text, is_whole) = (text.as_str(), is_url(&text));
    if is_whole && let Meta::List(_) = meta {
        let rule = "the URL of `#[docs]` follows `=`";
        errors.over(meta, format_args!("{rule}; write `#[docs = {text:?}]`"));
        return Some(text.to_owned());
    }
    let rest = text.trim_start_matches(['.', '/']);
    let fix = match text {
        _ if is_whole => format!("write `#[docs = {text:?}]`"),
        _ if begins_with_host(text) => format!("write `#[docs = \"https://{rest}\"]`"),
        _ if !text.contains(['.', '/']) || rest.contains(':') => {
            "write `#[docs = \"https://…\"]`".to_owned()
        }
        _ => format!("write the whole URL, such as `#[docs = \"https://…/{rest}\"]`"),
    };
    let rule = "`#[docs]` requires the `http` or `https` URL of the reference page";
    errors.over(meta, format_args!("{rule}; {fix}"));
    None
}

/// Whether a URL without its scheme starts with a host, not with a folder or a file.
fn begins_with_host(url: &str) -> bool {
    let url = url.trim_start_matches("//");
    let host = url.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, domain) = host.rsplit_once('.').unwrap_or_default();
    let is_file = ["html", "htm", "md", "mdx", "rs", "json", "yaml", "yml", "txt", "pdf", "php"]
        .contains(&domain);
    let is_domain = !domain.is_empty() && domain.chars().all(|letter| letter.is_ascii_alphabetic());
    !name.is_empty() && !name.starts_with('.') && is_domain && !is_file
}

/// An argument of an attribute that takes a word.
pub(super) struct Word<T> {
    pub(super) spelling: &'static str,
    /// Synonyms, as in other notations.
    pub(super) others: &'static [&'static str],
    pub(super) meaning: T,
}

/// Looks up the word in the parentheses of `#[name(word)]` in a table of the valid words.
pub(super) fn lower_word<T: Copy>(
    meta: &Meta,
    words: &[Word<T>],
    errors: &mut Errors,
) -> Option<T> {
    let name = meta.path().to_token_stream();
    let valid: Vec<_> = words.iter().map(|word| word.spelling).collect();
    let Some(written) = argument_text(meta) else {
        let fix = either(&valid, |word| format!("`#[{name}({word})]`"));
        errors.over(meta, format_args!("`#[{name}]` requires an argument; write {fix}"));
        return None;
    };
    let near = nearest(&written, &valid);
    let understood = words.iter().find(|word| {
        word.spelling == written
            || word.others.contains(&written.as_str())
            || near == Some(word.spelling)
    });
    match (meta, understood) {
        (Meta::List(list), Some(understood)) if list.tokens.to_string() == understood.spelling => {}
        (_, Some(understood)) if understood.spelling == written => {
            report_notation(meta, understood.spelling, errors);
        }
        (_, Some(understood)) => errors.over(
            meta,
            format_args!(
                "unknown argument `{written}` of `#[{name}]`; write `#[{name}({})]`",
                understood.spelling
            ),
        ),
        (_, None) => errors.over(
            meta,
            format_args!(
                "unknown argument `{written}` of `#[{name}]`; write {}",
                either(&valid, |word| format!("`#[{name}({word})]`"))
            ),
        ),
    }
    understood.map(|understood| understood.meaning)
}

/// Reports an argument that is in quotes or not in parentheses.
fn report_notation(meta: &Meta, argument: &str, errors: &mut Errors) {
    let name = meta.path().to_token_stream();
    errors.over(
        meta,
        format_args!(
            "the argument of `#[{name}]` is a name in parentheses; write `#[{name}({argument})]`"
        ),
    );
}

/// Reports an argument of an attribute that takes none. Returns whether the attribute still applies,
/// unlike `#[name = false]`.
pub(super) fn check_no_argument(meta: &Meta, errors: &mut Errors) -> bool {
    if let Meta::Path(_) = meta {
        return true;
    }
    let name = meta.path().to_token_stream();
    let is_meant = argument_text(meta).is_none_or(|text| text != "false");
    let fix = if is_meant { format!("write `#[{name}]`") } else { "remove it".to_owned() };
    errors.over(meta, format_args!("`#[{name}]` takes no argument; {fix}"));
    is_meant
}

pub(super) fn string_value(meta: &Meta) -> Option<&LitStr> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => Some(string),
            _ => None,
        },
        Meta::Path(_) | Meta::List(_) => None,
    }
}
