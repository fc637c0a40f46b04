//! Model to Rust: arranges what each family writes.

mod assertions;
mod docs;
mod field;
mod method;
mod object;
mod open_enum;
mod request;
mod response;
mod setter;
mod table;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::{object::expand_object, open_enum::expand_open_enum};
use crate::model::Endpoint;

/// The request, the response and the method.
pub(crate) fn expand_endpoint(endpoint: &Endpoint) -> TokenStream {
    let request = request::expand_request(endpoint);
    let response = response::expand_response(endpoint);
    let method = method::expand_method(endpoint);
    let assertions = assertions::expand_assertions(endpoint);
    quote! {
        #request
        #response
        #method
        #assertions
    }
}
