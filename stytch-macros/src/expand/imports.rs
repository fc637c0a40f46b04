//! Suppresses warnings about unused imports in a declaration with errors.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// Uses the imports of the types that a spec needs no import for, such as `Secret`: a warning that they are
/// unused would distract from the error.
///
/// The macro doesn't know which names are imported, so `names` declares a type for each. A name resolves
/// to the import if there is one, through `use super::*`, and otherwise to the declared type.
pub(crate) fn expand_imports(declaration: TokenStream) -> Option<TokenStream> {
    let mut types = BTreeMap::new();
    collect_types(declaration, &mut types);
    if types.is_empty() {
        return None;
    }
    let items = types.values().map(|(ident, count)| match count {
        0 => quote!(pub struct #ident;),
        1 => quote!(pub struct #ident<A>(A);),
        _ => quote!(pub struct #ident<A, B>(A, B);),
    });
    let uses = types.values().map(|(ident, count)| match count {
        0 => quote!(#ident),
        1 => quote!(#ident<()>),
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

/// The number of type arguments of a type that needs no import. Other names may be those of the user's
/// own types, with any number of arguments.
fn argument_count(name: &str) -> Option<usize> {
    match name {
        "Json" | "Metadata" | "Secret" | "Timestamp" => Some(0),
        "Nullable" => Some(1),
        "BTreeMap" | "HashMap" => Some(2),
        _ => None,
    }
}
