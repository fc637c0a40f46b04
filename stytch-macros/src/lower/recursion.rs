//! Checks objects that contain themselves.

use proc_macro2::{Ident, TokenStream};

use super::ty::spelling;
use crate::{
    errors::Errors,
    fallback::any_type,
    model::{Field, Presence, Type, TypeKind},
};

/// Reports each field that can make the object `name` infinite. The object has infinite size if it
/// contains itself directly, and an infinite default value if an object in a required `Box` contains it.
pub(crate) fn check_recursion(
    name: &Ident,
    fields: &mut [Field],
    krate: &TokenStream,
    errors: &mut Errors,
) {
    for field in fields {
        let Some(message) = infinite(name, field) else { continue };
        errors.over(&field.ty.ends, message);
        if let TypeKind::Boxed(_) = field.ty.kind {
            field.presence = Presence::Optional;
        } else {
            field.ty = any_type(krate, field.ty.span);
        }
    }
}

fn infinite(name: &Ident, field: &Field) -> Option<String> {
    let ident = &field.ident;
    match &field.ty.kind {
        TypeKind::Other if is_same(name, &field.ty) => Some(format!(
            "an object can contain itself only in an optional `Box` or a list; \
             write `{ident}?: Box<{name}>`"
        )),
        TypeKind::Boxed(inner) if field.presence != Presence::Optional => {
            let fix = match inner.kind {
                TypeKind::Other => format!("write `{ident}?: Box<{}>`", spelling(&inner.tokens)),
                _ => format!("write `{ident}?: Box<…>` or remove the `Box`"),
            };
            Some(format!(
                "a `Box` in an object must be optional, because the boxed object may contain this one; \
                 {fix}"
            ))
        }
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => None,
    }
}

fn is_same(name: &Ident, ty: &Type) -> bool {
    let written = spelling(&ty.tokens);
    *name == written || written.strip_prefix("self::").is_some_and(|written| *name == written)
}
