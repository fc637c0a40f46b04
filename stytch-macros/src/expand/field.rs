//! Expands one field: its entry in the table, its accessors, its type and its default value.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::spans::{at_type, innermost, is_unknown, located_at_innermost};
use crate::{
    keyword::Section,
    model::{Field, Presence, Type, TypeKind},
};

/// The variants of `FieldRef` and `FieldMut` in `stytch-api` that hold a field.
enum RefVariant {
    /// The variants of this name; `FieldRef` holds a copy.
    Copied(Ident),
    /// The variants of this name; `FieldRef` holds a reference.
    Borrowed(Ident),
    /// The variants that the type's `FieldType` impl returns.
    OfType,
    /// The variants that the type's `FieldType` impl returns for an `Option` of it.
    OfOptionalType,
}

/// `Field::new("member_id", "member_id", "…", Location::Body, Presence::Defaulted, Kind::String)`
pub(crate) fn expand_descriptor(field: &Field) -> TokenStream {
    let Field { name, wire_name, .. } = field;
    let docs = &field.docs.text;
    let location = match field.section {
        Some(Section::Path) => quote!(Path),
        Some(Section::Query) => quote!(Query),
        Some(Section::Header) => quote!(Header),
        Some(Section::Body | Section::Response) | None if field.is_flattened => quote!(Flattened),
        Some(Section::Body | Section::Response) | None => quote!(Body),
    };
    let presence = match field.presence {
        Presence::Required => quote!(Required),
        Presence::Defaulted => quote!(Defaulted),
        Presence::Optional => quote!(Optional),
    };
    let kind = expand_field_kind(field);
    quote! {
        __stytch::Field::new(
            #name,
            #wire_name,
            #docs,
            __stytch::Location::#location,
            __stytch::Presence::#presence,
            #kind,
        )
    }
}

