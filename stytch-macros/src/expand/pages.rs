//! The pagination of an endpoint.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::{Endpoint, NextCursor, Presence};

/// The `Paginated` impl; `None` for an endpoint without pages.
pub(crate) fn expand_pages(endpoint: &Endpoint) -> Option<TokenStream> {
    let pages = endpoint.pages.as_ref()?;
    let (request, response) = (&endpoint.request.name, &endpoint.response.name);
    let (cursor, items, item) = (&pages.cursor, &pages.items, &pages.item.tokens);
    let next_cursor = expand_next_cursor(&pages.next);
    let or_none =
        (pages.items_presence == Presence::Optional).then(|| quote!(.unwrap_or_default()));
    Some(quote! {
        #[automatically_derived]
        impl __stytch::Paginated for #request {
            type Item = #item;
            fn current_cursor(&self) -> __stytch::Option<&str> {
                self.#cursor.as_deref()
            }
            fn set_cursor(&mut self, cursor: __stytch::Option<::std::string::String>) {
                self.#cursor = cursor;
            }
            fn next_cursor(response: &#response) -> __stytch::Option<&str> {
                #next_cursor
            }
            fn into_items(response: #response) -> ::std::vec::Vec<#item> {
                response.#items #or_none
            }
        }
    })
}

fn expand_next_cursor(next: &NextCursor) -> TokenStream {
    match next {
        NextCursor::Field(field) => quote!(__stytch::next_cursor(&response.#field)),
        NextCursor::Within { ident, presence, span } => {
            // At the type, which may not have the field.
            let span = span.resolved_at(Span::call_site());
            let next_cursor = Ident::new("next_cursor", span);
            if *presence == Presence::Optional {
                let within = quote_spanned!(span=> __stytch::next_cursor(&within.#next_cursor));
                quote!(response.#ident.as_ref().and_then(|within| #within))
            } else {
                quote_spanned!(span=> __stytch::next_cursor(&response.#ident.#next_cursor))
            }
        }
    }
}
