//! Finds the list that the argument of `#[pages(…)]` refers to.

use proc_macro2::{TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt};

use crate::{
    model::{Field, TypeKind},
    suggest::{is_word, nearest, snake},
};

/// The field that the argument refers to, as an index into the response's fields.
pub(super) enum ListMatch {
    List(usize),
    /// Ambiguous: one of these lists.
    Lists(Vec<usize>),
    /// A field that is not a list; the response has no list.
    Single(usize),
    /// The response has neither a list nor a field of the name.
    Missing,
}

/// Finds the list by its name, by a similar name, or because it is the only one.
pub(super) fn match_list(words: &[String], response: &[Field]) -> ListMatch {
    let mut lists: Vec<_> =
        (0..response.len()).filter(|index| is_list(&response[*index])).collect();
    let exact: Vec<_> = words.iter().filter_map(|word| position(word, response)).collect();
    if let Some(list) = exact.iter().find(|index| lists.contains(index)) {
        return ListMatch::List(*list);
    }
    let names: Vec<_> = lists.iter().map(|index| response[*index].name.as_str()).collect();
    if let Some(near) = words.iter().find_map(|word| nearest(&snake(word), &names)) {
        lists.retain(|index| response[*index].name == near);
    }
    match (lists.as_slice(), exact.first()) {
        ([list], _) => ListMatch::List(*list),
        ([_, ..], _) => ListMatch::Lists(lists),
        ([], Some(single)) => ListMatch::Single(*single),
        ([], None) => ListMatch::Missing,
    }
}

/// The field with this name, in any case or on the wire.
fn position(word: &str, response: &[Field]) -> Option<usize> {
    let is_named = |field: &Field| {
        field.name == word || field.wire_name == word || snake(&field.name) == snake(word)
    };
    let same_name = response.iter().position(|field| field.name == word);
    same_name.or_else(|| response.iter().position(is_named))
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty.kind, TypeKind::List(_))
}

/// The names in the tokens, including in strings and groups: two in `response.members`.
pub(super) fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => words.push(ident.unraw().to_string()),
            TokenTree::Group(group) => words.extend(self::words(group.stream())),
            TokenTree::Literal(literal) => {
                if let Ok(string) = syn::parse2::<LitStr>(TokenTree::from(literal).into()) {
                    words.extend(names(&string.value()));
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
    words
}

fn names(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.filter(|part| is_word(part)).map(str::to_owned)
}
