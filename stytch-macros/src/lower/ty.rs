//! Helpers for types: the field that has a type, and the parts of a type.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, LitStr, PathArguments, PathSegment, TypePath};

use crate::{
    keyword::Section,
    model::{BodyFormat, Presence},
};

/// The field that has a type.
#[derive(Clone, Copy)]
pub(crate) struct TypeOwner<'a> {
    /// The path of `stytch-api`.
    pub(crate) krate: &'a TokenStream,
    pub(crate) ident: &'a Ident,
    pub(crate) section: Option<Section>,
    pub(crate) body: BodyFormat,
    pub(crate) presence: Presence,
    pub(crate) wire_name: Option<&'a LitStr>,
}

impl TypeOwner<'_> {
    /// Formats a field of type `ty` that may be absent, for a message, and returns its presence.
    pub(crate) fn optional(self, ty: &str) -> (String, Presence) {
        let ident = self.ident;
        let name = self.wire_name.map(|name| format!(" = {:?}", name.value())).unwrap_or_default();
        match self.section {
            Some(Section::Path) => (
                format!("a path field cannot be optional; write `{ident}: {ty}{name}`"),
                self.presence,
            ),
            Some(Section::Query | Section::Header | Section::Body | Section::Response) | None => {
                let rule = match self.presence {
                    Presence::Optional => format!("`{ident}?` is already optional"),
                    Presence::Required | Presence::Defaulted => {
                        "an optional field is marked with `?`".to_owned()
                    }
                };
                (format!("{rule}; write `{ident}?: {ty}{name}`"), Presence::Optional)
            }
        }
    }
}

/// The `T` of an `Option<T>`, with any path to `Option`.
pub(crate) fn option_argument(written: &syn::Type) -> Option<&syn::Type> {
    let syn::Type::Path(path) = strip(written) else { return None };
    let segment = known_segment(path)?;
    match arguments(segment).as_slice() {
        [argument] if segment.ident == "Option" => Some(argument),
        _ => None,
    }
}

/// Whether the type is `Option<…>` or the like, with any path.
pub(crate) fn is_optional(written: &syn::Type) -> bool {
    match strip(written) {
        syn::Type::Path(TypePath { qself: None, path, .. }) => {
            path.segments.last().is_some_and(|last| {
                let is_named =
                    ["Option", "Optional", "Maybe"].iter().any(|name| last.ident == name);
                is_named && !last.arguments.is_empty()
            })
        }
        _ => false,
    }
}

/// The type with conventional spacing.
pub(crate) fn spelling(written: &impl ToTokens) -> String {
    let mut spelling = written.to_token_stream().to_string();
    for (spaced, tight) in [
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (":: ", "::"),
        (" ,", ","),
        ("& ", "&"),
    ] {
        spelling = spelling.replace(spaced, tight);
    }
    without_added_paths(&spelling)
}

/// Removes the paths that `type_resolution` adds.
fn without_added_paths(spelling: &str) -> String {
    let mut written = spelling.to_owned();
    while let Some(end) = written.find("__private::") {
        let before = &written[..end];
        let start = before.rfind(['<', ' ', '(']).map_or(0, |index| index + 1);
        written.replace_range(start..end + "__private::".len(), "");
    }
    written
}

/// Parses the text of a type as if it were at `span`.
pub(crate) fn parse_at(text: &str, span: Span) -> Option<syn::Type> {
    let with_span = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    let tokens: TokenStream = text.parse().ok()?;
    syn::parse2(tokens.into_iter().map(with_span).collect()).ok()
}

/// The last segment of a path that has no other segments, or leads into the standard library.
pub(crate) fn known_segment(path: &TypePath) -> Option<&PathSegment> {
    if path.qself.is_some() {
        return None;
    }
    let segments = &path.path.segments;
    let is_known = match (segments.first(), segments.len()) {
        (Some(_), 1) => path.path.leading_colon.is_none(),
        (Some(first), 3) => ["std", "core", "alloc"].iter().any(|krate| first.ident == krate),
        _ => false,
    };
    if is_known { segments.last() } else { None }
}

/// The type arguments of a path segment.
pub(crate) fn arguments(segment: &PathSegment) -> Vec<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// The type without parentheses around it.
pub(crate) fn strip(written: &syn::Type) -> &syn::Type {
    match written {
        syn::Type::Paren(inner) => strip(&inner.elem),
        syn::Type::Group(inner) => strip(&inner.elem),
        other => other,
    }
}
