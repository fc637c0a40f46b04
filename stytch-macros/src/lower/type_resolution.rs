//! Resolves the types that the macros know by name, so that a spec needs no `use` for them.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{PathArguments, PathSegment, TypePath, spanned::Spanned};

use super::ty::{arguments, known_segment, parse_at, strip};
use crate::{
    fallback::any_type,
    model::{Type, TypeKind},
};

/// The origin of a type that the macros know. Generated code uses the re-exports of `stytch-api`, because
/// the name may refer to another type in the user's module.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Primitive,
    Std,
    Stytch,
}

/// The model of a type that has passed `check_type`.
pub(crate) fn resolve_type(written: &syn::Type, krate: &TokenStream) -> Type {
    let syn::Type::Path(path) = strip(written) else {
        return any_type(krate, written.span());
    };
    let known = known_segment(path).and_then(|segment| resolve_known(path, segment, krate));
    known.unwrap_or_else(|| resolve_unknown(path, krate))
}

/// The type `meant` with the span of `written`. Without it, a stand-in that is never checked.
pub(crate) fn replace_type(
    meant: Option<&str>,
    written: &impl ToTokens,
    krate: &TokenStream,
) -> Type {
    let span = first_span(written);
    match meant.and_then(|meant| parse_at(meant, span)) {
        Some(meant) => resolve_type(&meant, krate),
        None => any_type(krate, span),
    }
}

fn first_span(written: &impl ToTokens) -> Span {
    let first = written.to_token_stream().into_iter().next();
    first.map_or_else(Span::call_site, |token| token.span())
}

/// Adds the full path to a type written without one. The name keeps its span, for completion and
/// go-to-definition.
fn resolve_known(path: &TypePath, segment: &PathSegment, krate: &TokenStream) -> Option<Type> {
    let arguments = resolve_arguments(segment, krate);
    let (origin, kind) = known_type(&segment.ident.to_string(), &arguments)?;
    let is_path = path.path.segments.len() > 1;
    if is_path && origin == Origin::Stytch {
        return None;
    }
    let PathSegment { ident, arguments: brackets } = segment;
    let module = match origin {
        _ if is_path => path_of_module(path),
        Origin::Primitive => TokenStream::new(),
        Origin::Std | Origin::Stytch => located(&quote!(#krate::__private::), ident.span()),
    };
    let brackets = expand_arguments(&arguments, brackets);
    let span = arguments.last().map_or_else(|| ident.span(), |argument| argument.span);
    let last = brackets.clone().and_then(|brackets| brackets.into_iter().last());
    Some(Type { tokens: quote!(#module #ident #brackets), ends: quote!(#ident #last), span, kind })
}

fn known_type(name: &str, arguments: &[Type]) -> Option<(Origin, TypeKind)> {
    let boxed = |argument: &Type| Box::new(argument.clone());
    Some(match (name, arguments) {
        ("bool", []) => (Origin::Primitive, TypeKind::Bool),
        ("i32", []) => (Origin::Primitive, TypeKind::I32),
        ("i64", []) => (Origin::Primitive, TypeKind::I64),
        ("u32", []) => (Origin::Primitive, TypeKind::U32),
        ("u64", []) => (Origin::Primitive, TypeKind::U64),
        ("f64", []) => (Origin::Primitive, TypeKind::F64),
        ("String", []) => (Origin::Std, TypeKind::String),
        ("Vec", [element]) => (Origin::Std, TypeKind::List(boxed(element))),
        ("Box", [inner]) => (Origin::Std, TypeKind::Boxed(boxed(inner))),
        ("BTreeMap" | "HashMap", [_, value]) => (Origin::Std, TypeKind::Map(boxed(value))),
        ("Secret", []) => (Origin::Stytch, TypeKind::Secret),
        ("Timestamp", []) => (Origin::Stytch, TypeKind::Timestamp),
        ("Json", []) => (Origin::Stytch, TypeKind::Json),
        ("Metadata", []) => (Origin::Stytch, TypeKind::Metadata),
        ("Nullable", [value]) => (Origin::Stytch, TypeKind::Nullable(boxed(value))),
        _ => return None,
    })
}

/// The path without its last segment.
fn path_of_module(path: &TypePath) -> TokenStream {
    let leading = &path.path.leading_colon;
    let modules = path.path.segments.pairs().filter(|pair| pair.punct().is_some());
    quote!(#leading #(#modules)*)
}

/// The path as written, with its type arguments resolved.
fn resolve_unknown(path: &TypePath, krate: &TokenStream) -> Type {
    let segments = path.path.segments.pairs().map(|pair| {
        let (segment, separator) = pair.into_tuple();
        let ident = &segment.ident;
        let arguments = resolve_arguments(segment, krate);
        let brackets = expand_arguments(&arguments, &segment.arguments);
        quote!(#ident #brackets #separator)
    });
    let leading = &path.path.leading_colon;
    let tokens = quote!(#leading #(#segments)*);
    Type { ends: tokens.clone(), tokens, span: path.span(), kind: TypeKind::Other }
}

fn resolve_arguments(segment: &PathSegment, krate: &TokenStream) -> Vec<Type> {
    arguments(segment).iter().map(|argument| resolve_type(argument, krate)).collect()
}

/// `<A, B>` between the brackets as written.
fn expand_arguments(arguments: &[Type], written: &PathArguments) -> Option<TokenStream> {
    let PathArguments::AngleBracketed(written) = written else { return None };
    let (open, close) = (&written.lt_token, &written.gt_token);
    let types = arguments.iter().map(|argument| &argument.tokens);
    Some(quote!(#open #(#types),* #close))
}

/// The tokens with the location of `span` and their own hygiene.
fn located(tokens: &TokenStream, span: Span) -> TokenStream {
    let move_token = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.clone().into_iter().map(move_token).collect()
}
