//! The spans of generated code. They make the compiler's errors point at the relevant part of the spec.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::model::{Type, TypeKind};

/// The span of a name in the spec, with the hygiene of the macro call, so that `self` and `__stytch`
/// resolve.
pub(crate) fn at_name(name: &Ident) -> Span {
    name.span().resolved_at(Span::call_site())
}

/// The span of the part of a type that can be at fault, with the hygiene of the macro call.
pub(crate) fn at_type(ty: &Type) -> Span {
    ty.span.resolved_at(Span::call_site())
}

/// Whether a type is, or contains, a type that is unknown to the macros.
pub(crate) fn is_unknown(ty: &Type) -> bool {
    matches!(innermost(ty).kind, TypeKind::Other)
}

/// The innermost element type: without the lists, maps, `Nullable`s and boxes around it.
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

/// The tokens of a type, for expressions. A container of a type that is unknown to the macros gets the
/// span of that type: rustc merges two identical errors only if they have the same span, with the same
/// hygiene. The first token is therefore `__stytch`, and not a path that the macros have added.
pub(crate) fn located_at_innermost(ty: &Type) -> TokenStream {
    let inner = innermost(ty);
    if std::ptr::eq(inner, ty) || !is_unknown(inner) {
        return ty.tokens.clone();
    }
    let mut tokens: Vec<_> = ty.tokens.clone().into_iter().collect();
    let is_open =
        |token: &TokenTree| matches!(token, TokenTree::Punct(open) if open.as_char() == '<');
    let is_private =
        |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "__private");
    let mut path = tokens.iter().take_while(|token| !is_open(token));
    if let Some(end) = path.position(is_private) {
        tokens.splice(..=end, [Ident::new("__stytch", ty.span).into()]);
    }
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

/// Changes the location of a token but keeps its hygiene, which determines what an identifier refers to.
fn move_to(token: &mut TokenTree, span: Span) {
    token.set_span(token.span().located_at(span));
}
