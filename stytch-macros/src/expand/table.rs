//! The struct and the table of a request, a response or an object, with the traits that follow
//! from the table.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    docs::expand_field_docs,
    field::{
        expand_clone, expand_descriptor, expand_field_type, expand_get, expand_slot, expand_zero,
    },
};
use crate::model::{HeaderName, Object};

/// The struct; `docs` are those of the type, all of them.
pub(crate) fn expand_struct(object: &Object, docs: &TokenStream) -> TokenStream {
    let Object { name, cfg, deprecated, .. } = object;
    let fields = object.fields.iter().map(|field| {
        let docs = expand_field_docs(field);
        let ident = &field.ident;
        let ty = expand_field_type(field);
        quote! {
            #docs
            pub #ident: #ty
        }
    });
    // At the name, for that is where an error of the user's about the type should point.
    let span = name.span().resolved_at(Span::call_site());
    let item = quote_spanned!(span=> pub struct #name { #(#fields,)* });
    quote! {
        #docs
        #cfg
        #deprecated
        #[non_exhaustive]
        #item
    }
}

/// One block with the table, the traits over it, and `others`.
pub(crate) fn expand_table(object: &Object, others: &TokenStream) -> TokenStream {
    let Object { krate, name, cfg, .. } = object;
    let name_text = name.to_string();
    let docs = &object.docs.text;
    let descriptors = object.fields.iter().map(|field| expand_descriptor(field, krate));
    let assertions = expand_assertions(object);
    let table = expand_object_impl(object);
    let clone = expand_clone_impl(object);
    let engine = expand_engine_impls(object);
    quote! {
        #cfg
        #[allow(deprecated)]
        const _: () = {
            static TABLE: #krate::__private::Table = #krate::__private::Table::new(
                #name_text,
                #docs,
                &[#(#descriptors),*],
            );
            #assertions
            #table
            #clone
            #engine
            #others
        };
    }
}

/// That the type of each header field without a header's name has one.
fn expand_assertions(object: &Object) -> TokenStream {
    let krate = &object.krate;
    let of_type = object.fields.iter().filter(|field| field.header == HeaderName::OfType);
    let assertions = of_type.map(|field| {
        let (ty, span) = (&field.ty.tokens, field.ty.span);
        let header = quote_spanned!(span=> <#ty as #krate::__private::HeaderField>::header);
        quote! {
            const _: fn(&#ty) -> (&'static str, &#krate::__private::Secret) = #header;
        }
    });
    assertions.collect()
}

fn expand_object_impl(object: &Object) -> TokenStream {
    let Object { krate, name, fields, .. } = object;
    let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
    let indexes: Vec<_> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    let zeros = fields.iter().map(|field| expand_zero(field, krate));
    let gets = fields.iter().map(|field| expand_get(field, krate));
    let slots = fields.iter().map(|field| expand_slot(field, krate));
    quote! {
        #[automatically_derived]
        impl #krate::__private::Object for #name {
            #[inline]
            fn described() -> &'static #krate::__private::Table {
                &TABLE
            }
            #[inline]
            fn empty() -> Self {
                Self { #(#idents: #zeros),* }
            }
            #[inline]
            fn table(&self) -> &'static #krate::__private::Table {
                &TABLE
            }
            #[inline]
            fn get(&self, index: usize) -> #krate::__private::Get<'_> {
                match index {
                    #(#indexes => #gets,)*
                    _ => #krate::__private::Get::Absent,
                }
            }
            #[inline]
            fn slot(&mut self, index: usize) -> #krate::__private::Slot<'_> {
                match index {
                    #(#indexes => #slots,)*
                    _ => #krate::__private::Slot::Absent,
                }
            }
        }
    }
}

fn expand_clone_impl(object: &Object) -> TokenStream {
    let Object { krate, name, fields, .. } = object;
    let idents = fields.iter().map(|field| &field.ident);
    let clones = fields.iter().map(|field| expand_clone(field, krate));
    quote! {
        #[automatically_derived]
        impl ::core::clone::Clone for #name {
            #[inline]
            fn clone(&self) -> Self {
                Self { #(#idents: #clones),* }
            }
        }
    }
}

fn expand_engine_impls(object: &Object) -> TokenStream {
    let Object { krate, name, .. } = object;
    quote! {
        #[automatically_derived]
        impl ::core::cmp::PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                #krate::__private::equal(self, other)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #krate::__private::debug(self, formatter)
            }
        }
        #[automatically_derived]
        impl #krate::__private::Serialize for #name {
            fn serialize<S: #krate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #krate::__private::serialize(self, serializer)
            }
        }
        #[automatically_derived]
        impl<'de> #krate::__private::Deserialize<'de> for #name {
            fn deserialize<D: #krate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #krate::__private::deserialize(deserializer)
            }
        }
    }
}

/// `FieldType`: what makes an object a field of another.
pub(crate) fn expand_field_type_impl(object: &Object) -> TokenStream {
    let Object { krate, name, .. } = object;
    quote! {
        #[automatically_derived]
        impl #krate::__private::FieldType for #name {
            const KIND: #krate::__private::Kind =
                #krate::__private::Kind::Object(<Self as #krate::__private::Object>::described);
            #[inline]
            fn zero() -> Self {
                <Self as #krate::__private::Object>::empty()
            }
            #[inline]
            fn get(&self) -> #krate::__private::Get<'_> {
                #krate::__private::Get::Object(self)
            }
            #[inline]
            fn slot(&mut self) -> #krate::__private::Slot<'_> {
                #krate::__private::Slot::Object(self)
            }
            #[inline]
            fn duplicate(&self) -> Self {
                ::core::clone::Clone::clone(self)
            }
        }
    }
}

/// `Default`: the object with every field at its zero.
pub(crate) fn expand_default_impl(object: &Object) -> TokenStream {
    let Object { krate, name, .. } = object;
    quote! {
        #[automatically_derived]
        impl ::core::default::Default for #name {
            #[inline]
            fn default() -> Self {
                <Self as #krate::__private::Object>::empty()
            }
        }
    }
}
