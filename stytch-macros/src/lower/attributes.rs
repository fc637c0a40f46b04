//! Lowers attributes: where each is allowed, and what its arguments mean.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, Lit, LitStr, Meta, spanned::Spanned};

use super::generated_traits::generated_traits;
use crate::{
    ast,
    errors::Errors,
    keyword::Attribute,
    model::{Auth, Direction, Docs, Envelope, Host, RetrySafety},
    suggest::{either, listed, nearest, unknown},
};

/// The kind of item that has attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Endpoint,
    Object,
    OpenEnum,
    Resource,
    Field,
    Variant,
    Child,
}

/// The meaning of all the attributes of an item.
pub(crate) struct Attributes {
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) docs_url: Option<String>,
    pub(crate) host: Host,
    pub(crate) retry_safety: Option<RetrySafety>,
    /// The unchecked `#[pages(…)]`: `lower_pages` checks it together with the fields.
    pub(crate) pages: Option<Meta>,
    pub(crate) form: Option<Span>,
    pub(crate) auth: Auth,
    pub(crate) envelope: Envelope,
    pub(crate) direction: Direction,
    pub(crate) is_flattened: bool,
}

/// Lowers the attributes of a target and reports those that are not allowed on it.
pub(crate) fn lower_attributes(
    written: Vec<ast::Attribute>,
    target: Target,
    errors: &mut Errors,
) -> Attributes {
    let mut attributes = Attributes {
        docs: Docs::default(),
        cfg: TokenStream::new(),
        deprecated: None,
        docs_url: None,
        host: Host::Api,
        retry_safety: None,
        pages: None,
        form: None,
        auth: Auth::Basic,
        envelope: Envelope::Stytch,
        direction: Direction::Received,
        is_flattened: false,
    };
    let mut seen = Vec::new();
    for written in written {
        let Some(attribute) = lower_attribute_name(&written.meta, target, errors) else { continue };
        if seen.contains(&attribute) && !may_repeat(attribute) {
            let name = attribute.as_str();
            errors.over(
                written.meta.path(),
                format_args!("duplicate attribute `#[{name}]`; remove one"),
            );
        } else {
            lower_attribute(attribute, written, &mut attributes, errors);
            seen.push(attribute);
        }
    }
    attributes
}

fn targets(attribute: Attribute) -> &'static [Target] {
    match attribute {
        Attribute::Doc => &[
            Target::Endpoint,
            Target::Object,
            Target::OpenEnum,
            Target::Resource,
            Target::Field,
            Target::Variant,
            Target::Child,
        ],
        Attribute::Deprecated | Attribute::Cfg => {
            &[Target::Endpoint, Target::Object, Target::OpenEnum, Target::Resource, Target::Child]
        }
        Attribute::Request => &[Target::Object],
        Attribute::Flatten => &[Target::Field],
        Attribute::Docs
        | Attribute::Host
        | Attribute::Retry
        | Attribute::Pages
        | Attribute::Form
        | Attribute::NoAuth
        | Attribute::Bare => &[Target::Endpoint],
    }
}

fn noun(target: Target) -> &'static str {
    match target {
        Target::Endpoint => "an endpoint",
        Target::Object => "an object",
        Target::OpenEnum => "an open enum",
        Target::Field => "a field",
        Target::Variant => "a variant",
        Target::Resource => "a resource",
        Target::Child => "a child resource",
    }
}

fn may_repeat(attribute: Attribute) -> bool {
    match attribute {
        Attribute::Doc | Attribute::Cfg => true,
        Attribute::Docs
        | Attribute::Host
        | Attribute::Retry
        | Attribute::Pages
        | Attribute::Form
        | Attribute::NoAuth
        | Attribute::Bare
        | Attribute::Request
        | Attribute::Flatten
        | Attribute::Deprecated => false,
    }
}

