//! The items that `open_enum!` generates.

mod parts;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{
    docs::expand_docs,
    spans::{at_name, located_at_name},
};
use crate::{generated::EnumName, model::OpenEnum};

/// The enum and its traits.
pub(crate) fn expand_open_enum(open_enum: &OpenEnum) -> TokenStream {
    let item = expand_enum(open_enum);
    let values = expand_values(open_enum);
    let OpenEnum { krate, name, cfg, .. } = open_enum;
    let conversion = expand_conversion(open_enum);
    let others = parts::is_divided(open_enum).then(|| parts::expand_clone_and_debug(open_enum));
    let krate = located_at_name(krate, name);
    let traits = quote_spanned!(at_name(name)=> #krate::__private::enum_traits! { #name });
    quote! {
        #item
        #values
        #cfg
        #[allow(deprecated)]
        const _: () = {
            #conversion
            #others
            #traits
        };
    }
}

fn expand_enum(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, cfg, deprecated, catch_alls, .. } = open_enum;
    let unknown = EnumName::Unknown.ident();
    let docs = expand_docs(&open_enum.docs, &format!("The values of `{name}`."));
    let variants = open_enum.variants.iter().map(|variant| {
        let name = &variant.name;
        let docs = expand_docs(&variant.docs, &format!("`{}`", variant.value));
        quote! {
            #docs
            #name
        }
    });
    let derived =
        (!parts::is_divided(open_enum)).then(|| quote!(::core::clone::Clone, ::core::fmt::Debug,));
    quote_spanned! {at_name(name)=>
        #docs
        #cfg
        #deprecated
        #[derive(
            #derived
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #(#catch_alls(::std::string::String),)*
            /// A value unknown to this version, as received; empty if absent.
            #[non_exhaustive]
            #unknown(::std::string::String),
        }
    }
}

fn expand_values(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, cfg, catch_alls, .. } = open_enum;
    let (unknown, values_name) = (EnumName::Unknown.ident(), EnumName::Values.ident());
    let names: Vec<_> = open_enum.variants.iter().map(|variant| &variant.name).collect();
    let values: Vec<_> = open_enum.variants.iter().map(|variant| &variant.value).collect();
    let as_str = if parts::is_divided(open_enum) {
        parts::expand_as_str(open_enum)
    } else {
        quote! {
            match self {
                #(Self::#names => #values,)*
                Self::#unknown(value) #(| Self::#catch_alls(value))* => value,
            }
        }
    };
    quote_spanned! {at_name(name)=>
        #cfg
        #[allow(dead_code, deprecated)]
        impl #name {
            /// The wire values known to this version.
            pub const #values_name: &'static [&'static str] = &[#(#values),*];

            /// The wire value.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                #as_str
            }
        }
    }
}

fn expand_conversion(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, .. } = open_enum;
    let unknown = EnumName::Unknown.ident();
    let names = open_enum.variants.iter().map(|variant| &variant.name);
    let values = open_enum.variants.iter().map(|variant| &variant.value);
    let from = if parts::is_divided(open_enum) {
        parts::expand_from(open_enum)
    } else {
        quote! {
            match value {
                #(#values => Self::#names,)*
                _ => Self::#unknown(::std::string::String::from(value)),
            }
        }
    };
    quote_spanned! {at_name(name)=>
        #[automatically_derived]
        impl ::core::convert::From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                #from
            }
        }
    }
}
