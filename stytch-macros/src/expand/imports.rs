//! Keeps the compiler quiet about imports for the rejected parts of a declaration with errors.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::notation::{Named, named};

/// Uses the imports of the types that a spec needs no import for or cannot have, such as `Secret` and
/// `HashSet`: a warning that they are unused would distract from the error.
///
/// A name that is not imported means a type in `names`, because a block looks in its own imports first and
/// then in the module around it.
pub(crate) fn expand_imports(declaration: TokenStream) -> Option<TokenStream> {
    let mut types = BTreeMap::new();
    collect_types(declaration, &mut types);
    if types.is_empty() {
        return None;
    }
    let items = types.iter().map(|(name, (ident, count))| match (name.as_str(), count) {
        ("Cow", _) => quote!(pub struct #ident<'a, T: ?Sized>(&'a T);),
        (_, 0) => quote!(pub struct #ident;),
        (_, 1) => quote!(pub struct #ident<A>(A);),
        _ => quote!(pub struct #ident<A, B>(A, B);),
    });
    let uses = types.iter().map(|(name, (ident, count))| match (name.as_str(), count) {
        ("Cow", _) => quote!(#ident<'static, str>),
        (_, 0) => quote!(#ident),
        (_, 1) => quote!(#ident<()>),
        _ => quote!(#ident<(), ()>),
    });
    Some(quote! {
        const _: () = {
            #[allow(dead_code, unused_imports)]
            mod names {
                #(#items)*
                const _: () = {
                    use super::*;
                    type Types = (#(#uses,)*);
                };
            }
        };
    })
}

/// Adds each type that the user may have imported, with its number of type arguments.
fn collect_types(tokens: TokenStream, types: &mut BTreeMap<String, (Ident, usize)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_types(group.stream(), types),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if let Some(count) = argument_count(&name) {
                    types.insert(name, (ident, count));
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn argument_count(name: &str) -> Option<usize> {
    match name {
        "Json" | "Metadata" | "Secret" | "Timestamp" => return Some(0),
        "Nullable" | "DateTime" => return Some(1),
        "BTreeMap" | "HashMap" => return Some(2),
        "Result" => return None,
        _ => {}
    }
    if !name.starts_with(|letter: char| letter.is_uppercase()) {
        return None;
    }
    match named(name)? {
        Named::Type(_) | Named::OneOf(..) | Named::Byte => Some(0),
        Named::List | Named::Inner => Some(1),
        Named::Map => Some(2),
        Named::Optional | Named::Nothing => None,
    }
}
