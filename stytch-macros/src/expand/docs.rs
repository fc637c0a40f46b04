//! Docs of generated items: every public item has docs, even if the spec has none.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Docs, Endpoint, Field, Presence};

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

/// A line of a doc comment, with the leading space that the lines of a spec have.
pub(crate) fn expand_line(line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#[doc = #line])
}

/// `` `POST /v1/b2b/totp` ``
pub(crate) fn route(endpoint: &Endpoint) -> String {
    format!("`{} {}`", endpoint.method.as_str(), endpoint.path)
}
