//! The meanings of attributes of serde and other crates.

use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, Token, parse::Parser, punctuated::Punctuated};

use super::endpoint::endpoint_attribute_message;
use crate::{keyword::Section, lower::target::Target};

/// The meaning of an attribute for a field.
pub(super) enum Meaning {
    WireName(LitStr),
    /// The field is omitted when it has no value.
    Optional,
    /// The field has a default value.
    Defaulted,
    Required,
    Flattened,
    Secret,
    /// The field belongs to this section; the string is its wire name.
    Section(Section, Option<LitStr>),
    /// The field is neither sent nor received.
    Skipped,
    /// A function encodes or decodes the field.
    Encoded,
    /// No effect here. The string is the rule to report.
    Nothing(&'static str),
}

/// The arguments of `#[serde(…)]` on a declaration or a variant.
const OTHER_ARGUMENTS: &[(&str, &str)] = &[
    ("alias", "a variant has exactly one value"),
    (
        "tag",
        "an object has one list of fields, and an open enum is a string (the type `Json` holds any value)",
    ),
    (
        "untagged",
        "an object has one list of fields, and an open enum is a string (the type `Json` holds any value)",
    ),
    ("deny_unknown_fields", "members without a field are ignored"),
];

const SERDE: &str = "the macros implement serde's traits";
const DOCUMENTED: &str = "OpenAPI documents are generated from the doc comments";
const VALIDATED: &str = "the API validates requests";
const LINTED: &str = "the generated code needs no lint attributes";
const COMPLETE: &str = "the generated code has the attributes that it needs";
const BUILT: &str = "the macros generate `new` and the setters";

/// Attributes that have no effect here, with the rule to report.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("serde", SERDE),
    ("serde_as", SERDE),
    ("serde_with", SERDE),
    ("schemars", DOCUMENTED),
    ("schema", DOCUMENTED),
    ("utoipa", DOCUMENTED),
    ("oai", DOCUMENTED),
    ("validate", VALIDATED),
    ("garde", VALIDATED),
    ("builder", BUILT),
    ("setters", BUILT),
    ("getset", BUILT),
    ("allow", LINTED),
    ("expect", LINTED),
    ("warn", LINTED),
    ("deny", LINTED),
    ("prost", "a field is identified by its name and has no number"),
];

/// The meanings of an attribute; empty if it doesn't belong to another notation.
pub(super) fn meanings(meta: &Meta) -> Vec<Meaning> {
    let path = path_text(meta);
    let name = path.split("::").next().unwrap_or_default();
    if let Some(meaning) = word_meaning(name, meta) {
        return vec![meaning];
    }
    let arguments = arguments(meta);
    let mut meanings: Vec<_> =
        arguments.iter().filter_map(|meta| argument_meaning(name, meta)).collect();
    if let (true, Some(rule)) = (meanings.is_empty(), look_up(ATTRIBUTES, name)) {
        meanings.push(Meaning::Nothing(rule));
    }
    meanings
}

/// The meaning of `#[query]`, `#[header("X-Trace")]` or `#[rename = "kind"]`.
fn word_meaning(name: &str, meta: &Meta) -> Option<Meaning> {
    match name {
        "rename" | "name" | "wire_name" | "json" | "field" | "key" => {
            string_argument(meta).map(Meaning::WireName)
        }
        "optional" | "nullable" => Some(Meaning::Optional),
        "default" => Some(Meaning::Defaulted),
        "required" => Some(Meaning::Required),
        "secret" | "sensitive" | "redact" | "redacted" | "debug" => Some(Meaning::Secret),
        _ => section_meaning(name, meta),
    }
}

fn section_meaning(name: &str, meta: &Meta) -> Option<Meaning> {
    let section = match name {
        "query_all" | "param" => Section::Query,
        "raw_body" | "newtype_body" => Section::Body,
        "response" => return None,
        name => Section::from_spelling(name)?,
    };
    Some(Meaning::Section(section, string_argument(meta)))
}

