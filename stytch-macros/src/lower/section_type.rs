//! Suggests fields for a section that is written as a type, such as `response: Door`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, PathArguments, Type, TypeSlice, spanned::Spanned};

use super::{
    ty::{arguments, spelling, strip},
    type_check::check_type,
};
use crate::{
    ast::{Field, FieldType},
    fallback,
    section_word::SINGLE_VALUES,
    suggest::snake,
};

/// Types that wrap the response of a function in other tools.
const WRAPPERS: &[&str] = &[
    "Result", "Option", "Box", "Arc", "Rc", "Json", "Response", "Promise", "Future", "Form",
    "Call", "Task",
];

/// Whether the tokens denote an empty section, such as `()`.
pub(crate) fn is_nothing(tokens: &TokenStream) -> bool {
    let ty = syn::parse2(tokens.clone()).map(|ty| spelling(unwrapped(&ty)));
    let nothing = ["()", "None", "Empty", "NoContent", "Void", "null", "void", "none"];
    ty.is_ok_and(|ty| nothing.contains(&ty.as_str()))
}

/// The suggested section for `response: Door` or `response: Vec<Door>`, and its field if that is clear.
pub(crate) fn listed_type(section: &str, tokens: &TokenStream) -> (String, Option<Field>) {
    let ty = syn::parse2::<Type>(without_brackets(tokens)).ok();
    let ty = ty.as_ref().map(unwrapped);
    let Some(ty) = ty.filter(|ty| matches!(ty, Type::Path(path) if path.qself.is_none())) else {
        return (format!("write `{section} {{ name: Type, … }}`"), None);
    };
    let name = field_of_type(ty);
    let is_container = is_named(ty, &["Vec", "BTreeMap", "HashMap"]);
    let written = ty;
    let ty = spelling(written);
    if SINGLE_VALUES.contains(&ty.as_str()) {
        return (format!("write `{section} {{ name: {ty} }}`"), None);
    }
    if is_container && name != "name" {
        let fix = format!("write `{section} {{ {name}: {ty} }}` if it is a field named `{name}`");
        return (fix, suggested_field(&name, written));
    }
    if ty.contains('<') || !matches!(section, "body" | "response") {
        return (format!("write those of `{ty}`, as in `{section} {{ name: Type, … }}`"), None);
    }
    let fix = format!(
        "write those of `{ty}`, as in `{section} {{ name: Type, … }}`, or \
         `{section} {{ {name}: {ty} }}` if it is one field"
    );
    (fix, None)
}

/// The field of the suggestion, which callers may already use; `None` if its type would be reported.
fn suggested_field(name: &str, ty: &Type) -> Option<Field> {
    let mut rejected = Vec::new();
    check_type(ty, &mut rejected);
    let name = fallback::identifier(name, ty.span());
    let ty = syn::parse2(ty.to_token_stream()).ok().filter(|_| rejected.is_empty())?;
    let ty = Some(FieldType::Rust(Box::new(ty)));
    Some(Field { attributes: Vec::new(), name, mark: None, ty, wire_name: None, notation: None })
}

/// `Door` for `Result<Door, Error>`.
fn unwrapped(ty: &Type) -> &Type {
    let ty = strip(ty);
    match ty {
        Type::Path(path) if is_named(ty, WRAPPERS) => {
            let inner = path.path.segments.last().and_then(|last| arguments(last).first().copied());
            inner.map_or(ty, unwrapped)
        }
        _ => ty,
    }
}

/// Whether the last segment of the type is one of `names`.
fn is_named(ty: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// `Vec<Door>` for `Door[]` and `[Door]`.
fn without_brackets(tokens: &TokenStream) -> TokenStream {
    let parsed = |tokens: &TokenStream| syn::parse2::<Type>(tokens.clone());
    if let Ok(Type::Slice(TypeSlice { elem, .. })) = parsed(tokens) {
        return quote!(Vec<#elem>);
    }
    let mut element: Vec<_> = tokens.clone().into_iter().collect();
    match element.pop() {
        Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Bracket && group.stream().is_empty() =>
        {
            let element: TokenStream = element.into_iter().collect();
            quote!(Vec<#element>)
        }
        _ => tokens.clone(),
    }
}

/// `door` for `Door` and `doors` for `Vec<Door>`.
fn field_of_type(ty: &Type) -> String {
    let Type::Path(path) = ty else { return "name".to_owned() };
    let Some(last) = path.path.segments.last() else { return "name".to_owned() };
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.last() {
            Some(GenericArgument::Type(element)) if last.ident == "Vec" => {
                format!("{}s", field_of_type(element))
            }
            Some(GenericArgument::Type(element)) => field_of_type(element),
            _ => "name".to_owned(),
        },
        PathArguments::None | PathArguments::Parenthesized(_) => snake(&last.ident.to_string()),
    }
}
