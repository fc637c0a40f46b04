//! Interprets `#[serde(rename_all = "…")]`, which is not allowed, so that messages can show its result.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{LitStr, Meta, ext::IdentExt};

use crate::{
    ast::{Attribute, Field, FieldType, Mark, Variant, VariantNotationKind},
    errors::Errors,
    suggest::{snake, upper_camel},
};

/// A `#[serde(rename_all = "…")]`.
pub(crate) struct RenameAll {
    meta: TokenStream,
    /// Empty if the names are serialized and deserialized in different cases.
    case: String,
}

impl RenameAll {
    pub(crate) fn read(meta: &Meta) -> Option<Self> {
        let tokens = serde_argument(meta, "rename_all")?;
        Some(Self { meta: meta.to_token_stream(), case: only_string(tokens).unwrap_or_default() })
    }

    /// Removes the attribute from `attributes`.
    pub(crate) fn take(attributes: &mut Vec<Attribute>) -> Option<Self> {
        let read = |attribute: &Attribute| Self::read(&attribute.meta);
        let index = attributes.iter().position(|attribute| read(attribute).is_some())?;
        read(&attributes.remove(index))
    }

    /// Reports the attribute, with the line to write for one of the fields.
    pub(crate) fn report_on_fields<'a>(
        self,
        fields: impl IntoIterator<Item = &'a Field>,
        errors: &mut Errors,
    ) {
        let example = fields.into_iter().find_map(|field| self.converted_line(field));
        let fix = match example {
            Some(line) => format!("write the wire name of each field, such as `{line}`, and "),
            None if self.is_known() => String::new(),
            None => "write the wire name of each field and ".to_owned(),
        };
        errors.over(
            self.meta,
            format_args!("wire names are not converted; {fix}remove this attribute"),
        );
    }

    /// Reports the attribute, and gives the variants without values their converted names as values. If
    /// the conversion is unknown, the message covers these variants.
    pub(crate) fn report_on_variants(self, variants: &mut [Variant], errors: &mut Errors) {
        let mut fix = "";
        for variant in variants.iter_mut().filter(|variant| lacks_value(variant)) {
            if let Some(value) = self.converted_variant(&variant.name.unraw().to_string()) {
                variant.value = Some(LitStr::new(&value, variant.name.span()));
            } else {
                variant.notation = None;
                fix = "write the value of each variant and ";
            }
        }
        errors.over(
            self.meta,
            format_args!("wire names are not converted; {fix}remove this attribute"),
        );
    }

    /// The line for a field whose name is converted and that has no other wire name.
    fn converted_line(&self, field: &Field) -> Option<String> {
        let name = snake(&field.name.unraw().to_string());
        let wire_name = self
            .converted(&name)
            .filter(|wire_name| *wire_name != name && !wire_name.is_empty())?;
        let Some(FieldType::Rust(ty)) = &field.ty else { return None };
        let ty = ty.to_token_stream().to_string().replace(' ', "").replace(',', ", ");
        let mark = field.mark.map_or("", Mark::as_str);
        field.wire_name.is_none().then(|| format!("{name}{mark}: {ty} = {wire_name:?}"))
    }

    fn is_known(&self) -> bool {
        self.converted("name").is_some()
    }

    /// The name of a field in the case.
    fn converted(&self, name: &str) -> Option<String> {
        let snake = snake(name);
        Some(match self.case.as_str() {
            "camelCase" => with_lower_case_start(&upper_camel(&snake)),
            "PascalCase" => upper_camel(&snake),
            "lowercase" => name.to_lowercase(),
            "UPPERCASE" => name.to_uppercase(),
            case => separated(snake, case)?,
        })
    }

    /// The name of a variant in the case, as serde converts it: `SMSCode` is `s_m_s_code` in snake case.
    fn converted_variant(&self, name: &str) -> Option<String> {
        Some(match self.case.as_str() {
            "camelCase" => with_lower_case_start(name),
            "PascalCase" => name.to_owned(),
            "lowercase" => name.to_lowercase(),
            "UPPERCASE" => name.to_uppercase(),
            case => {
                let mut snake = String::new();
                for letter in name.chars() {
                    if letter.is_uppercase() && !snake.is_empty() {
                        snake.push('_');
                    }
                    snake.extend(letter.to_lowercase());
                }
                separated(snake, case)?
            }
        })
    }
}

/// Converts a name in snake case to a case with separators.
fn separated(snake: String, case: &str) -> Option<String> {
    Some(match case {
        "snake_case" => snake,
        "kebab-case" => snake.replace('_', "-"),
        "SCREAMING_SNAKE_CASE" => snake.to_uppercase(),
        "SCREAMING-KEBAB-CASE" => snake.to_uppercase().replace('_', "-"),
        _ => return None,
    })
}

fn with_lower_case_start(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Whether a variant has neither a value nor another attribute that gives it one.
fn lacks_value(variant: &Variant) -> bool {
    let is_bare = variant.notation.as_ref().is_some_and(|notation| match notation.kind {
        VariantNotationKind::MissingValue | VariantNotationKind::Number => true,
        VariantNotationKind::Separator
        | VariantNotationKind::NotFirst
        | VariantNotationKind::Fields
        | VariantNotationKind::NotAString
        | VariantNotationKind::ValueOnly => false,
    });
    let is_rename = |attribute: &Attribute| serde_argument(&attribute.meta, "rename").is_some();
    is_bare && variant.value.is_none() && !variant.attributes.iter().any(is_rename)
}

/// The tokens after the name of an argument of `#[serde(…)]`, up to the next argument.
fn serde_argument(meta: &Meta, name: &str) -> Option<TokenStream> {
    let Meta::List(list) = meta else { return None };
    let mut tokens = list.tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == name))?;
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    list.path.is_ident("serde").then(|| tokens.take_while(|token| !is_comma(token)).collect())
}

/// The string in the tokens, unless they contain several different ones.
fn only_string(tokens: TokenStream) -> Option<String> {
    let mut strings = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(only_string(group.stream()).unwrap_or_default()),
        token => syn::parse2::<LitStr>(token.into()).ok().map(|string| string.value()),
    });
    let first = strings.next()?;
    strings.all(|string| string == first).then_some(first)
}
