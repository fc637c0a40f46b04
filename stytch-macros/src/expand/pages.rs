//! The pagination of an endpoint.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::spans::at_name;
use crate::model::{Endpoint, Field, Items, NextCursor, Object, Presence, TypeKind};

/// The `Paginated` impl; `None` for an endpoint without pages.
pub(crate) fn expand_pages(endpoint: &Endpoint) -> Option<TokenStream> {
    let pages = endpoint.pages.as_ref()?;
    let (request, response) = (&endpoint.request.name, &endpoint.response.name);
    let item = &pages.item.tokens;
    let (current_cursor, set_cursor) = match &pages.cursor {
        Some(cursor) => (quote!(self.#cursor.as_deref()), quote!(self.#cursor = cursor)),
        None => (quote!(__stytch::Option::None), quote!(::core::mem::drop(cursor))),
    };
    let next_cursor = pages.next.as_ref().map(expand_next_cursor);
    let next_cursor = next_cursor.unwrap_or_else(|| quote!(__stytch::Option::None));
    let items = match &pages.items {
        Some(Items { ident, presence: Presence::Optional, .. }) => {
            quote!(response.#ident.unwrap_or_default())
        }
        Some(Items { ident, presence: Presence::Required | Presence::Defaulted, .. }) => {
            quote!(response.#ident)
        }
        None => quote!(::std::vec::Vec::new()),
    };
    Some(quote_spanned! {at_name(request)=>
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __stytch::Paginated for #request {
            type Item = #item;
            fn current_cursor(&self) -> __stytch::Option<&str> {
                #current_cursor
            }
            fn set_cursor(&mut self, cursor: __stytch::Option<::std::string::String>) {
                #set_cursor
            }
            fn next_cursor(response: &#response) -> __stytch::Option<&str> {
                #next_cursor
            }
            fn into_items(response: #response) -> ::std::vec::Vec<#item> {
                #items
            }
        }
    })
}

fn expand_next_cursor(next: &NextCursor) -> TokenStream {
    match next {
        NextCursor::Field(field) => quote!(__stytch::next_cursor(&response.#field)),
        NextCursor::Within { ident, presence, span } => {
            // Has the span of the type: if the type has no cursor, the compiler reports it there.
            let span = span.resolved_at(Span::call_site());
            let next_cursor = quote_spanned!(span=> __stytch::HasNextCursor::next_cursor);
            if *presence == Presence::Optional {
                let within = quote_spanned!(span=> |within| #next_cursor(within));
                quote!(response.#ident.as_ref().and_then(#within))
            } else {
                quote_spanned!(span=> #next_cursor(&response.#ident))
            }
        }
    }
}

/// For an object with a `next_cursor`: the impl that lets a paginated response contain it as
/// `results_metadata`.
pub(crate) fn expand_has_next_cursor(object: &Object) -> Option<TokenStream> {
    let is_cursor =
        |field: &&Field| field.name == "next_cursor" && matches!(field.ty.kind, TypeKind::String);
    let cursor = &object.fields.iter().find(is_cursor)?.ident;
    let name = &object.name;
    Some(quote_spanned! {at_name(name)=>
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __stytch::HasNextCursor for #name {
            fn next_cursor(&self) -> __stytch::Option<&str> {
                __stytch::next_cursor(&self.#cursor)
            }
        }
    })
}
