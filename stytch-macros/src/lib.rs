//! The macros of `stytch-api`, which documents their grammar: one short spec becomes one typed
//! endpoint, object or enum.
//!
//! Each macro is a pipeline of three stages that never call back: `parse` reads the tokens into an
//! ast that keeps what was written, `lower` checks it and makes a model that holds only what is
//! valid, `expand` writes the model as Rust. Errors are collected on the way. Where a check fails,
//! `fallback` says what stands in, so that the declared names exist and a caller sees one error,
//! not twenty.
//!
//! They are not to be called by themselves: `stytch-api` exports a `macro_rules!` shell for each,
//! which puts its own `$crate;` before the user's tokens, so that the expansion finds `stytch-api`
//! under whatever name it is depended on.

mod ast;
mod errors;
mod expand;
mod fallback;
mod keyword;
mod lower;
mod model;
mod parse;
mod path;
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

/// Declares an object that requests or responses hold.
#[proc_macro]
pub fn object(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_object(tokens.into()).into()
}

/// Declares an enum of strings that stays open to values of later versions.
#[proc_macro]
pub fn open_enum(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    declare_open_enum(tokens.into()).into()
}

fn declare_endpoint(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_endpoint(tokens, &mut errors);
    let endpoint = written.map(|written| lower::lower_endpoint(written, &mut errors));
    let items = endpoint.as_ref().map(expand::expand_endpoint);
    let errors = errors.into_compile_errors();
    quote!(#errors #items)
}

fn declare_object(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_object(tokens, &mut errors);
    let object = written.map(|written| lower::lower_object(written, &mut errors));
    let items = object.as_ref().map(expand::expand_object);
    let errors = errors.into_compile_errors();
    quote!(#errors #items)
}

fn declare_open_enum(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let written = parse::parse_open_enum(tokens, &mut errors);
    let open_enum = written.map(|written| lower::lower_open_enum(written, &mut errors));
    let items = open_enum.as_ref().map(expand::expand_open_enum);
    let errors = errors.into_compile_errors();
    quote!(#errors #items)
}
