//! A position in a list of tokens, with the lookahead that error recovery needs.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

/// The remaining tokens of a declaration or of a pair of braces.
#[derive(Clone)]
pub(crate) struct Cursor {
    rest: VecDeque<TokenTree>,
    /// The span for an error when no tokens remain.
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

    /// The number of tokens that remain.
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
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

    /// Puts tokens back before the next one.
    pub(crate) fn put_back(&mut self, tokens: Vec<TokenTree>) {
        for token in tokens.into_iter().rev() {
            self.rest.push_front(token);
        }
    }

    /// Puts a separator before the next token, in place of one whose absence need not be reported.
    pub(crate) fn put_back_punct(&mut self, character: char) {
        let mut punct = Punct::new(character, Spacing::Alone);
        punct.set_span(self.span());
        self.rest.push_front(punct.into());
    }

    pub(crate) fn is_punct(&self, ahead: usize, character: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    /// Whether the tokens end, or a separator of list elements follows.
    pub(crate) fn ends_element(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none() || self.is_punct(ahead, ',') || self.is_punct(ahead, ';')
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

    /// Whether the tokens are `->` or `=>`.
    pub(crate) fn is_arrow(&self, ahead: usize) -> bool {
        let is_shaft = self.is_joint(ahead, '-') || self.is_joint(ahead, '=');
        is_shaft && self.is_punct(ahead + 1, '>')
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

    /// Whether the next tokens are `name { … }`.
    pub(crate) fn begins_section(&self) -> bool {
        self.is_ident(0) && self.is_group(1, Delimiter::Brace)
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
        if self.is_word(0, words) { self.take_ident() } else { None }
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

    /// The token as a string literal without a suffix.
    pub(crate) fn string(&self, ahead: usize) -> Option<LitStr> {
        let Some(TokenTree::Literal(literal)) = self.peek(ahead) else { return None };
        let string = syn::parse2::<LitStr>(TokenTree::Literal(literal.clone()).into()).ok()?;
        string.suffix().is_empty().then_some(string)
    }

    /// Takes a string literal without a suffix.
    pub(crate) fn take_string(&mut self) -> Option<LitStr> {
        let string = self.string(0)?;
        self.next();
        Some(string)
    }

    /// Whether the token is one of `words`.
    pub(crate) fn is_word(&self, ahead: usize, words: &[&str]) -> bool {
        matches!(
            self.peek(ahead),
            Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word)
        )
    }

    /// Takes all punctuation at the cursor that consists of `characters`.
    pub(crate) fn take_puncts(&mut self, characters: &str) -> TokenStream {
        let mut puncts = TokenStream::new();
        while characters.chars().any(|character| self.is_punct(0, character)) {
            puncts.extend(self.next());
        }
        puncts
    }

    /// Takes `<…>`.
    pub(crate) fn take_generics(&mut self) -> TokenStream {
        let mut tokens = TokenStream::new();
        let mut depth = 0_usize;
        while let Some(TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_)) =
            self.peek(0)
        {
            let is_arrow = self.is_joint(0, '-') && self.is_punct(1, '>');
            match self.peek(0) {
                Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => depth += 1,
                Some(TokenTree::Punct(punct)) if punct.as_char() == ';' => return tokens,
                Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            if depth == 0 && tokens.is_empty() {
                return tokens;
            }
            tokens.extend(self.next());
            if is_arrow {
                tokens.extend(self.next());
            }
            if depth == 0 {
                return tokens;
            }
        }
        tokens
    }

    /// Replaces the group at the cursor with its tokens.
    pub(crate) fn unwrap_group(&mut self) {
        if let Some(TokenTree::Group(group)) = self.next() {
            let mut tokens = VecDeque::new();
            flatten(group.stream(), &mut tokens);
            tokens.append(&mut self.rest);
            self.rest = tokens;
        }
    }

    pub(crate) fn skip(&mut self, count: usize) {
        self.rest.drain(..count.min(self.rest.len()));
    }

    /// The remaining tokens as a group with the delimiters of `group`.
    pub(crate) fn into_group(self, group: &Group) -> Group {
        let mut rest = Group::new(group.delimiter(), self.rest.into_iter().collect());
        rest.set_span(group.span());
        rest
    }

    /// Takes the next `count` tokens.
    pub(crate) fn take(&mut self, count: usize) -> TokenStream {
        self.rest.drain(..count.min(self.rest.len())).collect()
    }

    /// Takes the tokens until `stop` returns true or no tokens remain.
    pub(crate) fn take_until(&mut self, stop: impl Fn(&Self) -> bool) -> TokenStream {
        let mut tokens = TokenStream::new();
        while !self.is_at_end() && !stop(self) {
            tokens.extend(self.next());
        }
        tokens
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
