//! The meanings of attributes that other tools have for an endpoint or its docs.

use quote::ToTokens;
use syn::Meta;

use crate::{
    lower::{
        attributes::{arguments::argument_text, passed_through::find_string},
        target::Target,
    },
    suggest::snake,
};

/// What to write instead of an attribute.
#[derive(Clone, Copy)]
enum Fix {
    Write(&'static str),
    /// Nothing; the string is the reason, if there is one to tell.
    Remove(&'static str),
    Url,
}

const AUTHENTICATED: Fix =
    Fix::Remove(", because the client sends its credentials unless the endpoint has `#[no_auth]`");
const NO_AUTH: Fix = Fix::Write("#[no_auth]");
const SAFE: Fix = Fix::Write("#[retry(safe)]");
const UNSAFE: Fix = Fix::Write("#[retry(unsafe)]");

/// Words in snake case; the fix for `#[word]`, and that for `#[word(false)]` or `#[word = "none"]`.
const WORDS: &[(&[&str], Fix, Fix)] = &[
    (
        &[
            "auth",
            "authenticated",
            "authentication",
            "authorization",
            "authorize",
            "secured",
            "security",
        ],
        AUTHENTICATED,
        NO_AUTH,
    ),
    (
        &[
            "anonymous",
            "no_authentication",
            "no_credentials",
            "public",
            "skip_auth",
            "unauthenticated",
        ],
        NO_AUTH,
        AUTHENTICATED,
    ),
    (
        &["idempotent", "retriable", "retries", "retry_safe", "retryable", "safe", "safe_to_retry"],
        SAFE,
        UNSAFE,
    ),
    (
        &[
            "never_retry",
            "no_retries",
            "no_retry",
            "non_idempotent",
            "not_idempotent",
            "retry_unsafe",
        ],
        UNSAFE,
        SAFE,
    ),
    (
        &[
            "form_data",
            "form_encoded",
            "form_url_encoded",
            "form_urlencoded",
            "url_encoded",
            "urlencoded",
        ],
        Fix::Write("#[form]"),
        Fix::Remove(""),
    ),
    (&["no_envelope", "without_envelope"], Fix::Write("#[bare]"), Fix::Remove("")),
    (&["fraud", "telemetry"], Fix::Write("#[host(telemetry)]"), Fix::Remove("")),
    (
        &["base_url", "server", "servers"],
        Fix::Remove(", because the base URL is a setting of the client"),
        Fix::Remove(""),
    ),
    (
        &["connect_timeout", "deadline", "read_timeout", "timeout", "timeout_ms", "timeout_secs"],
        Fix::Remove(", because the timeout is a setting of the client"),
        Fix::Remove(""),
    ),
    (
        &["backoff", "max_retries", "num_retries", "retry_count", "retry_policy"],
        Fix::Remove(", because the number of retries is a setting of the client"),
        Fix::Remove(""),
    ),
    (
        &["operation_id", "tag", "tags"],
        Fix::Remove(", because the name and the resource identify an endpoint"),
        Fix::Remove(""),
    ),
    (&["obsolete"], Fix::Write("#[deprecated]"), Fix::Remove("")),
    (
        &["doc_url", "docs_url", "documentation", "external_docs", "href", "link", "see", "url"],
        Fix::Url,
        Fix::Remove(""),
    ),
];

/// Attributes whose string is a description.
const DESCRIPTIONS: &[&str] = &["about", "comment", "desc", "description", "summary"];

/// Arguments that negate an attribute.
const NEGATIONS: &[&str] = &["0", "disabled", "false", "never", "no", "none", "off"];

/// The message about an attribute for an endpoint or its docs; `None` for an unknown attribute.
pub(super) fn endpoint_attribute_message(
    meta: &Meta,
    name: &str,
    target: Target,
) -> Option<String> {
    let word = snake(name);
    let text = find_string(meta.to_token_stream());
    if DESCRIPTIONS.contains(&word.as_str()) {
        let text = text.as_deref().unwrap_or("…");
        return Some(format!("docs must be comments; write `/// {text}`"));
    }
    if target != Target::Endpoint {
        return None;
    }
    let (_, fix, negated) = WORDS.iter().find(|(words, ..)| words.contains(&word.as_str()))?;
    let argument = argument_text(meta).unwrap_or_default();
    let argument = argument.rsplit([' ', '=']).next().unwrap_or_default();
    let fix = match if NEGATIONS.contains(&argument) { negated } else { fix } {
        Fix::Write(fix) => format!("write `{fix}`"),
        Fix::Remove(reason) => format!("remove it{reason}"),
        Fix::Url => {
            let url = text.filter(|url| url.starts_with("http"));
            format!("write `#[docs = {:?}]`", url.as_deref().unwrap_or("https://…"))
        }
    };
    Some(format!("unknown attribute `{name}`; {fix}"))
}
