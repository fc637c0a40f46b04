//! Collects spanned errors, so that one bad token never hides the next.

use std::{fmt::Display, thread};

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The errors of a declaration, in the order they were found.
///
/// Dropping them unreported panics, so that no error can be lost.
pub(crate) struct Errors {
    /// `None` once they have been reported.
    unreported: Option<Vec<syn::Error>>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { unreported: Some(Vec::new()) }
    }

    /// Runs `check` and discards its errors.
    pub(crate) fn ignored_in<T>(check: impl FnOnce(&mut Self) -> T) -> T {
        Self::checked(check).0
    }

    /// Runs `check`, discards its errors, and returns its result with `true` if there were no errors.
    pub(crate) fn checked<T>(check: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let mut ignored = Self::new();
        let result = check(&mut ignored);
        (result, ignored.report().is_empty())
    }

    /// Records an error at one token.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, escape_invisible(message)));
    }

    /// Records an error that spans all of `tokens`.
    pub(crate) fn over(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, escape_invisible(message)));
    }

    /// Adds the errors of `part`.
    pub(crate) fn append(&mut self, part: Self) {
        let errors = part.report();
        if !errors.is_empty() {
            self.unreported.get_or_insert_default().extend(errors);
        }
    }

    /// Reports the errors: one `compile_error!` each.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.report().iter().map(syn::Error::to_compile_error).collect()
    }

    /// Discards the errors and returns their number.
    pub(crate) fn discard(self) -> usize {
        self.report().len()
    }

    fn push(&mut self, error: syn::Error) {
        self.unreported.get_or_insert_default().push(error);
    }

    fn report(mut self) -> Vec<syn::Error> {
        self.unreported.take().unwrap_or_default()
    }
}

/// Replaces each invisible character, which may come from the user's text, with its escape, such as
/// `\u{200b}`.
fn escape_invisible(message: impl Display) -> String {
    // `escape_debug` escapes unprintable characters. It also escapes a leading combining accent, so put
    // a letter before it.
    let escape = |letter: char| match letter {
        '"' | '\'' | '\\' => letter.to_string(),
        _ => format!("a{letter}").escape_debug().skip(1).collect(),
    };
    message.to_string().chars().map(escape).collect()
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.unreported.is_none() || thread::panicking(),
            "the errors of a declaration were dropped without being reported"
        );
    }
}

#[cfg(test)]
impl Errors {
    /// Returns each message with the source text that it points at.
    pub(crate) fn into_messages(self) -> Vec<(String, String)> {
        let message = |error: &syn::Error| {
            (error.span().source_text().unwrap_or_default(), error.to_string())
        };
        self.report().iter().map(message).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    fn one_error() -> Errors {
        let mut errors = Errors::new();
        errors.at(Span::call_site(), "a message");
        errors
    }

    #[test]
    fn dropping_unreported_errors_panics() {
        assert!(catch_unwind(|| drop(one_error())).is_err());
        assert!(catch_unwind(|| drop(Errors::new())).is_err());
    }

    #[test]
    fn reported_errors_can_be_dropped() {
        assert_eq!(one_error().into_messages(), [(String::new(), "a message".to_owned())]);
        assert!(one_error().into_compile_errors().to_string().contains("a message"));
        assert!(Errors::new().into_compile_errors().is_empty());
    }

    #[test]
    fn invisible_characters_are_shown() {
        let shown = escape_invisible("`a\u{200b}b\u{a0}\n` \"caf\u{e9}\" e\u{301} \\ …");
        assert_eq!(shown, "`a\\u{200b}b\\u{a0}\\n` \"caf\u{e9}\" e\u{301} \\ …");
    }

    #[test]
    fn ignored_errors_are_dropped() {
        let result = Errors::ignored_in(|errors| {
            errors.at(Span::call_site(), "a message");
            1
        });
        assert_eq!(result, 1);
    }

    #[test]
    fn unreported_errors_do_not_panic_while_panicking() {
        // A second panic would abort the test process.
        let unwound = catch_unwind(|| {
            let _errors = one_error();
            panic!("a bug in a stage");
        });
        assert!(unwound.is_err());
    }
}
