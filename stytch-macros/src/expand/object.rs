//! The items that `object!` generates.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::{
    assertions::expand_object_assertions,
    block::expand_block,
    docs::{expand_docs, expand_new_docs},
    pages::expand_has_next_cursor,
    request::{expand_new, expand_traits},
    setter::expand_setter,
    spans::{at_name, is_unknown},
    table::{expand_struct, expand_table},
};
use crate::model::{Direction, Object, Presence};

/// The struct, a setter for each field, the table and the traits; and `new`, if it is part of requests.
pub(crate) fn expand_object(object: &Object) -> TokenStream {
    let name = &object.name;
    let docs = expand_docs(&object.docs, &format!("The object `{name}`."));
    let item = expand_struct(object, &docs);
    let new = match object.direction {
        Direction::Sent => {
            let docs = expand_new_docs(&object.fields, "object");
            expand_new(object, &quote!(#docs #[must_use]))
        }
        Direction::Received => TokenStream::new(),
    };
    let setters = object.fields.iter().map(expand_setter);
    let methods = quote_spanned!(at_name(name)=> impl #name { #new #(#setters)* });
    let traits = match object.direction {
        Direction::Sent => expand_traits(object),
        Direction::Received => {
            quote_spanned!(at_name(name)=> __stytch::object_traits! { Default #name })
        }
    };
    let table = expand_table(object, &format_ident!("TABLE"));
    let has_next_cursor = expand_has_next_cursor(object);
    let assertions = expand_object_assertions(object);
    let is_sendable = is_sendable(object);
    let field_type = quote_spanned! {at_name(name)=>
        __stytch::field_type! { #name TABLE #is_sendable }
    };
    let block = expand_block(object, &quote!(#methods #table #traits #has_next_cursor #field_type));
    quote!(#item #block #assertions)
}

/// Whether the object can be part of a request: a caller cannot forget a required field of it or of a
/// nested object. The types of its fields are not followed, because they may be recursive.
fn is_sendable(object: &Object) -> bool {
    match object.direction {
        Direction::Sent => true,
        Direction::Received => object
            .fields
            .iter()
            .all(|field| field.presence == Presence::Optional && !is_unknown(&field.ty)),
    }
}
