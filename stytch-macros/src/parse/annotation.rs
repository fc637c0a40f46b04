//! Reads annotations of other languages: `@Name(…)` and `[Name(…)]`.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::LitStr;

use super::cursor::Cursor;
use crate::{ast::Attribute, suggest::upper_camel};

/// Annotations whose string argument is the wire name.
const NAMING_ANNOTATIONS: &[&str] = &[
    "Alias",
    "Column",
    "EnumMember",
    "Expose",
    "Field",
    "Header",
    "HeaderParam",
    "Json",
    "JsonAlias",
    "JsonName",
    "JsonProperty",
    "JsonPropertyName",
    "Name",
    "Param",
    "Part",
    "Path",
    "PathParam",
    "PathVariable",
    "Query",
    "QueryParam",
    "Rename",
    "RequestHeader",
    "RequestParam",
    "SerialName",
    "SerializedName",
    "StringValue",
];

/// Annotations that say in which section a field is sent, with the equivalent attribute.
const SECTION_ANNOTATIONS: &[(&str, &[&str])] = &[
    ("path", &["Path", "PathParam", "PathVariable"]),
    ("query", &["Query", "QueryParam"]),
    ("header", &["Header", "HeaderParam", "RequestHeader"]),
    ("body", &["Body", "RequestBody"]),
];

/// Annotations of optional fields.
const OPTIONAL_ANNOTATIONS: &[&str] =
    &["ApiPropertyOptional", "CheckForNull", "IsOptional", "Nullable", "Optional", "OptionalField"];

/// Arguments of annotations of optional fields, without the `=` or `:`.
const OPTIONAL_ARGUMENTS: &[[&str; 2]] =
    &[["nullable", "true"], ["optional", "true"], ["required", "false"], ["Required", "false"]];

/// The meaning of an annotation.
#[derive(Default)]
pub(crate) struct Annotation {
    /// The wire name of the annotated item.
    pub(crate) wire_name: Option<LitStr>,
    pub(crate) is_optional: bool,
}

/// The number of tokens of `@Name` or `@Name(…)`.
pub(crate) fn at_annotation_length(cursor: &Cursor) -> Option<usize> {
    if !cursor.is_punct(0, '@') || !cursor.is_ident(1) {
        return None;
    }
    let mut end = 2;
    while (cursor.is_punct(end, '.') || cursor.is_punct(end, ':')) && cursor.is_ident(end + 1) {
        end += 2;
    }
    Some(end + usize::from(cursor.is_group(end, Delimiter::Parenthesis)))
}

/// Takes an annotation before a field's name that says where the field is sent, such as `@Header("name")`, as
/// the equivalent attribute.
pub(crate) fn take_section_annotation(cursor: &mut Cursor) -> Option<Attribute> {
    let length = at_annotation_length(cursor)?;
    let mark = usize::from(cursor.is_punct(length + 1, '?') || cursor.is_punct(length + 1, '!'));
    let name = match cursor.peek(length - 1)? {
        TokenTree::Ident(name) => name,
        _ => match cursor.peek(length - 2)? {
            TokenTree::Ident(name) => name,
            _ => return None,
        },
    };
    let is_named = |(_, names): &&(&str, &[&str])| names.iter().any(|other| name == other);
    let (section, _) = SECTION_ANNOTATIONS.iter().find(is_named)?;
    // The message about the name or the type of another notation covers the annotation.
    if !cursor.is_ident(length) || !cursor.is_colon(length + 1 + mark) {
        return None;
    }
    let section = Ident::new(section, name.span());
    let span = section.span();
    let tokens = cursor.take(length);
    let wire_name = read_annotation(tokens.clone()).wire_name;
    let arguments = wire_name.map(|name| quote_spanned!(span=> (#name)));
    Some(Attribute { meta: syn::parse2(quote!(#section #arguments)).ok()?, tokens })
}

/// Reads `@Name(…)`, `[Name(…)]` or a word.
pub(crate) fn read_annotation(tokens: TokenStream) -> Annotation {
    let (mut name, mut arguments) = (String::new(), Vec::new());
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => name = ident.to_string(),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                return read_annotation(group.stream());
            }
            TokenTree::Group(group) => collect_arguments(group.stream(), &mut arguments),
            TokenTree::Punct(punct) if punct.as_char() == ',' => break,
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    let is_optional_argument = |pair: &[TokenTree]| {
        OPTIONAL_ARGUMENTS
            .iter()
            .any(|[key, value]| pair[0].to_string() == *key && pair[1].to_string() == *value)
    };
    let is_naming = NAMING_ANNOTATIONS.contains(&upper_camel(&name).as_str());
    Annotation {
        wire_name: if is_naming { wire_name(&arguments) } else { None },
        is_optional: OPTIONAL_ANNOTATIONS.contains(&name.as_str())
            || arguments.windows(2).any(is_optional_argument),
    }
}

/// Collects the words and literals in the arguments, also in nested groups.
fn collect_arguments(tokens: TokenStream, arguments: &mut Vec<TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_arguments(group.stream(), arguments),
            TokenTree::Punct(_) => {}
            word => arguments.push(word),
        }
    }
}

/// The first argument, or that named `name` or `value`, if it is a string.
fn wire_name(arguments: &[TokenTree]) -> Option<LitStr> {
    let keys = ["name", "Name", "PropertyName", "value", "Value"];
    let is_named = |pair: &&[TokenTree]| keys.contains(&pair[0].to_string().as_str());
    let value = arguments.windows(2).find(is_named).map(|pair| &pair[1]);
    syn::parse2(value.or(arguments.first())?.to_token_stream()).ok()
}
