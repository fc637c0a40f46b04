//! The procedural macros of `stytch-api`: each turns one short spec into a typed endpoint, object,
//! enum or resource. `stytch-api` documents the grammar.
//!
//! Each macro is a pipeline of three stages that never call back: `parse` turns the tokens into an
//! ast that mirrors the source, `lower` checks the ast and builds a model that holds only valid
//! values, and `expand` turns the model into Rust. Errors are collected on the way. Where a check
//! fails, `fallback` provides a replacement, so that the declared names exist and a caller sees one
//! error instead of twenty.
//!
//! Don't call these macros directly: `stytch-api` exports a `macro_rules!` wrapper for each, which puts
//! `$crate;` before the user's tokens, so that the expansion finds `stytch-api` even if a dependent
//! renames it.

mod ast;
mod errors;
mod expand;
mod fallback;
mod generated;
mod keyword;
mod lower;
mod model;
mod notation;
mod parse;
mod path;
mod rename_all;
mod section_word;
mod suggest;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

/// Declares an endpoint: its request, its response and, on a resource, the method that calls it.
#[proc_macro]
pub fn endpoint(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_endpoint(tokens.into()).into()
}

/// Declares an object that requests and responses can contain.
#[proc_macro]
pub fn object(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_object(tokens.into()).into()
}

/// Declares an enum of strings that accepts unknown values.
#[proc_macro]
pub fn open_enum(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_open_enum(tokens.into()).into()
}

/// Declares a resource: the type that carries the methods of a group of endpoints.
#[proc_macro]
pub fn resource(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_resource(tokens.into()).into()
}

fn declare_endpoint(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_endpoints(tokens.clone(), &mut errors).into_iter();
    let endpoints: Vec<_> =
        written.filter_map(|written| lower::lower_endpoint(written, &mut errors)).collect();
    let items = endpoints.iter().map(expand::expand_endpoint);
    let errors = expand_errors(errors, tokens);
    quote!(#errors #(#items)*)
}

fn declare_object(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_objects(tokens.clone(), &mut errors).into_iter();
    let objects: Vec<_> =
        written.filter_map(|written| lower::lower_object(written, &mut errors)).collect();
    let items = objects.iter().map(expand::expand_object);
    let errors = expand_errors(errors, tokens);
    quote!(#errors #(#items)*)
}

fn declare_open_enum(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_open_enums(tokens.clone(), &mut errors).into_iter();
    let open_enums: Vec<_> =
        written.filter_map(|written| lower::lower_open_enum(written, &mut errors)).collect();
    let items = open_enums.iter().map(expand::expand_open_enum);
    let errors = expand_errors(errors, tokens);
    quote!(#errors #(#items)*)
}

fn declare_resource(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_resources(tokens, &mut errors).into_iter();
    let resources: Vec<_> =
        written.map(|written| lower::lower_resource(written, &mut errors)).collect();
    let items = resources.iter().map(expand::expand_resource);
    let errors = errors.into_compile_errors();
    quote!(#errors #(#items)*)
}

fn expand_errors(errors: Errors, declaration: TokenStream) -> TokenStream {
    let errors = errors.into_compile_errors();
    let imports = if errors.is_empty() { None } else { expand::expand_imports(declaration) };
    quote!(#errors #imports)
}
