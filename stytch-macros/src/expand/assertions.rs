//! That what travels outside of a JSON body can: for the types that `lower` does not know.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::{BodyFormat, Endpoint, Field, HeaderName, Place, Shape};

/// One constant for each field that the compiler has to check, so that each has its own error.
pub(crate) fn expand_assertions(endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let (krate, cfg) = (&request.krate, &request.cfg);
    let assertions = request.fields.iter().filter_map(|field| {
        let ty = &field.ty.tokens;
        let span = field.ty.span.resolved_at(Span::call_site());
        let check = Ident::new(check(field, endpoint.body)?, span);
        let check = quote_spanned!(span=> <#ty as #krate::__private::FieldType>::KIND.#check());
        Some(quote! {
            #cfg
            #[allow(deprecated)]
            const _: () = #check;
        })
    });
    assertions.collect()
}

/// The check of the field's place; `None` where `lower` has checked the type, or the place takes any.
fn check(field: &Field, body: BodyFormat) -> Option<&'static str> {
    let takes_lists = field.place == Place::Query || field.place == Place::Body;
    let shape = match &field.ty.shape {
        Shape::List(element) if takes_lists => &element.shape,
        shape => shape,
    };
    match (shape, field.place) {
        (Shape::Other, Place::Path) => Some("check_path"),
        (Shape::Other, Place::Query) => Some("check_query"),
        (Shape::Other, Place::Header) if field.header == HeaderName::Written => {
            Some("check_header")
        }
        (Shape::Other, Place::Body) if body == BodyFormat::Form => Some("check_form"),
        _ => None,
    }
}
