//! The response of an endpoint.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::{
    docs::{expand_docs, route},
    spans::at_name,
    table::{expand_struct, expand_table},
};
use crate::model::Endpoint;

/// The struct.
pub(crate) fn expand_response(endpoint: &Endpoint) -> TokenStream {
    let response = &endpoint.response;
    let docs = expand_docs(&response.docs, &format!("The response of {}.", route(endpoint)));
    expand_struct(response, &docs)
}

/// The table and the traits of the struct.
pub(crate) fn expand_response_impls(endpoint: &Endpoint) -> TokenStream {
    let name = &endpoint.response.name;
    let table = expand_table(&endpoint.response, &format_ident!("RESPONSE"));
    let traits = quote_spanned!(at_name(name)=> __stytch::object_traits! { Default #name });
    quote!(#table #traits)
}
