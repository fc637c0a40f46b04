//! Collects spanned errors, so that one bad token never hides the next.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// What is wrong with a declaration, in the order of finding.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
}

impl Errors {
    /// Records an error at one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// Records an error that spans all of `tokens`.
    pub(crate) fn over(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.found.push(syn::Error::new_spanned(tokens, message));
    }
}

#[cfg(test)]
impl Errors {
    /// Each message with the source that it points at.
    pub(crate) fn blamed(&self) -> Vec<(String, String)> {
        let blamed = |error: &syn::Error| {
            (error.span().source_text().unwrap_or_default(), error.to_string())
        };
        self.found.iter().map(blamed).collect()
    }
}

/// One `compile_error!` for each.
impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.found.iter().map(syn::Error::to_compile_error));
    }
}
