//! The struct and the table of a request, a response or an object.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    docs::expand_field_docs,
    field::{
        expand_default_value, expand_descriptor, expand_field_mut, expand_field_ref,
        expand_field_type,
    },
    spans::at_name,
};
use crate::model::{Direction, HeaderName, Object};

/// The struct with the given docs.
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
    // The empty `<>` keeps rustc from suggesting a new type parameter for an unknown field type.
    let generics = quote!(<>);
    let item = quote_spanned!(at_name(name)=> pub struct #name #generics { #(#fields,)* });
    quote! {
        #docs
        #cfg
        #deprecated
        #[non_exhaustive]
        #item
    }
}

/// The table and its accessors.
pub(crate) fn expand_table(object: &Object, table: &Ident) -> TokenStream {
    let Object { name, fields, .. } = object;
    let name_text = name.to_string();
    let docs = &object.docs.text;
    let assertions = expand_assertions(object);
    let request = match object.direction {
        Direction::Sent => quote!(.request()),
        Direction::Received => TokenStream::new(),
    };
    let descriptors = fields.iter().map(expand_descriptor);
    let idents = fields.iter().map(|field| &field.ident);
    let defaults = fields.iter().map(expand_default_value);
    let indexes: Vec<_> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    let gets = fields.iter().map(expand_field_ref);
    let slots = fields.iter().map(expand_field_mut);
    quote_spanned! {at_name(name)=>
        #assertions
        static #table: __stytch::Table =
            __stytch::Table::new::<#name>(#name_text, #docs, &[#(#descriptors),*]) #request;
        #[automatically_derived]
        impl __stytch::Object for #name {
            #[inline]
            fn table(&self) -> &'static __stytch::Table {
                &#table
            }
            #[inline]
            fn empty() -> Self {
                Self { #(#idents: #defaults),* }
            }
            #[inline]
            fn field(&self, index: usize) -> __stytch::FieldRef<'_> {
                match index {
                    #(#indexes => #gets,)*
                    _ => __stytch::FieldRef::Absent,
                }
            }
            #[inline]
            fn field_mut(&mut self, index: usize) -> __stytch::FieldMut<'_> {
                match index {
                    #(#indexes => #slots,)*
                    _ => __stytch::FieldMut::Absent,
                }
            }
        }
    }
}

/// Compile-time checks that the types of header fields without a header name provide one.
fn expand_assertions(object: &Object) -> TokenStream {
    let of_type = object.fields.iter().filter(|field| field.header == HeaderName::OfType);
    let assertions = of_type.map(|field| {
        let (ty, span) = (&field.ty.tokens, field.ty.span);
        let header = quote_spanned!(span=> <#ty as __stytch::HeaderField>::header);
        quote! {
            const _: fn(&#ty) -> (&'static str, &__stytch::Secret) = #header;
        }
    });
    assertions.collect()
}
