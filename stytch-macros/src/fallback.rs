//! Replacements for the parts that a check rejects, so that the declared names exist anyway.
//!
//! `lower` omits optional parts, such as a duplicate field. This module replaces the required ones.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use crate::{
    keyword::{Method, Section},
    model::{Docs, Field, HeaderName, Presence, Type, TypeKind},
    suggest::snake,
};

/// Replaces the missing name of an endpoint, so that the rest can be checked. The endpoint is not
/// expanded.
pub(crate) fn method_name() -> Ident {
    Ident::new("unnamed", Span::call_site())
}

/// Replaces the missing name of an object, for the same reason.
pub(crate) fn type_name() -> Ident {
    Ident::new("Unnamed", Span::call_site())
}

/// Replaces a missing or unknown HTTP method.
pub(crate) const METHOD: Method = Method::Post;

/// Replaces a missing or invalid path.
pub(crate) const PATH: &str = "/";

/// Replaces an invalid type; callers can pass any value for it.
pub(crate) fn any_type(krate: &TokenStream, span: Span) -> Type {
    let ends = quote_spanned!(span=> Json);
    Type { tokens: quote!(#krate::__private::#ends), ends, span, kind: TypeKind::StandIn }
}

/// A missing field that an attribute requires.
pub(crate) fn field(ident: Ident, section: Option<Section>, presence: Presence, ty: Type) -> Field {
    let name = ident.unraw().to_string();
    Field {
        ident,
        wire_name: name.clone(),
        name,
        header: HeaderName::None,
        docs: Docs::default(),
        section,
        presence,
        is_flattened: false,
        ty,
    }
}

/// A missing field `name?: String` that an attribute requires.
pub(crate) fn string_field(name: &str, span: Span, section: Option<Section>) -> Field {
    field(Ident::new(name, span), section, Presence::Optional, string(span))
}

/// The missing field for a placeholder.
pub(crate) fn path_field(ident: Ident, placeholder: &str) -> Field {
    let ty = string(ident.span());
    let field = field(ident, Some(Section::Path), Presence::Required, ty);
    Field { wire_name: placeholder.to_owned(), ..field }
}

fn string(span: Span) -> Type {
    let tokens = quote!(::std::string::String);
    Type { ends: tokens.clone(), tokens, span, kind: TypeKind::String }
}

/// Replaces a keyword used as a name: `r#type`, or `self_` if the keyword cannot be raw.
pub(crate) fn raw_name(keyword: &Ident) -> Ident {
    let name = keyword.to_string();
    if has_raw_form(&name) {
        Ident::new_raw(&name, keyword.span())
    } else {
        Ident::new(&format!("{}_", name.trim_start_matches('$')), keyword.span())
    }
}

/// A name as an identifier, raw if it is a keyword.
pub(crate) fn identifier(name: &str, span: Span) -> Ident {
    let ident = Ident::new(name.trim_start_matches('$'), span);
    // `gen` is a keyword since edition 2024, but `syn` accepts it as an identifier.
    let is_keyword = name == "gen" || syn::parse_str::<Ident>(name).is_err();
    if is_keyword { raw_name(&ident) } else { ident }
}

/// Whether a keyword can be written `r#keyword`.
pub(crate) fn has_raw_form(keyword: &str) -> bool {
    !matches!(keyword, "self" | "Self" | "super" | "crate" | "$crate" | "_")
}

/// Replaces the missing value of a variant.
pub(crate) fn variant_value(name: &str) -> String {
    snake(name)
}
