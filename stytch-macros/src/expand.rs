//! Expands the model to Rust: assembles the generated items of a declaration.

mod assertions;
mod block;
mod docs;
mod field;
mod imports;
mod method;
mod object;
mod open_enum;
mod pages;
mod request;
mod resource;
mod response;
mod setter;
mod spans;
mod table;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::{
    imports::expand_imports, object::expand_object, open_enum::expand_open_enum,
    resource::expand_resource,
};
use crate::model::Endpoint;

/// The request and response structs, then one block with all impls.
pub(crate) fn expand_endpoint(endpoint: &Endpoint) -> TokenStream {
    let request = request::expand_request(endpoint);
    let response = response::expand_response(endpoint);
    let requests = request::expand_request_impls(endpoint);
    let responses = response::expand_response_impls(endpoint);
    let pages = pages::expand_pages(endpoint);
    let method = method::expand_method(endpoint);
    let assertions = assertions::expand_assertions(endpoint);
    let impls = quote!(#requests #responses #pages #method #assertions);
    let block = block::expand_block(&endpoint.request, &impls);
    quote! {
        #request
        #response
        #block
    }
}
