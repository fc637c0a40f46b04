//! Docs of generated items: every public item has docs, even without docs in the spec.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::model::{Docs, Endpoint, Field, Host, Presence};

/// The docs of the spec, or `otherwise`.
pub(crate) fn expand_docs(docs: &Docs, otherwise: &str) -> TokenStream {
    if docs.attributes.is_empty() {
        return expand_line(otherwise);
    }
    docs.attributes.clone()
}

/// The docs of a field or its setter.
pub(crate) fn expand_field_docs(field: &Field) -> TokenStream {
    if field.docs.attributes.is_empty() && !field.docs.text.is_empty() {
        return expand_line(&field.docs.text);
    }
    if field.is_flattened {
        return expand_docs(&field.docs, "The members that no other field names.");
    }
    let presence = if field.presence == Presence::Optional { ", if present" } else { "" };
    expand_docs(&field.docs, &format!("`{}`{presence}.", field.wire_name))
}

/// The docs of the spec, followed by a generated paragraph.
pub(crate) fn expand_docs_and(docs: &Docs, paragraph: &str) -> TokenStream {
    let paragraph = expand_line(paragraph);
    if docs.attributes.is_empty() {
        return paragraph;
    }
    let attributes = &docs.attributes;
    quote! {
        #attributes
        #[doc = ""]
        #paragraph
    }
}

/// A line of a doc comment, with the leading space of a line written as `/// text`.
pub(crate) fn expand_line(line: &str) -> TokenStream {
    let line = if line.is_empty() { String::new() } else { format!(" {line}") };
    quote!(#[doc = #line])
}

/// The docs of a request: those of the spec, then how to send it.
pub(crate) fn expand_request_docs(endpoint: &Endpoint) -> TokenStream {
    let method = match &endpoint.resource {
        Some(resource) => format!("[`{}::{}`]", resource.unraw(), endpoint.name.unraw()),
        // Not a link: these docs are outside of the block of impls, where no path to `stytch-api` is
        // certain to resolve.
        None => format!("`{}::send`", client(endpoint)),
    };
    let reference = reference(endpoint).map_or_else(String::new, |line| format!(" {line}"));
    let paragraph =
        format!("The request of {}. Send it with {method}.{reference}", route(endpoint));
    expand_docs_and(&endpoint.request.docs, &paragraph)
}

/// The client of an endpoint without a resource.
fn client(endpoint: &Endpoint) -> &'static str {
    match endpoint.host {
        None | Some(Host::Telemetry) => "Client",
        Some(Host::Management) => "ManagementClient",
    }
}

/// The docs of a request's `new`: those of [`expand_new_docs`], plus a link to `Client::send` for an
/// endpoint without a resource.
pub(crate) fn expand_request_new_docs(endpoint: &Endpoint) -> TokenStream {
    let mut docs = expand_new_docs(&endpoint.request.fields, "request");
    if endpoint.resource.is_none() {
        docs.extend(expand_line(""));
        let client = client(endpoint);
        docs.extend(expand_line(&format!(
            "Send it with [`{client}::send`](__stytch::{client}::send)."
        )));
    }
    docs
}

/// The docs of the `new` of a request or an object: a line for each argument.
pub(crate) fn expand_new_docs(fields: &[Field], noun: &str) -> TokenStream {
    let (required, others): (Vec<_>, Vec<_>) =
        fields.iter().partition(|field| field.presence == Presence::Required);
    let summary = match (required.is_empty(), others.is_empty()) {
        (_, true) => format!("Creates the {noun}."),
        (true, false) => format!("Creates an empty {noun}; setters add the optional fields."),
        (false, false) => {
            format!("Creates the {noun} with its required fields; setters add the optional ones.")
        }
    };
    let mut lines = vec![summary];
    if required.iter().any(|field| first_sentence(&field.docs.text).is_some()) {
        lines.push(String::new());
        lines.extend(required.into_iter().map(argument));
    }
    lines.iter().map(|line| expand_line(line)).collect()
}

/// `` - `member_id`: The Member's ID. ``
fn argument(field: &Field) -> String {
    let name = &field.name;
    match first_sentence(&field.docs.text) {
        Some(sentence) => format!("- `{name}`: {sentence}"),
        None => format!("- `{name}`"),
    }
}

/// The first sentence of a doc comment; `None` if the sentence may be incomplete Markdown without the
/// rest.
fn first_sentence(text: &str) -> Option<String> {
    let paragraph: Vec<_> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let sentence =
        match paragraph.match_indices(". ").find(|(stop, _)| ends_sentence(&paragraph, *stop)) {
            Some((stop, _)) => &paragraph[..=stop],
            None => &paragraph,
        };
    let is_text = sentence.starts_with(|letter: char| letter.is_alphanumeric() || letter == '`');
    let is_complete = sentence.matches('`').count() % 2 == 0
        && sentence.matches('[').count() == sentence.matches(']').count()
        && !text.contains("]:");
    (is_text && is_complete).then(|| sentence.to_owned())
}

/// Whether the period at `stop` ends a sentence, as opposed to an abbreviation.
fn ends_sentence(paragraph: &str, stop: usize) -> bool {
    let (before, after) = (&paragraph[..=stop], paragraph[stop + 1..].trim_start());
    let is_abbreviation = before.ends_with("e.g.") || before.ends_with("i.e.");
    !is_abbreviation && !after.starts_with(char::is_lowercase)
}

/// `See [Stytch's reference](https://…).`; `None` if the spec has no URL.
pub(crate) fn reference(endpoint: &Endpoint) -> Option<String> {
    endpoint.docs_url.as_ref().map(|url| format!("See [Stytch's reference]({url})."))
}

/// `` `POST /v1/b2b/totp` ``
pub(crate) fn route(endpoint: &Endpoint) -> String {
    format!("`{} {}`", endpoint.method.as_str(), endpoint.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_sentence_is_complete_markdown() {
        for (text, expected) in [
            ("", None),
            ("The Member's ID", Some("The Member's ID")),
            ("The Member's ID.", Some("The Member's ID.")),
            ("The ID. Or the slug.", Some("The ID.")),
            ("The ID,\ne.g. `a`.\nOr the slug.", Some("The ID, e.g. `a`.")),
            ("The ID, e.g. `a. B`.\n\nMore.", None),
            ("The ID\n\nMore. Text.", Some("The ID")),
            ("`ID` of [`Member`]. Text.", Some("`ID` of [`Member`].")),
            ("See [the docs].\n\n[the docs]: https://example.com", None),
            ("- a list", None),
            ("```text", None),
        ] {
            assert_eq!(first_sentence(text).as_deref(), expected, "{text}");
        }
    }
}
