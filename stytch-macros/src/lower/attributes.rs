//! `#[…]`: which stand where, and what they say.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, Lit, LitStr, Meta, spanned::Spanned};

use crate::{
    ast::Attribute,
    errors::Errors,
    model::{Auth, Docs, Envelope, Host, Repeat},
    suggest::{listed, nearest, unknown},
};

/// What an endpoint may say.
pub(crate) const ON_ENDPOINT: &[&str] =
    &["doc", "docs", "host", "retry", "pages", "form", "no_auth", "bare", "deprecated", "cfg"];

/// What an object or an enum may say.
pub(crate) const ON_TYPE: &[&str] = &["doc", "deprecated", "cfg"];

/// What a field or a variant may say.
pub(crate) const ON_PART: &[&str] = &["doc"];

/// What attributes say, wherever they stand.
pub(crate) struct Attributes {
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) docs_url: Option<String>,
    pub(crate) host: Host,
    pub(crate) repeat: Option<Repeat>,
    /// The `#[pages(…)]` as written: it is checked with the fields that it is about.
    pub(crate) pages: Option<Meta>,
    pub(crate) form: Option<Span>,
    pub(crate) auth: Auth,
    pub(crate) envelope: Envelope,
}

/// Reads the attributes of something that may have those called `allowed`.
pub(crate) fn lower_attributes(
    written: Vec<Attribute>,
    allowed: &[&str],
    errors: &mut Errors,
) -> Attributes {
    let mut attributes = Attributes {
        docs: Docs::default(),
        cfg: TokenStream::new(),
        deprecated: None,
        docs_url: None,
        host: Host::Api,
        repeat: None,
        pages: None,
        form: None,
        auth: Auth::Basic,
        envelope: Envelope::Stytch,
    };
    let mut seen = Vec::new();
    for attribute in written {
        let path = attribute.meta.path();
        let name = path.to_token_stream().to_string().replace(' ', "");
        if !allowed.contains(&name.as_str()) {
            report_unknown(&attribute, &name, allowed, errors);
        } else if name != "doc" && name != "cfg" && seen.contains(&name) {
            errors.over(path, format_args!("`#[{name}]` stands twice; remove one"));
        } else {
            lower_attribute(attribute, &name, &mut attributes, errors);
            seen.push(name);
        }
    }
    attributes
}

fn report_unknown(attribute: &Attribute, name: &str, allowed: &[&str], errors: &mut Errors) {
    let message = if allowed == ON_PART {
        "only docs stand on a field or a variant; remove this attribute".to_owned()
    } else if ON_ENDPOINT.contains(&name) {
        format!(
            "attribute `{name}` belongs to an endpoint; the attributes of a type are {}",
            listed(allowed)
        )
    } else {
        unknown("attribute", "attributes", name, allowed)
    };
    errors.over(attribute.meta.path(), message);
}

fn lower_attribute(
    Attribute { tokens, meta }: Attribute,
    name: &str,
    attributes: &mut Attributes,
    errors: &mut Errors,
) {
    match name {
        "doc" => lower_docs(&tokens, &meta, &mut attributes.docs),
        "cfg" => attributes.cfg.extend(tokens),
        "deprecated" => attributes.deprecated = Some(tokens),
        "docs" => attributes.docs_url = lower_url(&meta, errors),
        "pages" => attributes.pages = Some(meta),
        "host" => {
            if check_word(&meta, &["telemetry"], errors).is_some() {
                attributes.host = Host::Telemetry;
            }
        }
        "retry" => {
            attributes.repeat = match check_word(&meta, &["safe", "unsafe"], errors) {
                Some("safe") => Some(Repeat::Safe),
                Some(_) => Some(Repeat::Unsafe),
                None => None,
            }
        }
        _ => {
            check_bare_word(&meta, name, errors);
            match name {
                "form" => attributes.form = Some(meta.path().span()),
                "no_auth" => attributes.auth = Auth::None,
                _ => attributes.envelope = Envelope::Bare,
            }
        }
    }
}

/// Keeps `#[doc(hidden)]` and `#[doc = include_str!(…)]` as attributes; only literals are text.
fn lower_docs(tokens: &TokenStream, meta: &Meta, docs: &mut Docs) {
    docs.attributes.extend(quote!(#tokens));
    let Some(line) = string_value(meta) else { return };
    if !docs.text.is_empty() {
        docs.text.push('\n');
    }
    let line = line.value();
    docs.text.push_str(line.strip_prefix(' ').unwrap_or(&line));
}

fn lower_url(meta: &Meta, errors: &mut Errors) -> Option<String> {
    let url = string_value(meta).map(LitStr::value);
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    if url.is_none() {
        errors.over(
            meta,
            "`#[docs]` gives the address of the reference page; write `#[docs = \"https://…\"]`",
        );
    }
    url
}

/// The one of `words` in the parentheses of `#[name(word)]`.
fn check_word<'a>(meta: &Meta, words: &[&'a str], errors: &mut Errors) -> Option<&'a str> {
    let name = meta.path().to_token_stream();
    let written = match meta {
        Meta::List(list) => list.tokens.to_string(),
        Meta::Path(_) | Meta::NameValue(_) => String::new(),
    };
    let word = words.iter().find(|word| **word == written).copied();
    if word.is_none() {
        let choices: Vec<_> = words.iter().map(|word| format!("`#[{name}({word})]`")).collect();
        let choices = choices.join(" or ");
        match (meta, nearest(&written, words)) {
            (Meta::List(list), Some(near)) => errors.over(
                &list.tokens,
                format_args!(
                    "`#[{name}]` does not take `{written}`; write `{near}` (it is {choices})"
                ),
            ),
            _ => errors.over(meta, format_args!("`#[{name}]` takes one word; write {choices}")),
        }
    }
    word
}

fn check_bare_word(meta: &Meta, name: &str, errors: &mut Errors) {
    if !matches!(meta, Meta::Path(_)) {
        errors.over(meta, format_args!("`#[{name}]` takes no argument; write `#[{name}]`"));
    }
}

fn string_value(meta: &Meta) -> Option<&LitStr> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => Some(string),
            _ => None,
        },
        Meta::Path(_) | Meta::List(_) => None,
    }
}
