//! The spans of generated code: an error of the compiler should point at the part of the spec that
//! it is about.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::model::{Type, TypeKind};

/// At a name of the spec, resolved at the macro so that `self` and `__stytch` are found.
pub(crate) fn at_name(name: &Ident) -> Span {
    name.span().resolved_at(Span::call_site())
}

/// At the part of a type that can be at fault, resolved at the macro.
pub(crate) fn at_type(ty: &Type) -> Span {
    ty.span.resolved_at(Span::call_site())
}

/// Whether a type is unknown to the macros, or contains one that is.
pub(crate) fn is_unknown(ty: &Type) -> bool {
    matches!(innermost(ty).kind, TypeKind::Other)
}

/// The type in the lists, maps, `Nullable`s and boxes of a type.
pub(crate) fn innermost(ty: &Type) -> &Type {
    match &ty.kind {
        TypeKind::List(inner)
        | TypeKind::Map(inner)
        | TypeKind::Nullable(inner)
        | TypeKind::Boxed(inner) => innermost(inner),
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
        | TypeKind::Other
        | TypeKind::StandIn => ty,
    }
}

/// The tokens of a type, for expressions. A container of a type that is unknown to the macros starts
/// and ends where that type does: rustc reports two errors about a type as one if they are at the same
/// place.
pub(crate) fn located_at_innermost(ty: &Type) -> TokenStream {
    let inner = innermost(ty);
    if std::ptr::eq(inner, ty) || !is_unknown(inner) {
        return ty.tokens.clone();
    }
    let mut tokens: Vec<_> = ty.tokens.clone().into_iter().collect();
    let spans: Vec<_> = inner.tokens.clone().into_iter().map(|token| token.span()).collect();
    if let ([first, .., last], [start, ..], [.., end]) = (&mut tokens[..], &spans[..], &spans[..]) {
        move_to(first, *start);
        move_to(last, *end);
    }
    tokens.into_iter().collect()
}

/// The path of `stytch-api`, for a macro call whose errors should point at a name.
pub(crate) fn located_at_name(krate: &TokenStream, name: &Ident) -> TokenStream {
    let mut tokens: Vec<_> = krate.clone().into_iter().collect();
    for token in &mut tokens {
        move_to(token, name.span());
    }
    tokens.into_iter().collect()
}

/// Moves a token but keeps its hygiene, which decides what an identifier names.
fn move_to(token: &mut TokenTree, span: Span) {
    token.set_span(token.span().located_at(span));
}
