//! Compile-time checks that types unknown to `lower` can be sent outside of a JSON body.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::{
    keyword::Section,
    model::{BodyFormat, Endpoint, Field, HeaderName, Shape},
};

/// One constant for each field that the compiler has to check, so that each gets a separate error.
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

/// The name of the check; `None` if `lower` has checked the type, or any type is allowed.
fn check(field: &Field, body: BodyFormat) -> Option<&'static str> {
    let section = field.section?;
    let shape = match (&field.ty.shape, section) {
        (Shape::List(element), Section::Query | Section::Body) => &element.shape,
        (shape, _) => shape,
    };
    let Shape::Other = shape else { return None };
    match section {
        Section::Path => Some("check_path"),
        Section::Query => Some("check_query"),
        Section::Header => match field.header {
            HeaderName::Written => Some("check_header"),
            HeaderName::None | HeaderName::OfType => None,
        },
        Section::Body => match body {
            BodyFormat::Form => Some("check_form"),
            BodyFormat::None | BodyFormat::Json => None,
        },
        Section::Response => None,
    }
}