/// `FieldRef::String(&self.member_id)`
pub(crate) fn expand_field_ref(field: &Field) -> TokenStream {
    let (ident, span) = (&field.ident, at_type(&field.ty));
    let ty = located_at_innermost(&field.ty);
    let field_ref = match variant(field) {
        RefVariant::Copied(variant) => quote!(__stytch::FieldRef::#variant(self.#ident)),
        RefVariant::Borrowed(variant) => {
            quote_spanned!(span=> __stytch::FieldRef::#variant(&self.#ident))
        }
        RefVariant::OfType => {
            quote_spanned!(span=> <#ty as __stytch::FieldType>::field(&self.#ident))
        }
        RefVariant::OfOptionalType => {
            quote_spanned!(span=> <#ty as __stytch::FieldType>::optional_field(&self.#ident))
        }
    };
    expand_checked(field, field_ref)
}

/// `FieldMut::String(&mut self.member_id)`
pub(crate) fn expand_field_mut(field: &Field) -> TokenStream {
    let (ident, span) = (&field.ident, at_type(&field.ty));
    let ty = located_at_innermost(&field.ty);
    let field_mut = match variant(field) {
        RefVariant::Copied(variant) | RefVariant::Borrowed(variant) => {
            quote_spanned!(span=> __stytch::FieldMut::#variant(&mut self.#ident))
        }
        RefVariant::OfType => {
            quote_spanned!(span=> <#ty as __stytch::FieldType>::field_mut(&mut self.#ident))
        }
        RefVariant::OfOptionalType => {
            quote_spanned! {span=>
                <#ty as __stytch::FieldType>::optional_field_mut(&mut self.#ident)
            }
        }
    };
    expand_checked(field, field_mut)
}

/// Returns `value`; for a container, preceded by a check of the element type. Without the check, the
/// compiler would report an invalid element type again for each use of the container.
fn expand_checked(field: &Field, value: TokenStream) -> TokenStream {
    let inner = match &field.ty.kind {
        TypeKind::List(inner)
        | TypeKind::Map(inner)
        | TypeKind::Nullable(inner)
        | TypeKind::Boxed(inner)
            if is_unknown(inner) =>
        {
            innermost(inner)
        }
        _ => return value,
    };
    let (ty, span) = (&inner.tokens, at_type(inner));
    quote_spanned! {span=>
        {
            let _ = <#ty as __stytch::FieldType>::field;
            #value
        }
    }
}

/// The value of an absent field.
pub(crate) fn expand_default_value(field: &Field) -> TokenStream {
    if field.presence == Presence::Optional {
        return quote!(__stytch::Option::None);
    }
    let (ty, span) = (located_at_innermost(&field.ty), at_type(&field.ty));
    match field.ty.kind {
        TypeKind::Bool => quote!(false),
        TypeKind::I32 | TypeKind::I64 | TypeKind::U32 | TypeKind::U64 => quote!(0),
        TypeKind::F64 => quote!(0.0),
        TypeKind::String => quote!(::std::string::String::new()),
        TypeKind::List(_) => quote!(::std::vec::Vec::new()),
        TypeKind::Map(_) => quote!(__stytch::Default::default()),
        TypeKind::Nullable(_) => quote!(__stytch::Nullable::Null),
        TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => {
            let value = quote_spanned!(span=> <#ty as __stytch::FieldType>::absent_value());
            expand_checked(field, value)
        }
    }
}

/// The type of the field in the struct.
pub(crate) fn expand_field_type(field: &Field) -> TokenStream {
    let ty = &field.ty.tokens;
    match field.presence {
        Presence::Optional => quote!(::core::option::Option<#ty>),
        Presence::Required | Presence::Defaulted => quote!(#ty),
    }
}

/// The kind of a field. In an object, a field that is never absent cannot be a `Box`, because the
/// default values of objects that contain each other would be infinite; the type may be an alias of one.
fn expand_field_kind(field: &Field) -> TokenStream {
    let Field { ty, section, presence, .. } = field;
    match (&ty.kind, section, presence) {
        (TypeKind::Other, None, Presence::Required | Presence::Defaulted) => {
            let (ty, span) = (&ty.tokens, at_type(ty));
            let kind = Ident::new("kind", span);
            quote_spanned!(span=> <#ty as __stytch::FieldType>::UNBOXED.#kind())
        }
        _ => expand_kind(ty),
    }
}

fn expand_kind(ty: &Type) -> TokenStream {
    let kind = match &ty.kind {
        TypeKind::Bool => quote!(Bool),
        TypeKind::I32 => quote!(I32),
        TypeKind::I64 => quote!(I64),
        TypeKind::U32 => quote!(U32),
        TypeKind::U64 => quote!(U64),
        TypeKind::F64 => quote!(F64),
        TypeKind::String => quote!(String),
        TypeKind::Secret => quote!(Secret),
        TypeKind::Timestamp => quote!(Timestamp),
        TypeKind::Json | TypeKind::StandIn => quote!(Json),
        TypeKind::Metadata => quote!(Metadata),
        TypeKind::List(inner) => {
            let inner = expand_kind(inner);
            quote!(List(&#inner))
        }
        TypeKind::Map(inner) => {
            let inner = expand_kind(inner);
            quote!(Map(&#inner))
        }
        TypeKind::Nullable(inner) => {
            let inner = expand_kind(inner);
            quote!(Nullable(&#inner))
        }
        TypeKind::Boxed(inner) => return expand_kind(inner),
        TypeKind::Other => {
            let (ty, span) = (&ty.tokens, at_type(ty));
            return quote_spanned!(span=> <#ty as __stytch::FieldType>::KIND);
        }
    };
    quote!(__stytch::Kind::#kind)
}

fn variant(field: &Field) -> RefVariant {
    match field.presence {
        Presence::Required | Presence::Defaulted if is_unknown(&field.ty) => RefVariant::OfType,
        Presence::Optional if is_unknown(&field.ty) => RefVariant::OfOptionalType,
        Presence::Required | Presence::Defaulted => plain_variant(&field.ty.kind),
        Presence::Optional => optional_variant(&field.ty.kind),
    }
}

fn plain_variant(kind: &TypeKind) -> RefVariant {
    match kind {
        TypeKind::Bool => RefVariant::Copied(format_ident!("Bool")),
        TypeKind::I32 => RefVariant::Copied(format_ident!("I32")),
        TypeKind::I64 => RefVariant::Copied(format_ident!("I64")),
        TypeKind::U32 => RefVariant::Copied(format_ident!("U32")),
        TypeKind::U64 => RefVariant::Copied(format_ident!("U64")),
        TypeKind::F64 => RefVariant::Copied(format_ident!("F64")),
        TypeKind::String => RefVariant::Borrowed(format_ident!("String")),
        TypeKind::Secret => RefVariant::Borrowed(format_ident!("Secret")),
        TypeKind::Timestamp => RefVariant::Borrowed(format_ident!("Timestamp")),
        TypeKind::Json | TypeKind::StandIn => RefVariant::Borrowed(format_ident!("Json")),
        TypeKind::Metadata => RefVariant::Borrowed(format_ident!("Metadata")),
        TypeKind::List(_) => RefVariant::Borrowed(format_ident!("List")),
        TypeKind::Map(_) => RefVariant::Borrowed(format_ident!("Map")),
        TypeKind::Nullable(_) | TypeKind::Boxed(_) | TypeKind::Other => RefVariant::OfType,
    }
}

/// The variants for an optional field. The most frequent types have their own; the others share
/// `Option`.
fn optional_variant(kind: &TypeKind) -> RefVariant {
    match kind {
        TypeKind::Bool => RefVariant::Copied(format_ident!("OptBool")),
        TypeKind::I32 => RefVariant::Copied(format_ident!("OptI32")),
        TypeKind::String => RefVariant::Borrowed(format_ident!("OptString")),
        TypeKind::Secret => RefVariant::Borrowed(format_ident!("OptSecret")),
        TypeKind::Timestamp => RefVariant::Borrowed(format_ident!("OptTimestamp")),
        TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => RefVariant::Borrowed(format_ident!("Option")),
    }
}
