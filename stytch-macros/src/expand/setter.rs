//! Arguments and setters: what a caller may pass for each type.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::expand_field_docs;
use crate::model::{Field, Presence, Shape};

/// `pub fn name(mut self, name: impl Into<String>) -> Self`
pub(crate) fn expand_setter(field: &Field, krate: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    let docs = expand_field_docs(field);
    let ty = expand_argument_type(field, krate);
    let value = expand_conversion(field);
    let value = match field.presence {
        Presence::Optional => quote!(::core::option::Option::Some(#value)),
        Presence::Required | Presence::Zero => value,
    };
    quote! {
        #docs
        #[must_use]
        #[inline]
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// What a caller passes for the field.
pub(crate) fn expand_argument_type(field: &Field, krate: &TokenStream) -> TokenStream {
    let ty = &field.ty.tokens;
    match &field.ty.shape {
        Shape::Bool | Shape::I32 | Shape::I64 | Shape::U32 | Shape::U64 | Shape::F64 => ty.clone(),
        Shape::List(element) => {
            let element = &element.tokens;
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#element>>)
        }
        Shape::Map(value) => expand_entries(&value.tokens),
        Shape::Metadata => expand_entries(&quote!(#krate::__private::Json)),
        _ => quote!(impl ::core::convert::Into<#ty>),
    }
}

fn expand_entries(value: &TokenStream) -> TokenStream {
    quote! {
        impl ::core::iter::IntoIterator<
            Item = (
                impl ::core::convert::Into<::std::string::String>,
                impl ::core::convert::Into<#value>,
            ),
        >
    }
}

/// The argument as the field's type.
pub(crate) fn expand_conversion(field: &Field) -> TokenStream {
    let ident = &field.ident;
    match &field.ty.shape {
        Shape::Bool | Shape::I32 | Shape::I64 | Shape::U32 | Shape::U64 | Shape::F64 => {
            quote!(#ident)
        }
        Shape::List(_) => quote! {
            ::core::iter::Iterator::collect(::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(#ident),
                ::core::convert::Into::into,
            ))
        },
        Shape::Map(_) | Shape::Metadata => quote! {
            ::core::iter::Iterator::collect(::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(#ident),
                |(key, value)| (
                    ::core::convert::Into::into(key),
                    ::core::convert::Into::into(value),
                ),
            ))
        },
        _ => quote!(::core::convert::Into::into(#ident)),
    }
}
