//! The block that holds a type's impls.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Object;

/// Wraps `impls` in a block where `__stytch` names the part of `stytch-api` that they use.
pub(crate) fn expand_block(Object { krate, cfg, .. }: &Object, impls: &TokenStream) -> TokenStream {
    quote! {
        #cfg
        #[allow(dead_code, deprecated)]
        const _: () = {
            use #krate::__private as __stytch;
            #impls
        };
    }
}
