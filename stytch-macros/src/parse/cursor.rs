//! A position in a list of tokens, with the lookahead that error recovery needs.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

/// The remaining tokens of a declaration or of a pair of braces.
pub(crate) struct Cursor {
    rest: VecDeque<TokenTree>,
    /// Where to report an error when no tokens remain.
    end: Span,
}

impl Cursor {
    /// Starts at the first token of a declaration; its end is the last token.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let mut rest = VecDeque::new();
        flatten(tokens, &mut rest);
        let end = rest.back().map_or_else(Span::call_site, TokenTree::span);
        Self { rest, end }
    }

    /// Starts at the first token in a group; its end is the closing delimiter.
    pub(crate) fn inside(group: &Group) -> Self {
        let mut rest = VecDeque::new();
        flatten(group.stream(), &mut rest);
        Self { rest, end: group.span_close() }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The span of the next token, or of the end.
    pub(crate) fn span(&self) -> Span {
        self.peek(0).map_or(self.end, TokenTree::span)
    }

    pub(crate) fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.rest.get(ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        self.rest.pop_front()
    }

    pub(crate) fn is_punct(&self, ahead: usize, character: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    /// Whether the tokens are `::`.
    pub(crate) fn is_path_separator(&self, ahead: usize) -> bool {
        self.is_joint(ahead, ':') && self.is_punct(ahead + 1, ':')
    }

    /// Whether the token is a `:` that is not the first half of a `::`.
    pub(crate) fn is_colon(&self, ahead: usize) -> bool {
        self.is_punct(ahead, ':') && !self.is_path_separator(ahead)
    }

    pub(crate) fn is_joint(&self, ahead: usize, character: char) -> bool {
        matches!(
            self.peek(ahead),
            Some(TokenTree::Punct(punct))
                if punct.as_char() == character && punct.spacing() == Spacing::Joint
        )
    }

    /// Whether the token is an identifier other than `_`.
    pub(crate) fn is_ident(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Ident(ident)) if ident != "_")
    }

    pub(crate) fn is_group(&self, ahead: usize, delimiter: Delimiter) -> bool {
        matches!(
            self.peek(ahead),
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter
        )
    }

    pub(crate) fn take_punct(&mut self, character: char) -> Option<Span> {
        if !self.is_punct(0, character) {
            return None;
        }
        self.next().map(|token| token.span())
    }

    pub(crate) fn take_ident(&mut self) -> Option<Ident> {
        if !self.is_ident(0) {
            return None;
        }
        match self.next() {
            Some(TokenTree::Ident(ident)) => Some(ident),
            _ => None,
        }
    }

    /// Takes the next identifier if it is one of `words`.
    pub(crate) fn take_word(&mut self, words: &[&str]) -> Option<Ident> {
        match self.peek(0) {
            Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word) => {
                self.take_ident()
            }
            _ => None,
        }
    }

    pub(crate) fn take_group(&mut self, delimiter: Delimiter) -> Option<Group> {
        if !self.is_group(0, delimiter) {
            return None;
        }
        match self.next() {
            Some(TokenTree::Group(group)) => Some(group),
            _ => None,
        }
    }

    /// Takes a string literal without a suffix.
    pub(crate) fn take_string(&mut self) -> Option<LitStr> {
        let Some(TokenTree::Literal(literal)) = self.peek(0) else { return None };
        let string = syn::parse2::<LitStr>(TokenTree::Literal(literal.clone()).into()).ok()?;
        if !string.suffix().is_empty() {
            return None;
        }
        self.next();
        Some(string)
    }

    /// Skips tokens until `stop` returns true or no tokens remain.
    pub(crate) fn skip_until(&mut self, stop: impl Fn(&Self) -> bool) {
        while !self.is_at_end() && !stop(self) {
            self.next();
        }
    }
}

/// Flattens the invisible groups that a user's `macro_rules!` puts around its fragments.
fn flatten(tokens: TokenStream, rest: &mut VecDeque<TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flatten(group.stream(), rest);
            }
            token => rest.push_back(token),
        }
    }
}
