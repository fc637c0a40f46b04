//! Tests of the whole pipeline. Tests of a single module are in that module.

mod expansion;
mod messages;
mod robustness;
mod spans;

use proc_macro2::TokenStream;

/// The tokens that the wrapper macro passes for a declaration.
fn with_crate(declaration: &str) -> TokenStream {
    let tokens = format!("stytch_api; {declaration}").parse();
    tokens.expect("invalid tokens in a test declaration")
}
