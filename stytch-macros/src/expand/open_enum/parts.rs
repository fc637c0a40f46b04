//! The impls of an enum with very many variants, divided into several functions.
//!
//! The time to compile a `match` is quadratic in the number of its arms, also in the derived `Clone` and
//! `Debug`. These impls match some of the variants at a time, and each variant only twice.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use crate::model::{OpenEnum, Variant};

/// The number of arms up to which one `match` compiles as fast as several.
const MAX_ARMS: usize = 256;

/// Whether the enum has too many variants for one `match`.
pub(super) fn is_divided(open_enum: &OpenEnum) -> bool {
    open_enum.variants.len() > MAX_ARMS
}

/// The body of `as_str`.
pub(super) fn expand_as_str(OpenEnum { name, variants, .. }: &OpenEnum) -> TokenStream {
    let parts = variants.chunks(MAX_ARMS).map(|part| {
        let (names, values) = unzip(part);
        quote!(|value| ::core::option::Option::Some(match value {
            #(#name::#names => #values,)*
            _ => return ::core::option::Option::None,
        }))
    });
    quote! {
        const PARTS: &[fn(&#name) -> ::core::option::Option<&'static str>] = &[#(#parts),*];
        match self {
            Self::Unknown(value) => value,
            known => PARTS.iter().find_map(|part| part(known)).unwrap_or_default(),
        }
    }
}

/// The body of `from`.
pub(super) fn expand_from(OpenEnum { name, variants, .. }: &OpenEnum) -> TokenStream {
    let parts = variants.chunks(MAX_ARMS).map(|part| {
        let (names, values) = unzip(part);
        quote!(|value| ::core::option::Option::Some(match value {
            #(#values => #name::#names,)*
            _ => return ::core::option::Option::None,
        }))
    });
    quote! {
        const PARTS: &[fn(&str) -> ::core::option::Option<#name>] = &[#(#parts),*];
        match PARTS.iter().find_map(|part| part(value)) {
            ::core::option::Option::Some(known) => known,
            ::core::option::Option::None => Self::Unknown(::std::string::String::from(value)),
        }
    }
}

/// `Clone` and `Debug`, which are derived for other enums.
pub(super) fn expand_clone_and_debug(OpenEnum { name, variants, .. }: &OpenEnum) -> TokenStream {
    let names = variants.iter().map(|variant| variant.name.unraw().to_string());
    quote! {
        #[automatically_derived]
        impl ::core::clone::Clone for #name {
            fn clone(&self) -> Self {
                match self {
                    Self::Unknown(value) => Self::Unknown(::core::clone::Clone::clone(value)),
                    known => <Self as ::core::convert::From<&str>>::from(known.as_str()),
                }
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                const NAMES: &[&str] = &[#(#names),*];
                if let Self::Unknown(value) = self {
                    return formatter.debug_tuple("Unknown").field(value).finish();
                }
                let value = self.as_str();
                let index = Self::VALUES.iter().position(|known| *known == value);
                formatter.write_str(index.map_or("", |index| NAMES[index]))
            }
        }
    }
}

fn unzip(variants: &[Variant]) -> (Vec<&Ident>, Vec<&String>) {
    variants.iter().map(|variant| (&variant.name, &variant.value)).unzip()
}
