//! The items that `object!` generates.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    block::expand_block,
    docs::expand_docs,
    setter::expand_setter,
    table::{expand_struct, expand_table},
};
use crate::model::Object;

/// The struct, a setter for each field, and the table.
pub(crate) fn expand_object(object: &Object) -> TokenStream {
    let name = &object.name;
    let docs = expand_docs(&object.docs, &format!("The object `{name}`."));
    let item = expand_struct(object, &docs);
    let setters = object.fields.iter().map(expand_setter);
    let table = expand_table(object, &format_ident!("TABLE"));
    let block = expand_block(
        object,
        &quote! {
            impl #name {
                #(#setters)*
            }
            #table
            __stytch::object_traits! { Default #name }
            __stytch::field_type! { #name TABLE }
        },
    );
    quote!(#item #block)
}
