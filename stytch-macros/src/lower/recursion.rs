//! Checks objects that contain themselves.

use proc_macro2::{Ident, TokenStream};

use super::ty::spelling;
use crate::{
    errors::Errors,
    fallback::any_type,
    model::{Field, Presence},
};

/// Reports each field of the object `name` that would make it infinite: in size without a `Box`, or
/// in its default value without a `?`.
pub(crate) fn check_recursion(
    name: &Ident,
    fields: &mut [Field],
    krate: &TokenStream,
    errors: &mut Errors,
) {
    let boxed = format!("Box<{name}>");
    for field in fields {
        let written = spelling(&field.ty.tokens);
        let is_infinite =
            *name == written || (written == boxed && field.presence != Presence::Optional);
        if is_infinite {
            let ident = &field.ident;
            errors.over(
                &field.ty.tokens,
                format_args!(
                    "an object can contain itself only in an optional `Box` or a list; \
                     write `{ident}?: {boxed}`"
                ),
            );
            field.ty = any_type(krate, field.ty.span);
        }
    }
}
