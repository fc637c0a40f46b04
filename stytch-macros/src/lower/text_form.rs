//! Which kinds have a plain text form, outside of JSON.

use crate::model::TypeKind;

/// Whether a header can hold the kind.
pub(crate) fn fits_header(kind: &TypeKind) -> bool {
    non_text_noun(kind).is_none() && !matches!(kind, TypeKind::F64)
}

pub(crate) fn non_text_element_noun(kind: &TypeKind) -> Option<&'static str> {
    if let TypeKind::List(_) = kind { Some("a list of lists") } else { non_text_noun(kind) }
}

/// A noun for a kind that has no plain text form; `None` for other kinds.
pub(crate) fn non_text_noun(kind: &TypeKind) -> Option<&'static str> {
    match kind {
        TypeKind::List(_) => Some("a list"),
        TypeKind::Map(_) => Some("a map"),
        TypeKind::Metadata => Some("`Metadata`"),
        TypeKind::Json => Some("`Json`"),
        TypeKind::Nullable(_) => Some("`null`"),
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => None,
    }
}

/// Whether a kind is known to have a plain text form.
pub(crate) fn is_text(kind: &TypeKind) -> bool {
    non_text_noun(kind).is_none() && !matches!(kind, TypeKind::Boxed(_) | TypeKind::Other)
}
