//! Finds the parts of a Rust type that are not allowed in a field, and suggests a replacement.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, TypePath};

use super::ty::{arguments, is_optional, known_segment, spelling, strip};
use crate::notation::{Meaning, Named, Notation, is_foreign_path, may_be_own, meaning, named};

/// A part of a type that is not allowed.
pub(crate) struct Rejected {
    pub(crate) tokens: TokenStream,
    pub(crate) message: String,
}

const BYTES: &str =
    "a field cannot hold bytes; write `String`, and encode them as the API requires";

const ANY_TYPE: &str = "write `String`, `Json` or the name of an `object!`";

pub(crate) fn check_type(written: &syn::Type, rejected: &mut Vec<Rejected>) {
    let message = match strip(written) {
        syn::Type::Path(path) => return check_path(path, rejected),
        syn::Type::Reference(_) => format!("a field must own its value; {}", fix(written)),
        syn::Type::Slice(slice) => explain_list(written, &slice.elem),
        syn::Type::Array(array) => explain_list(written, &array.elem),
        syn::Type::ImplTrait(_) | syn::Type::TraitObject(_) => {
            format!("a field's type cannot be a trait; {ANY_TYPE}")
        }
        syn::Type::Tuple(tuple) if tuple.elems.is_empty() => {
            "a field must hold a value; remove the field".to_owned()
        }
        syn::Type::Tuple(_) => {
            format!("a field's type cannot be a tuple; {} for a JSON array", fix(written))
        }
        syn::Type::Infer(_) => {
            format!("a field's type cannot be inferred; {ANY_TYPE} instead of the `_`")
        }
        _ => format!("this type cannot be decoded; {ANY_TYPE}"),
    };
    reject(written, message, rejected);
}

fn explain_list(written: &syn::Type, element: &syn::Type) -> String {
    if is_byte(element) {
        BYTES.to_owned()
    } else {
        format!("a list must be a `Vec`; {}", fix(written))
    }
}

/// Whether the type is a list of bytes.
pub(crate) fn is_bytes(written: &syn::Type) -> bool {
    let mut rejected = Vec::new();
    check_type(written, &mut rejected);
    rejected.iter().any(|rejected| rejected.message == BYTES)
}

fn is_byte(written: &syn::Type) -> bool {
    let syn::Type::Path(path) = strip(written) else { return false };
    ["u8", "i8", "byte"].iter().any(|name| path.path.is_ident(name))
}

fn reject(written: &impl ToTokens, message: impl Into<String>, rejected: &mut Vec<Rejected>) {
    rejected.push(Rejected { tokens: written.to_token_stream(), message: message.into() });
}

/// The suggested fix for a Rust type.
fn fix(written: &impl ToTokens) -> String {
    match meaning(written.to_token_stream(), Notation::Rust) {
        Meaning::OneOf { words, .. } => format!("write {words}"),
        Meaning::Nothing => "write the type of its value, or remove the field".to_owned(),
        meant => match meant.into_type() {
            Some(ty) => format!("write `{ty}`"),
            None => ANY_TYPE.to_owned(),
        },
    }
}

fn check_path(path: &TypePath, rejected: &mut Vec<Rejected>) {
    if path.qself.is_some() {
        return reject(path, format!("this type cannot be decoded; {ANY_TYPE}"), rejected);
    }
    let Some(last) = path.path.segments.last() else { return };
    if is_frequent(path, last) {
        return;
    }
    if last.ident == "Self" && path.path.segments.len() == 1 {
        let message = "a field's type cannot be `Self`; write the name of the type";
        return reject(path, message, rejected);
    }
    if let Some(message) = foreign_name(path, last) {
        return reject(path, message, rejected);
    }
    let known = known_segment(path);
    if let Some(message) = known.and_then(wrong_argument_count) {
        return reject(path, message, rejected);
    }
    if let ("Vec", [element]) = (last.ident.to_string().as_str(), arguments(last).as_slice())
        && is_byte(element)
    {
        return reject(path, BYTES, rejected);
    }
    for segment in &path.path.segments {
        check_arguments(segment, known.is_some(), rejected);
    }
}

