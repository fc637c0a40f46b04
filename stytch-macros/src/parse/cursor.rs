//! A position in a list of tokens, with the looks ahead that recovery needs.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

/// What is left to read of a declaration or of one pair of braces.
pub(crate) struct Cursor {
    rest: VecDeque<TokenTree>,
    /// Where to point when nothing is left.
    end: Span,
}

impl Cursor {
    /// Reads a whole declaration; its end is its last token.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let mut rest = VecDeque::new();
        flatten(tokens, &mut rest);
        let end = rest.back().map_or_else(Span::call_site, TokenTree::span);
        Self { rest, end }
    }

    /// Reads what a group holds; its end is the closing brace.
    pub(crate) fn inside(group: &Group) -> Self {
        let mut rest = VecDeque::new();
        flatten(group.stream(), &mut rest);
        Self { rest, end: group.span_close() }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next token's span, or the end's.
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

    /// Whether `::` comes next.
    pub(crate) fn is_path_separator(&self, ahead: usize) -> bool {
        self.is_joint(ahead, ':') && self.is_punct(ahead + 1, ':')
    }

    /// Whether a `:` comes that is not half of a `::`.
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

    /// Whether a name comes; `_` is none.
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

    /// Takes the ident if it is one of `words`.
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

    /// Leaves out tokens until `stop` holds or nothing is left.
    pub(crate) fn skip_until(&mut self, stop: impl Fn(&Self) -> bool) {
        while !self.is_at_end() && !stop(self) {
            self.next();
        }
    }
}

/// Drops the invisible groups that a user's own `macro_rules!` puts round its fragments.
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
