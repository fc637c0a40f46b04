//! Lowers attributes: checks where each is allowed, and interprets its arguments.

pub(super) mod arguments;
pub(super) mod passed_through;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Meta, punctuated::Punctuated, spanned::Spanned};

use self::{
    arguments::{Word, argument_text, check_no_argument, lower_url, lower_word, string_value},
    passed_through::{arguments, check_cfg, check_condition, check_docs, lower_deprecated},
};
use super::{
    foreign_attributes::foreign_attribute_message,
    generated_traits::generated_traits,
    target::{Target, noun},
};
use crate::{
    ast,
    errors::Errors,
    keyword::Attribute,
    model::{Auth, Direction, Docs, Envelope, Host, RetrySafety},
    suggest::{listed, nearest, snake, unknown},
};

/// The interpreted attributes of an item.
pub(crate) struct Attributes {
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) docs_url: Option<String>,
    /// `None` if the attribute is absent.
    pub(crate) host: Option<Host>,
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
        host: None,
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
        if written.meta.path().is_ident("cfg_attr") {
            lower_cfg_attr(&written.meta, target, &mut attributes, errors);
            continue;
        }
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
        Attribute::Host => &[Target::Endpoint, Target::Resource],
        Attribute::Request => &[Target::Object],
        Attribute::Flatten => &[Target::Field],
        Attribute::Docs
        | Attribute::Retry
        | Attribute::Pages
        | Attribute::Form
        | Attribute::NoAuth
        | Attribute::Bare => &[Target::Endpoint],
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
    if let Some(message) = foreign_attribute_message(meta, target) {
        errors.over(meta, message);
        return None;
    }
    let on_target =
        Attribute::ALL.iter().filter(|attribute| targets(**attribute).contains(&target));
    let mut allowed: Vec<_> = on_target.map(|attribute| attribute.as_str()).collect();
    if targets(Attribute::Cfg).contains(&target) {
        allowed.push("cfg_attr");
    }
    if target == Target::Endpoint && attribute.is_none() && means_pages(&name, &allowed) {
        // `lower_pages` reports the misspelling, because it can also show the name of the list.
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

/// Names of `pages` in other libraries. Its argument is the user's own, so that the message cannot show the
/// whole attribute.
const PAGES: &[&str] =
    &["paginated", "paginate", "pagination", "paging", "paged", "pageable", "cursor"];

/// Whether `name` means `pages`, or is a misspelling of it.
fn means_pages(name: &str, allowed: &[&str]) -> bool {
    let name = snake(name);
    PAGES.contains(&name.as_str()) || nearest(&name, allowed) == Some("pages")
}

fn lower_attribute(
    attribute: Attribute,
    ast::Attribute { tokens, meta }: ast::Attribute,
    attributes: &mut Attributes,
    errors: &mut Errors,
) {
    match attribute {
        Attribute::Doc if check_docs(&meta, errors) => {
            lower_docs(&tokens, &meta, &mut attributes.docs);
        }
        Attribute::Cfg if check_cfg(&meta, errors) => attributes.cfg.extend(tokens),
        Attribute::Doc | Attribute::Cfg => {}
        Attribute::Deprecated => {
            if let Some(deprecated) = lower_deprecated(tokens, &meta, errors) {
                attributes.deprecated.get_or_insert_default().extend(deprecated);
            }
        }
        Attribute::Docs => attributes.docs_url = lower_url(&meta, errors),
        Attribute::Pages => attributes.pages = Some(meta),
        Attribute::Host => {
            attributes.host = lower_host(&meta, errors);
        }
        Attribute::Retry => {
            attributes.retry_safety = lower_retry(&meta, errors);
        }
        Attribute::Form => {
            let is_meant = check_no_argument(&meta, errors);
            attributes.form = is_meant.then(|| meta.path().span());
        }
        Attribute::NoAuth => {
            if check_no_argument(&meta, errors) {
                attributes.auth = Auth::None;
            }
        }
        Attribute::Bare => {
            if check_no_argument(&meta, errors) {
                attributes.envelope = Envelope::Bare;
            }
        }
        Attribute::Request => {
            if check_no_argument(&meta, errors) {
                attributes.direction = Direction::Sent;
            }
        }
        Attribute::Flatten => {
            attributes.is_flattened = check_no_argument(&meta, errors);
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

const RETRY_WORDS: &[Word<RetrySafety>] = &[
    Word {
        spelling: "safe",
        others: &["always", "true", "yes", "on", "idempotent"],
        meaning: RetrySafety::Safe,
    },
    Word {
        spelling: "unsafe",
        others: &["never", "false", "no", "off", "none", "0"],
        meaning: RetrySafety::Unsafe,
    },
];

fn lower_retry(meta: &Meta, errors: &mut Errors) -> Option<RetrySafety> {
    let is_count =
        |text: String| text != "0" && text.contains(|letter: char| letter.is_ascii_digit());
    if argument_text(meta).is_some_and(is_count) {
        errors.over(
            meta,
            "the number of retries is a setting of the client; \
             write `#[retry(safe)]` or `#[retry(unsafe)]`",
        );
        return None;
    }
    lower_word(meta, RETRY_WORDS, errors)
}

const HOST_WORDS: &[Word<Host>] = &[
    Word {
        spelling: "telemetry",
        others: &["telemetry.stytch.com", "https://telemetry.stytch.com", "fraud"],
        meaning: Host::Telemetry,
    },
    Word {
        spelling: "management",
        others: &["management.stytch.com", "https://management.stytch.com", "workspace"],
        meaning: Host::Management,
    },
];

fn lower_host(meta: &Meta, errors: &mut Errors) -> Option<Host> {
    let is_default = |host: &str| {
        matches!(host, "api" | "default" | "api.stytch.com" | "https://api.stytch.com")
    };
    if argument_text(meta).is_some_and(|host| is_default(&host)) {
        errors.over(meta, "endpoints have this host by default; remove `#[host]`");
        return None;
    }
    let is_known = |host: &str| HOST_WORDS.iter().any(|word| host.contains(word.spelling));
    if argument_text(meta).is_some_and(|host| host.starts_with("http") && !is_known(&host)) {
        let message = "the base URL of the client determines the host; remove `#[host]`";
        errors.over(meta, message);
        return None;
    }
    lower_word(meta, HOST_WORDS, errors)
}

/// Lowers the attributes in `#[cfg_attr(condition, …)]`: those that the generated items repeat.
fn lower_cfg_attr(meta: &Meta, target: Target, attributes: &mut Attributes, errors: &mut Errors) {
    let list = match meta {
        Meta::List(list) => arguments(&list.tokens).unwrap_or_default(),
        Meta::Path(_) | Meta::NameValue(_) => Punctuated::default(),
    };
    let mut list = list.into_iter();
    let (Some(condition), true) = (list.next(), list.len() > 0) else {
        let message = "`#[cfg_attr]` requires a condition and attributes; \
                       write `#[cfg_attr(condition, doc = \"…\")]`";
        return errors.over(meta, message);
    };
    let is_valid = check_condition(&condition, errors);
    for inner in list {
        let Some(attribute) = lower_attribute_name(&inner, target, errors) else { continue };
        let tokens = quote!(#[cfg_attr(#condition, #inner)]);
        match attribute {
            Attribute::Doc | Attribute::Cfg | Attribute::Deprecated if !is_valid => {}
            Attribute::Doc => attributes.docs.attributes.extend(tokens),
            Attribute::Cfg => attributes.cfg.extend(tokens),
            Attribute::Deprecated => attributes.deprecated.get_or_insert_default().extend(tokens),
            Attribute::Docs
            | Attribute::Host
            | Attribute::Retry
            | Attribute::Pages
            | Attribute::Form
            | Attribute::NoAuth
            | Attribute::Bare
            | Attribute::Request
            | Attribute::Flatten => {
                let name = attribute.as_str();
                errors.over(
                    &inner,
                    format_args!(
                        "`#[{name}]` cannot depend on a condition, because the macro cannot evaluate it; \
                         declare both cases, each with a `#[cfg(…)]`"
                    ),
                );
                lower_attribute(
                    attribute,
                    ast::Attribute { tokens, meta: inner },
                    attributes,
                    errors,
                );
            }
        }
    }
}