/// Whether the type is one of the most frequent ones, which need no further checks.
fn is_frequent(path: &TypePath, last: &PathSegment) -> bool {
    let frequent = ["String", "Secret", "bool", "i32", "Timestamp", "Metadata"];
    path.path.segments.len() == 1
        && last.arguments.is_empty()
        && frequent.iter().any(|name| last.ident == name)
}

/// The message for a path that is not a field type, if its name shows that.
fn foreign_name(path: &TypePath, last: &PathSegment) -> Option<String> {
    let name = last.ident.to_string();
    named(&name)?;
    let first = path.path.segments.first()?.ident.to_string();
    let is_foreign = if path.path.segments.len() == 1 && path.path.leading_colon.is_none() {
        !may_be_own(&name, !last.arguments.is_empty())
    } else {
        is_foreign_path(&first, &name)
    };
    if !is_foreign {
        return None;
    }
    if name == "str" {
        return Some("a field must own its value; write `String`".to_owned());
    }
    if let (Some(Named::Optional), true) = (named(&name), last.arguments.is_empty()) {
        return Some(format!(
            "an optional field is marked with `?`; \
             write the type of its value in place of `{name}`, as in `name?: String`"
        ));
    }
    let (written, fix) = (spelling(path), fix(path));
    Some(format!("a field cannot have the type `{written}`; {fix}"))
}

/// Checks the number of type arguments of the generic types that the macros know.
fn wrong_argument_count(segment: &PathSegment) -> Option<String> {
    let name = segment.ident.to_string();
    let (count, missing, fix) = match name.as_str() {
        "Vec" => (1, "the type of its items", "<T>"),
        "Nullable" | "Box" => (1, "the type of its value", "<T>"),
        "BTreeMap" | "HashMap" => (2, "the type of its values", "<String, T>"),
        _ => return None,
    };
    let written = arguments(segment).len();
    if written == count {
        return None;
    }
    if written == 0 {
        let example = fix.replace('T', if name == "Box" { "Name" } else { "String" });
        return Some(format!("`{name}` requires {missing}; write it, as in `{name}{example}`"));
    }
    let arguments = if count == 1 { "one type argument" } else { "two type arguments" };
    Some(format!("`{name}` takes {arguments}; write `{name}{fix}`"))
}

fn check_arguments(segment: &PathSegment, is_known: bool, rejected: &mut Vec<Rejected>) {
    let PathArguments::AngleBracketed(written) = &segment.arguments else { return };
    if let ("BTreeMap" | "HashMap", [key, value], true) =
        (segment.ident.to_string().as_str(), arguments(segment).as_slice(), is_known)
    {
        if spelling(key) != "String" {
            reject(key, "the keys of a map must be strings; write `String`", rejected);
        }
        return check_argument(value, is_known, rejected);
    }
    for argument in &written.args {
        match argument {
            GenericArgument::Type(inner) => check_argument(inner, is_known, rejected),
            GenericArgument::Lifetime(lifetime) => reject(
                lifetime,
                "a field must own its value; write a type without a lifetime",
                rejected,
            ),
            _ => reject(
                argument,
                "a field's type can have only type arguments; remove this",
                rejected,
            ),
        }
    }
}

fn check_argument(argument: &syn::Type, is_known: bool, rejected: &mut Vec<Rejected>) {
    if is_known
        && is_optional(argument)
        && let Meaning::Optional(inner) = meaning(argument.to_token_stream(), Notation::Rust)
    {
        let message = format!(
            "`Option` is not allowed inside another type; write `Nullable<{inner}>` for a value \
             that can be `null`"
        );
        return reject(argument, message, rejected);
    }
    check_type(argument, rejected);
}
