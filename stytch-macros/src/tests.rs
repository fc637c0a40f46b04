//! Tests of the whole pipeline; those of one file stand in it.

mod expansion;
mod messages;
mod robustness;

use proc_macro2::TokenStream;

/// A declaration as the shell macro hands it over.
fn with_crate(declaration: &str) -> TokenStream {
    let tokens = format!("stytch_api; {declaration}").parse();
    tokens.expect("the test's declaration is made of tokens")
}
