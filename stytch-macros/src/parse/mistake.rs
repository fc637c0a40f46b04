//! Tracks mistakes in a notation that doesn't follow the grammar. It is reported as one error,
//! regardless of the number of wrong tokens.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::LitStr;

use super::cursor::Cursor;
use crate::{errors::Errors, suggest::tokens_in};

/// The first wrong token of a notation, and the rule that it violates.
#[derive(Default)]
pub(crate) struct FirstMistake {
    first: Option<(TokenStream, String)>,
}

impl FirstMistake {
    /// Records a wrong token, unless an earlier one has been recorded.
    pub(crate) fn at(&mut self, span: Span, rule: impl Display) {
        self.over(quote_spanned!(span=> _), rule);
    }

    /// Records wrong tokens, unless earlier ones have been recorded.
    pub(crate) fn over(&mut self, tokens: TokenStream, rule: impl Display) {
        self.first.get_or_insert_with(|| (tokens, rule.to_string()));
    }

    /// Replaces the rule of the first mistake, which a later one covers.
    pub(crate) fn restate(&mut self, span: Span, rule: &str) {
        let tokens = self.first.take().map(|(tokens, _)| tokens);
        self.over(tokens.unwrap_or_else(|| quote_spanned!(span=> _)), rule);
    }

    pub(crate) fn is_some(&self) -> bool {
        self.first.is_some()
    }

    /// Reports the rule with the suggestion `fix`.
    pub(crate) fn report(self, errors: &mut Errors, fix: impl FnOnce() -> String) {
        if let Some((tokens, rule)) = self.first {
            errors.over(tokens, format_args!("{rule}; write `{}`", fix()));
        }
    }

    /// Like `report`, at the end of an element of a list. The suggestion also replaces a `;` after it.
    pub(crate) fn report_element(
        self,
        cursor: &mut Cursor,
        errors: &mut Errors,
        fix: impl FnOnce() -> String,
    ) {
        let has_semicolon = self.is_some() && cursor.take_punct(';').is_some();
        if has_semicolon {
            cursor.put_back_punct(',');
        }
        self.report(errors, || if has_semicolon { fix() + "," } else { fix() });
    }

    /// Takes a name in quotes, as in JSON.
    pub(crate) fn take_quoted_ident(&mut self, cursor: &mut Cursor) -> Option<Ident> {
        let mut name: Ident = quoted(cursor.peek(0)?)?;
        name.set_span(cursor.span());
        self.at(cursor.span(), "names are not quoted");
        cursor.next();
        Some(name)
    }
}

/// The content of a string literal, if it parses.
pub(crate) fn quoted<T: syn::parse::Parse>(token: &TokenTree) -> Option<T> {
    let TokenTree::Literal(_) = token else { return None };
    let literal: LitStr = syn::parse2(token.clone().into()).ok()?;
    syn::parse2(tokens_in(&literal)?).ok()
}