/// The meaning of an argument, such as `rename = "kind"` in `#[serde(rename = "kind")]`.
fn argument_meaning(attribute: &str, argument: &Meta) -> Option<Meaning> {
    let name = path_text(argument);
    match (attribute, name.as_str()) {
        ("serde" | "sqlx" | "facet" | "nserde" | "ts" | "schemars" | "builder", "rename") => {
            string_argument(argument).map(Meaning::WireName)
        }
        ("serde", "default") => Some(Meaning::Defaulted),
        ("serde", "skip_serializing_if") => Some(Meaning::Optional),
        ("serde", "flatten") => Some(Meaning::Flattened),
        ("serde", "skip" | "skip_serializing" | "skip_deserializing") => Some(Meaning::Skipped),
        ("serde", "with" | "serialize_with" | "deserialize_with") => Some(Meaning::Encoded),
        ("serde", "alias") => Some(Meaning::Nothing("a field has exactly one wire name")),
        ("serde", "borrow") => Some(Meaning::Nothing("a field owns its value")),
        ("ruma_api", name) => section_meaning(name, argument),
        _ => None,
    }
}

/// The message about an attribute that is not allowed on the target; `None` for an unknown attribute.
pub(crate) fn foreign_attribute_message(meta: &Meta, target: Target) -> Option<String> {
    let path = path_text(meta);
    let name = path.split("::").next().unwrap_or_default();
    let arguments = arguments(meta);
    let argument = |name: &str| arguments.iter().find(|argument| argument.path().is_ident(name));
    if let Some(message) = endpoint_attribute_message(meta, name, target) {
        return Some(message);
    }
    let renamed = argument("rename").and_then(string_argument);
    if let (Target::Variant, Some(value)) = (target, renamed) {
        let value = value.value();
        return Some(format!(
            "a variant's value must follow its name; write `= {value:?}` there instead of this attribute"
        ));
    }
    let noun = match target {
        Target::Field => Some("field"),
        Target::Variant => Some("variant"),
        Target::Endpoint | Target::Object | Target::OpenEnum | Target::Resource | Target::Child => {
            None
        }
    };
    if let ("deprecated", Some(noun)) = (name, noun) {
        let note = argument("note").and_then(string_argument).or_else(|| match meta {
            Meta::NameValue(_) => string_argument(meta),
            Meta::Path(_) | Meta::List(_) => None,
        });
        let note = note.map_or_else(String::new, |note| format!(": {}", note.value().trim()));
        let docs = format!("/// Deprecated{note}").replace('\n', " ");
        return Some(format!(
            "a {noun} cannot be deprecated; write `{docs}` instead of this attribute"
        ));
    }
    let is_lowered = matches!(target, Target::Endpoint | Target::Object | Target::OpenEnum);
    let in_arguments =
        OTHER_ARGUMENTS.iter().find(|(name, _)| argument(name).is_some()).map(|(_, rule)| *rule);
    let rule = match (name, target) {
        ("cfg", Target::Field) => "a field cannot depend on a `#[cfg]`",
        ("cfg", Target::Variant) => "a variant cannot depend on a `#[cfg]`",
        ("response" | "responses" | "output" | "received", Target::Object) => {
            "an object is for responses by default"
        }
        ("required" | "optional", Target::Endpoint | Target::Object) => {
            "a field of a request is required unless it is marked with `?`"
        }
        ("header" | "headers", Target::Endpoint) => "headers are fields under `header`",
        ("param" | "params" | "query", Target::Endpoint) => {
            "query parameters are fields under `query`"
        }
        ("base_path" | "path" | "prefix" | "route", Target::Resource) => {
            "each endpoint has its whole path"
        }
        ("default", Target::Variant) => "the default of an open enum is `Unknown`",
        ("must_use" | "non_exhaustive", _) if is_lowered => COMPLETE,
        ("serde", _) => in_arguments.unwrap_or(SERDE),
        (name, _) => look_up(ATTRIBUTES, name)?,
    };
    Some(format!("{rule}; remove this attribute"))
}

fn look_up(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule)
}

fn path_text(meta: &Meta) -> String {
    meta.path().to_token_stream().to_string().replace(' ', "")
}

/// The arguments in parentheses that parse as attributes.
fn arguments(meta: &Meta) -> Vec<Meta> {
    let Meta::List(list) = meta else { return Vec::new() };
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    parser
        .parse2(list.tokens.clone())
        .map_or_else(|_| Vec::new(), |list| list.into_iter().collect())
}

/// The string in `name = "…"`, `name("…")` or `name(serialize = "…")`.
fn string_argument(meta: &Meta) -> Option<LitStr> {
    match meta {
        Meta::Path(_) => None,
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => {
                Some(LitStr::new(&string.value(), string.span()))
            }
            _ => None,
        },
        Meta::List(list) => match syn::parse2(list.tokens.clone()) {
            Ok(string) => Some(string),
            Err(_) => arguments(meta).iter().find_map(string_argument),
        },
    }
}
