//! Compile-time checks that types unknown to `lower` can be sent where the spec sends them.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::spans::{at_type, innermost, is_unknown};
use crate::{
    keyword::Section,
    model::{BodyFormat, Direction, Endpoint, Field, HeaderName, Object, TypeKind},
};

/// Generates one constant for each request field that the compiler has to check, so that each field gets
/// its own error.
pub(crate) fn expand_assertions(endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let krate = &request.krate;
    let assertions = request.fields.iter().filter_map(|field| {
        let check = match check(field, endpoint.body)? {
            Check::Kind(name) => expand_kind_check(field, name, krate),
            Check::IsSendable => expand_sendable_check(field, krate),
        };
        Some(expand_constant(request, &check))
    });
    assertions.collect()
}

/// Generates the same constants for the fields of an object that can be sent.
pub(crate) fn expand_object_assertions(object: &Object) -> TokenStream {
    let fields = match object.direction {
        Direction::Sent => &object.fields[..],
        Direction::Received => &[],
    };
    let unknown = fields.iter().filter(|field| is_unknown(&field.ty));
    let checks = unknown.map(|field| expand_sendable_check(field, &object.krate));
    checks.map(|check| expand_constant(object, &check)).collect()
}

fn expand_constant(Object { cfg, .. }: &Object, check: &TokenStream) -> TokenStream {
    quote! {
        #cfg
        #[allow(deprecated)]
        const _: () = #check;
    }
}

fn expand_kind_check(field: &Field, check: &str, krate: &TokenStream) -> TokenStream {
    let inner = innermost(&field.ty);
    let (ty, span) = (&inner.tokens, at_type(inner));
    let check = Ident::new(check, span);
    let kind = quote_spanned!(span=> <#ty as #krate::__private::FieldType>::KIND);
    if let TypeKind::List(_) = field.ty.kind {
        return quote_spanned!(span=> <#krate::__private::Kind>::List(&#kind).#check());
    }
    quote_spanned!(span=> #kind.#check())
}

/// A container can be sent if its elements can.
fn expand_sendable_check(field: &Field, krate: &TokenStream) -> TokenStream {
    let inner = innermost(&field.ty);
    let (ty, span) = (&inner.tokens, at_type(inner));
    let check = Ident::new("check", span);
    quote_spanned!(span=> <#ty as #krate::__private::FieldType>::SENDABLE.#check())
}

/// A check of a type by the compiler.
enum Check {
    /// The kind of the type has a text form. Holds the name of the check.
    Kind(&'static str),
    /// If the type is an object, it cannot be built without its required fields.
    IsSendable,
}

/// The check of a field; `None` if `lower` has checked the type, or any type is allowed.
fn check(field: &Field, body: BodyFormat) -> Option<Check> {
    let section = field.section?;
    if section == Section::Body && body == BodyFormat::Json {
        return is_unknown(&field.ty).then_some(Check::IsSendable);
    }
    let kind = match (&field.ty.kind, section) {
        (TypeKind::List(element), Section::Query | Section::Body) => &element.kind,
        (kind, _) => kind,
    };
    let (TypeKind::Boxed(_) | TypeKind::Other) = kind else { return None };
    match section {
        Section::Path => Some(Check::Kind("check_path")),
        Section::Query => Some(Check::Kind("check_query")),
        Section::Header => match field.header {
            HeaderName::Written => Some(Check::Kind("check_header")),
            HeaderName::None | HeaderName::OfType => None,
        },
        Section::Body => match body {
            BodyFormat::Form => Some(Check::Kind("check_form")),
            BodyFormat::None | BodyFormat::Json => None,
        },
        Section::Response => None,
    }
}
