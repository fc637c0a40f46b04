//! Setters, and the argument types that callers can pass.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{
    docs::expand_field_docs,
    spans::{at_name, at_type},
};
use crate::model::{Field, Presence, TypeKind};

/// `pub fn name(mut self, name: impl Into<String>) -> Self`
pub(crate) fn expand_setter(field: &Field) -> TokenStream {
    let ident = &field.ident;
    let docs = expand_field_docs(field);
    let ty = expand_argument_type(field);
    let value = expand_conversion(field);
    let value = match field.presence {
        Presence::Optional => quote!(__stytch::Option::Some(#value)),
        Presence::Required | Presence::Defaulted => value,
    };
    // A request's own `must_use` covers its setters.
    let must_use = field
        .section
        .is_none()
        .then(|| quote!(#[must_use = "a setter returns the changed object"]));
    quote_spanned! {at_name(ident)=>
        #docs
        #must_use
        #[inline]
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The argument type for the field; any type if an error about the field's type has been reported.
pub(crate) fn expand_argument_type(field: &Field) -> TokenStream {
    if field.ty.has_stand_in() {
        return quote!(impl ::core::marker::Sized);
    }
    let (ty, span) = (&field.ty.tokens, at_type(&field.ty));
    match &field.ty.kind {
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64 => ty.clone(),
        TypeKind::List(element) => {
            let element = &element.tokens;
            quote_spanned!(span=> impl __stytch::IntoList<#element>)
        }
        TypeKind::Map(value) => {
            let value = &value.tokens;
            quote_spanned!(span=> impl __stytch::IntoMap<#value>)
        }
        TypeKind::Metadata => quote_spanned!(span=> impl __stytch::IntoMap<__stytch::Json>),
        TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => quote_spanned!(span=> impl __stytch::Into<#ty>),
    }
}

/// Converts the argument to the field's type.
pub(crate) fn expand_conversion(field: &Field) -> TokenStream {
    let ident = &field.ident;
    if field.ty.has_stand_in() {
        let ty = &field.ty.tokens;
        return quote!({
            let _ = #ident;
            <#ty as __stytch::FieldType>::absent_value()
        });
    }
    match &field.ty.kind {
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64 => {
            quote!(#ident)
        }
        TypeKind::List(_) => quote!(__stytch::IntoList::into_list(#ident)),
        TypeKind::Map(_) | TypeKind::Metadata => quote!(__stytch::IntoMap::into_map(#ident)),
        TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => quote!(__stytch::Into::into(#ident)),
    }
}
