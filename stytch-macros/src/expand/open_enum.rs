//! What `open_enum!` declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::expand_docs;
use crate::model::OpenEnum;

/// The enum and its traits.
pub(crate) fn expand_open_enum(open_enum: &OpenEnum) -> TokenStream {
    let item = expand_enum(open_enum);
    let values = expand_values(open_enum);
    let OpenEnum { cfg, .. } = open_enum;
    let conversions = expand_conversions(open_enum);
    let wire = expand_wire(open_enum);
    quote! {
        #item
        #values
        #cfg
        #[allow(deprecated)]
        const _: () = {
            #conversions
            #wire
        };
    }
}

fn expand_enum(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, cfg, deprecated, .. } = open_enum;
    let docs = expand_docs(&open_enum.docs, &format!("The values of `{name}`."));
    let variants = open_enum.variants.iter().map(|variant| {
        let name = &variant.name;
        let docs = expand_docs(&variant.docs, &format!("`{}`", variant.value));
        quote! {
            #docs
            #name
        }
    });
    quote! {
        #docs
        #cfg
        #deprecated
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version does not know, as received; empty when absent.
            #[non_exhaustive]
            Unknown(::std::string::String),
        }
    }
}

fn expand_values(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, cfg, .. } = open_enum;
    let names: Vec<_> = open_enum.variants.iter().map(|variant| &variant.name).collect();
    let values: Vec<_> = open_enum.variants.iter().map(|variant| &variant.value).collect();
    quote! {
        #cfg
        #[allow(dead_code, deprecated)]
        impl #name {
            /// The values that this version knows, as on the wire.
            pub const VALUES: &'static [&'static str] = &[#(#values),*];

            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    }
}

fn expand_conversions(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { name, .. } = open_enum;
    let names = open_enum.variants.iter().map(|variant| &variant.name);
    let values = open_enum.variants.iter().map(|variant| &variant.value);
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#names,)*
                    _ => Self::Unknown(::std::string::String::from(value)),
                }
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<::std::string::String> for #name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }
        #[automatically_derived]
        impl ::core::default::Default for #name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    }
}

/// What the engine and serde ask for.
fn expand_wire(open_enum: &OpenEnum) -> TokenStream {
    let OpenEnum { krate, name, .. } = open_enum;
    quote! {
        #[automatically_derived]
        impl #krate::__private::Serialize for #name {
            fn serialize<S: #krate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        #[automatically_derived]
        impl<'de> #krate::__private::Deserialize<'de> for #name {
            fn deserialize<D: #krate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #krate::__private::deserialize_enum(deserializer)
            }
        }
        #[automatically_derived]
        impl #krate::__private::EnumSlot for #name {
            #[inline]
            fn set(&mut self, value: &str) {
                *self = <Self as ::core::convert::From<&str>>::from(value);
            }
        }
        #[automatically_derived]
        impl #krate::__private::FieldType for #name {
            const KIND: #krate::__private::Kind = #krate::__private::Kind::Enum(Self::VALUES);
            #[inline]
            fn zero() -> Self {
                <Self as ::core::default::Default>::default()
            }
            #[inline]
            fn get(&self) -> #krate::__private::Get<'_> {
                #krate::__private::Get::Enum(self.as_str())
            }
            #[inline]
            fn slot(&mut self) -> #krate::__private::Slot<'_> {
                #krate::__private::Slot::Enum(self)
            }
            #[inline]
            fn duplicate(&self) -> Self {
                ::core::clone::Clone::clone(self)
            }
        }
    }
}
