//! What `object!` declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::expand_docs,
    setter::expand_setter,
    table::{expand_default_impl, expand_field_type_impl, expand_struct, expand_table},
};
use crate::model::Object;

/// The struct, a setter for each field, its table.
pub(crate) fn expand_object(object: &Object) -> TokenStream {
    let Object { krate, name, cfg, .. } = object;
    let docs = expand_docs(&object.docs, &format!("The object `{name}`."));
    let item = expand_struct(object, &docs);
    let setters = object.fields.iter().map(|field| expand_setter(field, krate));
    let default = expand_default_impl(object);
    let field_type = expand_field_type_impl(object);
    let table = expand_table(object, &quote!(#default #field_type));
    quote! {
        #item
        #cfg
        #[allow(dead_code, deprecated)]
        impl #name {
            #(#setters)*
        }
        #table
    }
}
