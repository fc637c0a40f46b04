//! The response of an endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    docs::{expand_docs, route},
    table::{expand_default_impl, expand_struct, expand_table},
};
use crate::model::Endpoint;

/// The struct and its table.
pub(crate) fn expand_response(endpoint: &Endpoint) -> TokenStream {
    let response = &endpoint.response;
    let docs = expand_docs(&response.docs, &format!("The response of {}.", route(endpoint)));
    let item = expand_struct(response, &docs);
    let table = expand_table(response, &expand_default_impl(response));
    quote! {
        #item
        #table
    }
}
