//! Reports field types that are not Rust types.

use proc_macro2::{Ident, TokenStream};
use syn::spanned::Spanned;

use crate::{errors::Errors, fallback::any_type, model::Type};

/// Reports the type of the field `name`, and returns a replacement.
pub(crate) fn lower_foreign_type(
    written: &TokenStream,
    name: &Ident,
    krate: &TokenStream,
    errors: &mut Errors,
) -> Type {
    errors.over(
        written,
        format_args!("invalid type; write a Rust type such as `String` after `{name}:`"),
    );
    any_type(krate, written.span())
}
