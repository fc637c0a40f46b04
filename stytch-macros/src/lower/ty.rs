//! Types of fields: which can be decoded, and which the table knows by their spelling.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, PathSegment, TypePath, spanned::Spanned};

use crate::{
    errors::Errors,
    fallback::any_type,
    model::{Shape, Type},
};

/// The type, or what stands in for one that no field can have.
pub(crate) fn lower_type(written: &syn::Type, krate: &TokenStream, errors: &mut Errors) -> Type {
    match check_type(written) {
        Ok(()) => shape_type(written),
        Err(refused) => {
            errors.over(&refused.tokens, refused.message);
            any_type(krate, written.span())
        }
    }
}

/// The `T` of an `Option<T>`, however `Option` is spelt.
pub(crate) fn option_argument(written: &syn::Type) -> Option<&syn::Type> {
    let syn::Type::Path(TypePath { qself: None, path, .. }) = strip(written) else { return None };
    let spelling: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let spelling: Vec<_> = spelling.iter().map(String::as_str).collect();
    match (spelling.as_slice(), arguments(path.segments.last()?).as_slice()) {
        (["Option"] | ["std" | "core", "option", "Option"], [argument]) => Some(argument),
        _ => None,
    }
}

/// A type as a person would write it.
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

/// A part of a type that no field can have.
struct Refused {
    tokens: TokenStream,
    message: String,
}

fn refuse(tokens: &impl ToTokens, message: impl Into<String>) -> Result<(), Refused> {
    Err(Refused { tokens: tokens.to_token_stream(), message: message.into() })
}

fn check_type(written: &syn::Type) -> Result<(), Refused> {
    match strip(written) {
        syn::Type::Path(path) => check_path(path),
        syn::Type::Reference(reference) => {
            let owned = owned(&reference.elem);
            refuse(written, format!("a field owns its value; write `{owned}`"))
        }
        syn::Type::Slice(slice) => refuse_sequence(written, &slice.elem),
        syn::Type::Array(array) => refuse_sequence(written, &array.elem),
        syn::Type::ImplTrait(_) | syn::Type::TraitObject(_) => refuse(
            written,
            "a field has a type that can be decoded, not a trait; \
             write `String`, `Json` or a type of your own",
        ),
        syn::Type::Tuple(_) => refuse(
            written,
            "a field holds no tuple; declare an `object!` with a field for each part",
        ),
        syn::Type::Infer(_) => refuse(written, "a field's type is written out; replace the `_`"),
        _ => refuse(
            written,
            "a field has a type that can be decoded; write `String`, `Json` or a type of your own",
        ),
    }
}

fn check_path(path: &TypePath) -> Result<(), Refused> {
    let Some(last) = path.path.segments.last() else { return Ok(()) };
    if path.qself.is_none() && path.path.segments.len() == 1 {
        match last.ident.to_string().as_str() {
            "str" => return refuse(path, "a field owns its value; write `String`"),
            "Self" => {
                return refuse(path, "a field's type is named; write the name in place of `Self`");
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
        return refuse(key, "the keys of a map are strings; write `String`");
    }
    Ok(())
}

/// Checks that a generic type that the macros know has as many types in its `<>` as it needs.
fn check_argument_count(path: &TypePath, segment: &PathSegment) -> Result<(), Refused> {
    let name = segment.ident.to_string();
    let (count, fix) = match name.as_str() {
        "Vec" | "Nullable" | "Box" => (1, format!("{name}<T>")),
        "BTreeMap" | "HashMap" => (2, format!("{name}<String, T>")),
        _ => return Ok(()),
    };
    if arguments(segment).len() == count {
        return Ok(());
    }
    let types = if count == 1 { "one type" } else { "two types" };
    refuse(path, format!("`{name}` has {types} in its `<>`; write `{fix}`"))
}

fn check_arguments(segment: &PathSegment) -> Result<(), Refused> {
    let arguments = match &segment.arguments {
        PathArguments::None => return Ok(()),
        PathArguments::Parenthesized(arguments) => {
            return refuse(
                arguments,
                "a field holds no function; write a type that can be decoded",
            );
        }
        PathArguments::AngleBracketed(arguments) => arguments,
    };
    for argument in &arguments.args {
        match argument {
            GenericArgument::Type(inner)
                if is_container(segment) && option_argument(inner).is_some() =>
            {
                return refuse(
                    inner,
                    "only a field itself may be optional; \
                     write `Nullable<T>` for what may be `null` within another type",
                );
            }
            GenericArgument::Type(inner) => check_type(inner)?,
            GenericArgument::Lifetime(lifetime) => {
                return refuse(lifetime, "a field owns its value; write a type without a lifetime");
            }
            _ => {
                return refuse(
                    argument,
                    "a field's type has plain types as arguments; remove this",
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

fn refuse_sequence(written: &syn::Type, element: &syn::Type) -> Result<(), Refused> {
    let element = owned(element);
    refuse(written, format!("a list is a `Vec`; write `Vec<{element}>`"))
}

/// How to own what a reference borrows.
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

fn shape_type(written: &syn::Type) -> Type {
    let shape = shape(written);
    let span = match &shape {
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => inner.span,
        Shape::Bool
        | Shape::I32
        | Shape::I64
        | Shape::U32
        | Shape::U64
        | Shape::F64
        | Shape::String
        | Shape::Secret
        | Shape::Timestamp
        | Shape::Json
        | Shape::Metadata
        | Shape::Other => written.span(),
    };
    Type { tokens: quote!(#written), span, shape }
}

fn shape(written: &syn::Type) -> Shape {
    let Some(segment) = single_segment(written) else { return Shape::Other };
    match (segment.ident.to_string().as_str(), arguments(segment).as_slice()) {
        ("bool", []) => Shape::Bool,
        ("i32", []) => Shape::I32,
        ("i64", []) => Shape::I64,
        ("u32", []) => Shape::U32,
        ("u64", []) => Shape::U64,
        ("f64", []) => Shape::F64,
        ("String", []) => Shape::String,
        ("Secret", []) => Shape::Secret,
        ("Timestamp", []) => Shape::Timestamp,
        ("Json", []) => Shape::Json,
        ("Metadata", []) => Shape::Metadata,
        ("Vec", [element]) => Shape::List(Box::new(shape_type(element))),
        ("BTreeMap" | "HashMap", [_, value]) => Shape::Map(Box::new(shape_type(value))),
        ("Nullable", [value]) => Shape::Nullable(Box::new(shape_type(value))),
        _ => Shape::Other,
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

/// The types between a segment's `<>`.
fn arguments(segment: &PathSegment) -> Vec<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// A type without parentheses around it.
fn strip(written: &syn::Type) -> &syn::Type {
    match written {
        syn::Type::Paren(inner) => strip(&inner.elem),
        syn::Type::Group(inner) => strip(&inner.elem),
        other => other,
    }
}
