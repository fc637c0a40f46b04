//! Lowers field types: rejects those that cannot be decoded and recognizes known ones by spelling.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, PathSegment, TypePath, spanned::Spanned};

use crate::{
    errors::Errors,
    fallback::any_type,
    model::{Type, TypeKind},
};

/// Returns the type, or a replacement for an invalid one.
pub(crate) fn lower_type(written: &syn::Type, krate: &TokenStream, errors: &mut Errors) -> Type {
    match check_type(written) {
        Ok(()) => recognize_type(written),
        Err(rejected) => {
            errors.over(&rejected.tokens, rejected.message);
            any_type(krate, written.span())
        }
    }
}

/// The `T` of an `Option<T>`, with any path to `Option`.
pub(crate) fn option_argument(written: &syn::Type) -> Option<&syn::Type> {
    let syn::Type::Path(TypePath { qself: None, path, .. }) = strip(written) else { return None };
    let spelling: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let spelling: Vec<_> = spelling.iter().map(String::as_str).collect();
    match (spelling.as_slice(), arguments(path.segments.last()?).as_slice()) {
        (["Option"] | ["std" | "core", "option", "Option"], [argument]) => Some(argument),
        _ => None,
    }
}

/// The type with conventional spacing.
pub(crate) fn spelling(written: &impl ToTokens) -> String {
    let mut spelling = written.to_token_stream().to_string();
    for (spaced, tight) in [
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (":: ", "::"),
        (" ,", ","),
        ("& ", "&"),
    ] {
        spelling = spelling.replace(spaced, tight);
    }
    spelling
}

/// A part of a type that is not allowed.
struct Rejected {
    tokens: TokenStream,
    message: String,
}

fn reject(tokens: &impl ToTokens, message: impl Into<String>) -> Result<(), Rejected> {
    Err(Rejected { tokens: tokens.to_token_stream(), message: message.into() })
}

fn check_type(written: &syn::Type) -> Result<(), Rejected> {
    match strip(written) {
        syn::Type::Path(path) => check_path(path),
        syn::Type::Reference(reference) => {
            let owned = owned(&reference.elem);
            reject(written, format!("a field must own its value; write `{owned}`"))
        }
        syn::Type::Slice(slice) => reject_sequence(written, &slice.elem),
        syn::Type::Array(array) => reject_sequence(written, &array.elem),
        syn::Type::ImplTrait(_) | syn::Type::TraitObject(_) => reject(
            written,
            "a field's type cannot be a trait; write `String`, `Json` or the name of an `object!`",
        ),
        syn::Type::Tuple(_) => reject(
            written,
            "a field's type cannot be a tuple; declare an `object!` with a field for each element",
        ),
        syn::Type::Infer(_) => {
            reject(written, "a field's type cannot be inferred; replace the `_`")
        }
        _ => reject(
            written,
            "this type cannot be decoded; write `String`, `Json` or the name of an `object!`",
        ),
    }
}

fn check_path(path: &TypePath) -> Result<(), Rejected> {
    let Some(last) = path.path.segments.last() else { return Ok(()) };
    if path.qself.is_none() && path.path.segments.len() == 1 {
        match last.ident.to_string().as_str() {
            "str" => return reject(path, "a field must own its value; write `String`"),
            "Self" => {
                return reject(path, "a field's type cannot be `Self`; write the name of the type");
            }
            _ => check_argument_count(path, last)?,
        }
    }
    for segment in &path.path.segments {
        check_arguments(segment)?;
    }
    if let Some(key) = map_key(last)
        && spelling(key) != "String"
    {
        return reject(key, "the keys of a map must be strings; write `String`");
    }
    Ok(())
}

/// Checks the number of type arguments of the generic types that the macros know.
fn check_argument_count(path: &TypePath, segment: &PathSegment) -> Result<(), Rejected> {
    let name = segment.ident.to_string();
    let (count, fix) = match name.as_str() {
        "Vec" | "Nullable" | "Box" => (1, format!("{name}<T>")),
        "BTreeMap" | "HashMap" => (2, format!("{name}<String, T>")),
        _ => return Ok(()),
    };
    if arguments(segment).len() == count {
        return Ok(());
    }
    let arguments = if count == 1 { "one type argument" } else { "two type arguments" };
    reject(path, format!("`{name}` takes {arguments}; write `{fix}`"))
}