/// Returns the attribute if the target can have it; otherwise reports it.
fn lower_attribute_name(meta: &Meta, target: Target, errors: &mut Errors) -> Option<Attribute> {
    let name = meta.path().to_token_stream().to_string().replace(' ', "");
    let attribute = Attribute::from_spelling(&name);
    if let Some(attribute) = attribute
        && targets(attribute).contains(&target)
    {
        return Some(attribute);
    }
    if let Some(message) = generated_traits(&name, target) {
        errors.over(meta.path(), message);
        return None;
    }
    let on_target =
        Attribute::ALL.iter().filter(|attribute| targets(**attribute).contains(&target));
    let allowed: Vec<_> = on_target.map(|attribute| attribute.as_str()).collect();
    if target == Target::Endpoint && attribute.is_none() && means_pages(&name, &allowed) {
        // Reported by `lower_pages`, which knows the list to name.
        return Some(Attribute::Pages);
    }
    let message = match (target, attribute) {
        (Target::Field, None) if nearest(&name, &allowed).is_none() => {
            "only doc comments and `#[flatten]` are allowed on a field; remove this attribute"
                .to_owned()
        }
        (Target::Variant, None) => {
            "only doc comments are allowed on a variant; remove this attribute".to_owned()
        }
        (_, Some(attribute)) => format!(
            "attribute `{name}` is only allowed on {}; remove it (the attributes of {} are {})",
            noun(targets(attribute)[0]),
            noun(target),
            listed(&allowed)
        ),
        (
            Target::Endpoint
            | Target::Object
            | Target::OpenEnum
            | Target::Resource
            | Target::Field
            | Target::Child,
            None,
        ) => unknown("attribute", "attributes", &name, &allowed),
    };
    errors.over(meta.path(), message);
    None
}

/// Whether `name` misspells `pages`, or is the name that other APIs use.
fn means_pages(name: &str, allowed: &[&str]) -> bool {
    let others = ["paginated", "paginate", "pagination", "paging", "paged", "pageable", "cursor"];
    others.contains(&name) || nearest(name, allowed) == Some(Attribute::Pages.as_str())
}

fn lower_attribute(
    attribute: Attribute,
    ast::Attribute { tokens, meta }: ast::Attribute,
    attributes: &mut Attributes,
    errors: &mut Errors,
) {
    match attribute {
        Attribute::Doc => lower_docs(&tokens, &meta, &mut attributes.docs),
        Attribute::Cfg => attributes.cfg.extend(tokens),
        Attribute::Deprecated => attributes.deprecated = Some(tokens),
        Attribute::Docs => attributes.docs_url = lower_url(&meta, errors),
        Attribute::Pages => attributes.pages = Some(meta),
        Attribute::Host => {
            let host = lower_word(&meta, &[("telemetry", Host::Telemetry)], errors);
            attributes.host = host.unwrap_or(Host::Api);
        }
        Attribute::Retry => {
            let words = [("safe", RetrySafety::Safe), ("unsafe", RetrySafety::Unsafe)];
            attributes.retry_safety = lower_word(&meta, &words, errors);
        }
        Attribute::Form => {
            check_no_argument(&meta, errors);
            attributes.form = Some(meta.path().span());
        }
        Attribute::NoAuth => {
            check_no_argument(&meta, errors);
            attributes.auth = Auth::None;
        }
        Attribute::Bare => {
            check_no_argument(&meta, errors);
            attributes.envelope = Envelope::Bare;
        }
        Attribute::Request => {
            check_no_argument(&meta, errors);
            attributes.direction = Direction::Sent;
        }
        Attribute::Flatten => {
            check_no_argument(&meta, errors);
            attributes.is_flattened = true;
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
            "`#[docs]` requires the `http` or `https` URL of the reference page; write `#[docs = \"https://…\"]`",
        );
    }
    url
}

/// Looks up the word in the parentheses of `#[name(word)]` in a table of the valid words.
fn lower_word<T: Copy>(meta: &Meta, words: &[(&str, T)], errors: &mut Errors) -> Option<T> {
    let name = meta.path().to_token_stream();
    let written = match meta {
        Meta::List(list) => list.tokens.to_string(),
        Meta::Path(_) | Meta::NameValue(_) => String::new(),
    };
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == written) {
        return Some(*meaning);
    }
    let valid: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    match (meta, nearest(&written, &valid)) {
        (Meta::List(list), Some(near)) => errors.over(
            &list.tokens,
            format_args!(
                "unknown argument `{written}` of `#[{name}]`; write `{near}` (it takes {})",
                either(&valid, |word| format!("`{word}`"))
            ),
        ),
        _ => errors.over(
            meta,
            format_args!(
                "`#[{name}]` requires a valid argument; write {}",
                either(&valid, |word| format!("`#[{name}({word})]`"))
            ),
        ),
    }
    None
}

fn check_no_argument(meta: &Meta, errors: &mut Errors) {
    if !matches!(meta, Meta::Path(_)) {
        let name = meta.path().to_token_stream();
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
