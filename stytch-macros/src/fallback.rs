//! What stands in for what a check refused, so that the declared names exist all the same.
//!
//! A bad or repeated field is left out by `lower` itself; here is what cannot be left out.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use crate::{
    keyword::{Method, Section},
    model::{Docs, Field, HeaderName, Presence, Shape, Type},
    suggest::snake,
};

/// For an HTTP method that could not be read.
pub(crate) const METHOD: Method = Method::Post;

/// For a path that could not be read.
pub(crate) const PATH: &str = "/";

/// For a type that no field can have: `Json`, which is made from most of what a caller would pass.
pub(crate) fn any_type(krate: &TokenStream, span: Span) -> Type {
    let tokens = quote_spanned!(span=> Json);
    Type { tokens: quote!(#krate::__private::#tokens), span, shape: Shape::Json }
}

/// For a field that an attribute needs.
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
        ty,
    }
}

/// For a field that an attribute needs as `name?: String`.
pub(crate) fn string_field(name: &str, span: Span, section: Option<Section>) -> Field {
    let tokens = quote!(::std::string::String);
    let ty = Type { tokens, span, shape: Shape::String };
    field(Ident::new(name, span), section, Presence::Optional, ty)
}

/// For a name that is a keyword: `r#type`; `self_` where there is no such form.
pub(crate) fn raw_name(keyword: &Ident) -> Ident {
    let name = keyword.to_string();
    if has_raw_form(&name) {
        Ident::new_raw(&name, keyword.span())
    } else {
        Ident::new(&format!("{}_", name.trim_start_matches('$')), keyword.span())
    }
}

/// Whether a keyword may be written `r#keyword`.
pub(crate) fn has_raw_form(keyword: &str) -> bool {
    !matches!(keyword, "self" | "Self" | "super" | "crate" | "$crate" | "_")
}

/// For the missing value of a variant.
pub(crate) fn variant_value(name: &Ident) -> String {
    snake(&name.to_string())
}