fn check_arguments(segment: &PathSegment) -> Result<(), Rejected> {
    let arguments = match &segment.arguments {
        PathArguments::None => return Ok(()),
        PathArguments::Parenthesized(arguments) => {
            return reject(
                arguments,
                "a field's type cannot be a function; write `String`, `Json` or the name of an `object!`",
            );
        }
        PathArguments::AngleBracketed(arguments) => arguments,
    };
    for argument in &arguments.args {
        match argument {
            GenericArgument::Type(inner)
                if is_container(segment) && option_argument(inner).is_some() =>
            {
                return reject(
                    inner,
                    "`Option` is not allowed inside another type; \
                     write `Nullable<T>` for a value that can be `null`",
                );
            }
            GenericArgument::Type(inner) => check_type(inner)?,
            GenericArgument::Lifetime(lifetime) => {
                return reject(
                    lifetime,
                    "a field must own its value; write a type without a lifetime",
                );
            }
            _ => {
                return reject(
                    argument,
                    "a field's type can have only type arguments; remove this",
                );
            }
        }
    }
    Ok(())
}

fn is_container(segment: &PathSegment) -> bool {
    let containers = ["Vec", "BTreeMap", "HashMap", "Nullable", "Option"];
    containers.iter().any(|container| segment.ident == container)
}

fn reject_sequence(written: &syn::Type, element: &syn::Type) -> Result<(), Rejected> {
    let element = owned(element);
    reject(written, format!("a list must be a `Vec`; write `Vec<{element}>`"))
}

/// The owned form of a borrowed type.
fn owned(borrowed: &syn::Type) -> String {
    match strip(borrowed) {
        syn::Type::Reference(reference) => owned(&reference.elem),
        syn::Type::Slice(slice) => format!("Vec<{}>", owned(&slice.elem)),
        other => match spelling(other).as_str() {
            "str" => "String".to_owned(),
            other => other.to_owned(),
        },
    }
}

fn recognize_type(written: &syn::Type) -> Type {
    let kind = recognize_kind(written);
    let span = match &kind {
        TypeKind::List(inner) | TypeKind::Map(inner) | TypeKind::Nullable(inner) => inner.span,
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
        | TypeKind::Other => written.span(),
    };
    Type { tokens: quote!(#written), span, kind }
}

fn recognize_kind(written: &syn::Type) -> TypeKind {
    let Some(segment) = single_segment(written) else { return TypeKind::Other };
    match (segment.ident.to_string().as_str(), arguments(segment).as_slice()) {
        ("bool", []) => TypeKind::Bool,
        ("i32", []) => TypeKind::I32,
        ("i64", []) => TypeKind::I64,
        ("u32", []) => TypeKind::U32,
        ("u64", []) => TypeKind::U64,
        ("f64", []) => TypeKind::F64,
        ("String", []) => TypeKind::String,
        ("Secret", []) => TypeKind::Secret,
        ("Timestamp", []) => TypeKind::Timestamp,
        ("Json", []) => TypeKind::Json,
        ("Metadata", []) => TypeKind::Metadata,
        ("Vec", [element]) => TypeKind::List(Box::new(recognize_type(element))),
        ("BTreeMap" | "HashMap", [_, value]) => TypeKind::Map(Box::new(recognize_type(value))),
        ("Nullable", [value]) => TypeKind::Nullable(Box::new(recognize_type(value))),
        _ => TypeKind::Other,
    }
}

fn single_segment(written: &syn::Type) -> Option<&PathSegment> {
    match strip(written) {
        syn::Type::Path(TypePath { qself: None, path, .. })
            if path.leading_colon.is_none() && path.segments.len() == 1 =>
        {
            path.segments.first()
        }
        _ => None,
    }
}

fn map_key(segment: &PathSegment) -> Option<&syn::Type> {
    match (segment.ident.to_string().as_str(), arguments(segment).as_slice()) {
        ("BTreeMap" | "HashMap", [key, ..]) => Some(key),
        _ => None,
    }
}

/// The type arguments of a path segment.
fn arguments(segment: &PathSegment) -> Vec<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// The type without parentheses around it.
fn strip(written: &syn::Type) -> &syn::Type {
    match written {
        syn::Type::Paren(inner) => strip(&inner.elem),
        syn::Type::Group(inner) => strip(&inner.elem),
        other => other,
    }
}
