//! The possible mistakes in the line that names a type, with their messages.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Token, Type, parse::Parser, punctuated::Punctuated};

use super::body::Body;
use crate::{parse::declaration::Declaration, suggest::upper_camel};

/// A mistake before or after the braces. Only the first is reported, because its message suggests the
/// whole line.
#[derive(Clone, Copy)]
pub(super) enum TypeLineMistake {
    Start,
    PublicFields,
    Quotes,
    Generics,
    Between,
    Extends,
    /// `Name(String)`
    Tuple,
    NoBraces,
    Sections,
    Empty,
    End,
}

/// Whether a mistake is part of the notation of another language.
pub(super) fn is_foreign(tokens: &TokenStream, mistake: TypeLineMistake) -> bool {
    match mistake {
        TypeLineMistake::Start | TypeLineMistake::PublicFields => {
            let is_rust = |token: TokenTree| {
                let word = token.to_string();
                ["pub", "struct", "enum", "object", "open_enum", "_"].contains(&word.as_str())
            };
            !tokens.clone().into_iter().all(is_rust)
        }
        TypeLineMistake::Between
        | TypeLineMistake::Extends
        | TypeLineMistake::Tuple
        | TypeLineMistake::NoBraces => true,
        TypeLineMistake::Quotes
        | TypeLineMistake::Generics
        | TypeLineMistake::Sections
        | TypeLineMistake::Empty
        | TypeLineMistake::End => false,
    }
}

pub(super) fn message(
    mistake: TypeLineMistake,
    name: Option<&Ident>,
    base: &str,
    body: &Body,
    declaration: Declaration,
) -> String {
    let Declaration { noun, part, example, in_braces, .. } = declaration;
    let types = tuple_types(body);
    let body = match body {
        Body::Braces(group) if !group.stream().is_empty() => "{ … }".to_owned(),
        Body::OtherGroup(group) => in_braces(group).unwrap_or_else(|| example.to_owned()),
        Body::Braces(_) | Body::Missing => example.to_owned(),
    };
    let name = name.map(|name| upper_camel(name.to_string().trim_start_matches("r#")));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Name".to_owned());
    let fix = format!("write `{name} {body}`");
    match mistake {
        TypeLineMistake::Start => format!("{noun} starts with its name; {fix}"),
        TypeLineMistake::PublicFields => {
            format!("{noun} starts with its name; {fix} and its {part}s without `pub`")
        }
        TypeLineMistake::Quotes => format!("the name of {noun} is not quoted; {fix}"),
        TypeLineMistake::Generics => format!("{noun} cannot have generic parameters; {fix}"),
        TypeLineMistake::Between => format!("the braces of {noun} follow its name; {fix}"),
        TypeLineMistake::Extends => {
            format!("{noun} cannot extend another; {fix} and repeat the {part}s of {base} in it")
        }
        TypeLineMistake::Tuple => match types.as_slice() {
            [ty] => format!(
                "{noun} has named {part}s; if `{name}` is only `{ty}` in JSON, \
                 remove this and write `{ty}` in its place"
            ),
            _ => format!("{noun} has named {part}s; {fix} with the name of each {part}"),
        },
        TypeLineMistake::NoBraces => format!("the {part}s of {noun} must be in braces; {fix}"),
        TypeLineMistake::Sections => {
            format!("{noun} has no sections; {fix}, with its {part}s in one pair of braces")
        }
        TypeLineMistake::Empty => format!("{noun} must have at least one {part}; {fix}"),
        TypeLineMistake::End => format!("{noun} ends with its braces; remove this"),
    }
}

/// The only type in `extends Base`, in a message.
pub(super) fn base_of(tokens: &TokenStream) -> String {
    let is_type = |token: &TokenTree| token.to_string().starts_with(char::is_uppercase);
    let mut types = tokens.clone().into_iter().filter(is_type);
    match (types.next(), types.next()) {
        (Some(base), None) => format!("`{base}`"),
        (Some(_) | None, _) => "the other".to_owned(),
    }
}

/// The types in `Name(String, Vec<Lock>)`.
pub(super) fn tuple_types(body: &Body) -> Vec<String> {
    let Body::OtherGroup(group) = body else { return Vec::new() };
    let types = Punctuated::<Type, Token![,]>::parse_terminated.parse2(group.stream());
    let types = types.ok().filter(|_| group.delimiter() == Delimiter::Parenthesis);
    let text = |ty: Type| ty.to_token_stream().to_string().replace(' ', "");
    types.into_iter().flatten().map(text).collect()
}
