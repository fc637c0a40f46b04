//! Types written as a JSON schema, `{ type: string, required: true }`, or as an example, `5`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{Lit, LitStr};

use crate::notation::{named, unquoted};

/// The possible members of a schema. A group with any other member is an object that lists its fields.
const MEMBERS: &[&str] = &[
    "$ref",
    "default",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "format",
    "items",
    "maxLength",
    "maximum",
    "minLength",
    "minimum",
    "nullable",
    "optional",
    "pattern",
    "required",
    "type",
];

/// The properties of a field in a schema.
pub(super) struct Schema {
    pub(super) ty: TokenStream,
    pub(super) is_optional: bool,
}

/// Parses the tokens of a type as a schema; `None` if they are something else.
pub(super) fn schema(tokens: &TokenStream) -> Option<Schema> {
    let mut tokens = tokens.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (tokens.next(), tokens.next()) else { return None };
    if group.delimiter() != Delimiter::Brace {
        return None;
    }
    let members = members(&group)?;
    let value =
        |name: &str| members.iter().find(|(other, _)| other == name).map(|(_, value)| value);
    let is = |name: &str, word: &str| value(name).is_some_and(|value| value.to_string() == word);
    let ty = match (value("$ref"), value("items")) {
        (Some(reference), _) => referenced_type(reference)?,
        (None, Some(items)) => {
            let element = schema(items).map_or_else(|| unquoted(items), |schema| schema.ty);
            quote!(Vec<#element>)
        }
        (None, None) => unquoted(value("type")?),
    };
    let is_optional = is("required", "false") || is("optional", "true") || is("nullable", "true");
    Some(Schema { ty, is_optional })
}

/// The type of an example: `5`, `true`, `"a"` or `["a"]`; `None` if the tokens are something else.
pub(super) fn example_type(tokens: &TokenStream) -> Option<TokenStream> {
    match syn::parse2(tokens.clone()) {
        Ok(Lit::Bool(_)) => return Some(quote!(bool)),
        Ok(Lit::Int(_)) => return Some(quote!(i64)),
        Ok(Lit::Float(_)) => return Some(quote!(f64)),
        Ok(Lit::Str(text)) if !is_type_name(&text) => return Some(quote!(String)),
        Ok(_) => return None,
        Err(_) => {}
    }
    let mut tokens = tokens.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (tokens.next(), tokens.next()) else { return None };
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let first: TokenStream =
        group.stream().into_iter().take_while(|token| !is_comma(token)).collect();
    let element = match syn::parse2::<LitStr>(first.clone()) {
        Ok(_) => quote!(String),
        Err(_) => example_type(&first)?,
    };
    Some(quote!(Vec<#element>))
}

/// Whether a string can be the name of a type, such as `"string"`.
fn is_type_name(text: &LitStr) -> bool {
    let text = text.value();
    text.starts_with(char::is_uppercase) && !text.contains([' ', '-', '_'])
        || named(&text).is_some()
}

/// The members and their values; `None` if a member is not in `MEMBERS`.
fn members(group: &Group) -> Option<Vec<(String, TokenStream)>> {
    let mut members = Vec::new();
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    for member in tokens.split(is_comma).filter(|member| !member.is_empty()) {
        let is_colon =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
        let colon = member.iter().position(is_colon)?;
        let name = unquoted(&member[..colon].iter().cloned().collect());
        let name = name.to_string().replace(' ', "");
        let value = &member[colon + 1..];
        let is_type = ["type", "items", "$ref"].contains(&name.as_str());
        if !MEMBERS.contains(&name.as_str()) || !(is_type || is_value(value.first())) {
            return None;
        }
        members.push((name, value.iter().cloned().collect()));
    }
    Some(members)
}

/// Whether a member begins with a value and not with a type.
fn is_value(token: Option<&TokenTree>) -> bool {
    match token {
        Some(TokenTree::Ident(word)) => word == "true" || word == "false" || word == "null",
        Some(TokenTree::Literal(_) | TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(_)) | None => false,
    }
}

/// `Door` for `"#/components/schemas/Door"`.
fn referenced_type(reference: &TokenStream) -> Option<TokenStream> {
    let reference = syn::parse2::<LitStr>(reference.clone()).ok()?.value();
    reference.rsplit('/').next()?.parse().ok()
}
