//! Types written as a JSON schema, `{ type: string, required: true }`, or as an example, `5`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Lit, LitStr, ext::IdentExt, spanned::Spanned};

use super::name::begins_field;
use crate::{
    ast::{Field, FieldNotation, FieldNotationKind, Mark},
    errors::Errors,
    notation::{quoted_type, unquoted},
    parse::cursor::Cursor,
    suggest::{referenced_name, tokens_in},
};

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

/// The values of members that are not quoted; other words are types.
const VALUES: &[&str] =
    &["true", "false", "null", "int32", "int64", "float", "double", "date", "uuid", "email"];

/// The further members of the schema of an object.
const OBJECT_MEMBERS: &[&str] =
    &["$id", "$schema", "additionalProperties", "properties", "title", "xml"];

/// The fields of `{ type: object, properties: { … }, required: […] }`; `None` if the braces list fields.
pub(super) fn parse_object_schema(
    braces: &Group,
    parse_fields: fn(&Group, &mut Errors) -> Vec<Field>,
) -> Option<Vec<Field>> {
    let members = members(braces)?;
    let value = |name: &str| find(&members, name);
    let properties = single_group(&value("properties")?.value, Delimiter::Brace)?;
    let fields = Errors::ignored_in(|errors| parse_fields(&properties, errors));
    let is_schema = |field: &Field| matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::Schema);
    let is_object = members.len() > 1;
    if fields.is_empty() || !(is_object || fields.iter().all(is_schema)) {
        return None;
    }
    let required =
        value("required").and_then(|member| single_group(&member.value, Delimiter::Bracket));
    let required = required.into_iter().flat_map(|list| list.stream());
    let required: Vec<_> = required.map(|name| spelling(&name.into())).collect();
    let tokens = &value("properties")?.name;
    let lower = |mut field: Field| {
        let wire_name =
            field.wire_name.as_ref().map_or(field.name.unraw().to_string(), LitStr::value);
        if !required.contains(&wire_name) {
            field.mark.get_or_insert(Mark::Optional(tokens.span()));
        }
        let kind = FieldNotationKind::Property;
        field.notation = Some(FieldNotation { tokens: tokens.clone(), kind, lacks_comma: false });
        field
    };
    Some(fields.into_iter().map(lower).collect())
}

/// The group, if the tokens are a single one with this delimiter.
fn single_group(tokens: &TokenStream, delimiter: Delimiter) -> Option<Group> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The properties of a field in a schema.
pub(super) struct Schema {
    pub(super) ty: TokenStream,
    pub(super) is_optional: bool,
}

/// Parses the tokens of a type as a schema; `None` if they are something else.
pub(super) fn schema(tokens: &TokenStream) -> Option<Schema> {
    let group = single_group(tokens, Delimiter::Brace)?;
    let members = members(&group)?;
    let value = |name: &str| find(&members, name).map(|member| &member.value);
    if value("properties").is_some() {
        return None;
    }
    let is = |name: &str, word: &str| value(name).is_some_and(|value| value.to_string() == word);
    let ty = match (value("$ref"), value("items")) {
        (Some(reference), _) => referenced_type(reference).unwrap_or_default(),
        (None, Some(items)) => {
            let element = schema(items).map_or_else(|| unquoted(items), |schema| schema.ty);
            quote_spanned!(group.span()=> Vec<#element>)
        }
        (None, None) => {
            if let Some(Schema { ty, .. }) = value("additionalProperties").and_then(schema) {
                quote!(BTreeMap<String, #ty>)
            } else {
                let ty = unquoted(value("type")?);
                if syn::parse2::<Lit>(ty.clone()).is_ok() { TokenStream::new() } else { ty }
            }
        }
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
        Ok(Lit::Str(text)) if quoted_type(&text).is_none() => return Some(quote!(String)),
        Ok(_) => return None,
        Err(_) => {}
    }
    let group = single_group(tokens, Delimiter::Bracket)?;
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

/// `name: value`
struct Member {
    name: TokenStream,
    value: TokenStream,
}

fn find<'a>(members: &'a [Member], name: &str) -> Option<&'a Member> {
    members.iter().find(|member| spelling(&member.name) == name)
}

/// A name, also in quotes.
fn spelling(name: &TokenStream) -> String {
    name.to_string().replace([' ', '"'], "")
}

/// The members of a schema; `None` if one has another name.
fn members(group: &Group) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut cursor = Cursor::inside(group);
    while !cursor.is_at_end() {
        // The message about the schema covers a missing comma.
        let name = cursor.take_until(|cursor| cursor.is_colon(0));
        let colon = name.clone().into_iter().count();
        let value = cursor.take(1 + usize::from(!cursor.is_punct(1, ',')));
        let rest = cursor.take_until(|cursor| cursor.is_punct(0, ',') || begins_field(cursor));
        cursor.take_punct(',');
        let member: Vec<_> = name.into_iter().chain(value).chain(rest).collect();
        member.get(colon)?;
        let (name, value) = (member[..colon].iter(), &member[colon + 1..]);
        let member =
            Member { name: name.cloned().collect(), value: value.iter().cloned().collect() };
        let name = spelling(&member.name);
        let name = name.as_str();
        let is_known = MEMBERS.contains(&name) || OBJECT_MEMBERS.contains(&name);
        let is_type = ["type", "items", "$ref"].contains(&name);
        if !is_known || !(is_type || is_value(value.first())) {
            return None;
        }
        members.push(member);
    }
    Some(members)
}

/// Whether a member begins with a value and not with a type.
fn is_value(token: Option<&TokenTree>) -> bool {
    match token {
        Some(TokenTree::Ident(word)) => VALUES.iter().any(|value| word == value),
        Some(TokenTree::Literal(_)) => true,
        // A group without a delimiter is a type that a `macro_rules!` macro has passed on.
        Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::None,
        Some(TokenTree::Punct(_)) | None => false,
    }
}

/// `Door` for `"#/components/schemas/Door"`.
fn referenced_type(reference: &TokenStream) -> Option<TokenStream> {
    let reference = syn::parse2::<LitStr>(reference.clone()).ok()?;
    let text = reference.value();
    tokens_in(&LitStr::new(referenced_name(&text), reference.span()))
}
