//! Reads the types in a resource: request types and the types of child resources.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Path, ext::IdentExt, parse::Parser};

use super::{cursor::Cursor, mistake::quoted};
use crate::keyword::Method;

/// Takes the tokens up to a separator or, if a comma is missing, up to the next name or attribute.
pub(crate) fn collect_type(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    while let Some(token) = cursor.peek(0) {
        match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' if depth == 0 => break,
                ';' => break,
                '#' if !tokens.is_empty() => break,
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                _ => {}
            },
            TokenTree::Ident(_) | TokenTree::Literal(_) if depth == 0 && is_type(&tokens) => break,
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => {}
        }
        tokens.extend(cursor.next());
    }
    tokens
}

/// Whether the tokens form a complete type, so that a following name belongs to the next part.
fn is_type(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Punct(quote), TokenTree::Ident(_)] if quote.as_char() == '\'' => false,
        [.., TokenTree::Ident(word)] => {
            let is_word = ["dyn", "impl", "mut"].iter().any(|other| word == other);
            !is_word && Method::from_spelling(&word.to_string()).is_none()
        }
        [.., TokenTree::Punct(dash), TokenTree::Punct(_)] if dash.as_char() == '-' => false,
        [.., TokenTree::Punct(punct)] => punct.as_char() == '>',
        [.., TokenTree::Literal(_) | TokenTree::Group(_)] => true,
        [] => false,
    }
}

/// The last name of the path `a::b::C` that begins at the token; `None` if a `:` follows, as after the
/// name of a part.
pub(crate) fn last_of_path(cursor: &Cursor, ahead: usize) -> Option<&Ident> {
    let mut ahead = ahead;
    while cursor.is_path_separator(ahead + 1) && cursor.is_ident(ahead + 3) {
        ahead += 3;
    }
    match cursor.peek(ahead) {
        Some(TokenTree::Ident(ident)) if !cursor.is_colon(ahead + 1) => Some(ident),
        _ => None,
    }
}

pub(crate) fn is_upper_case(ident: &Ident) -> bool {
    let name = ident.unraw().to_string();
    let letters = name.trim_start_matches('_');
    !letters.is_empty() && !letters.starts_with(char::is_lowercase)
}

/// Whether the token is an HTTP method, in any case.
pub(crate) fn is_method(token: &TokenTree) -> bool {
    matches!(
        token,
        TokenTree::Ident(word)
            if Method::from_spelling(&word.to_string().to_uppercase()).is_some()
    )
}

/// Parses the tokens as the path of a resource; `None` if they contain anything else.
pub(crate) fn parse_resource_path(tokens: &[TokenTree]) -> Option<Path> {
    let stream = tokens.iter().cloned().collect();
    let path = Path::parse_mod_style.parse2(stream).ok()?;
    let last = path.segments.last()?;
    (is_upper_case(&last.ident) && last.ident != "Self").then_some(path)
}

/// The resource for tokens in another notation: `Locks` for `&'c Locks<'c>`, `Vec<Locks>`, `"Locks"` and
/// `Locks::new(client)`.
pub(crate) fn find_resource_path(tokens: &[TokenTree]) -> Option<Path> {
    let mut found = None;
    let mut run: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if matches!(run.last(), Some(TokenTree::Ident(_))) {
                    run.clear();
                }
                run.push(token.clone());
                if is_upper_case(ident) {
                    found = parse_resource_path(&run).or(found);
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => run.push(token.clone()),
            TokenTree::Punct(_) => run.clear(),
            TokenTree::Literal(_) => {
                let content: Option<TokenStream> = quoted(token);
                found = content.and_then(find_in_stream).or(found);
                run.clear();
            }
            TokenTree::Group(group) => {
                if group.delimiter() != Delimiter::Brace {
                    found = found.or_else(|| find_in_stream(group.stream()));
                }
                run.clear();
            }
        }
    }
    found
}

fn find_in_stream(stream: TokenStream) -> Option<Path> {
    let tokens: Vec<_> = stream.into_iter().collect();
    find_resource_path(&tokens)
}
