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
    case: String,
}

impl RenameAll {
    pub(crate) fn read(meta: &Meta) -> Option<Self> {
        let Meta::List(list) = meta else { return None };
        if !list.path.is_ident("serde") {
            return None;
        }
        let mut tokens = list.tokens.clone().into_iter();
        tokens.find(|token| matches!(token, TokenTree::Ident(name) if name == "rename_all"))?;
        Some(Self {
            meta: meta.to_token_stream(),
            case: first_string(tokens.collect()).unwrap_or_default(),
        })
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
        let fix = example.map_or_else(String::new, |line| {
            format!("write the wire name of each field, such as `{line}`, and ")
        });
        errors.over(
            self.meta,
            format_args!("wire names are not converted; {fix}remove this attribute"),
        );
    }

    /// Reports the attribute, and gives the variants without values their converted names as values.
    pub(crate) fn report_on_variants(self, variants: &mut [Variant], errors: &mut Errors) {
        for variant in variants {
            let lacks_value =
                variant.notation.as_ref().is_some_and(|notation| match notation.kind {
                    VariantNotationKind::MissingValue | VariantNotationKind::Number => true,
                    VariantNotationKind::Separator
                    | VariantNotationKind::NotFirst
                    | VariantNotationKind::Fields
                    | VariantNotationKind::NotAString
                    | VariantNotationKind::ValueOnly => false,
                });
            let converted = self.converted(&variant.name.unraw().to_string());
            if lacks_value && variant.value.is_none() && variant.attributes.is_empty() {
                variant.value = converted.map(|value| LitStr::new(&value, variant.name.span()));
            }
        }
        errors.over(self.meta, "wire names are not converted; remove this attribute");
    }

    /// The line for a field whose name is converted and that has no other wire name.
    fn converted_line(&self, field: &Field) -> Option<String> {
        let name = snake(&field.name.unraw().to_string());
        let wire_name = self.converted(&name).filter(|wire_name| *wire_name != name)?;
        let Some(FieldType::Rust(ty)) = &field.ty else { return None };
        let ty = ty.to_token_stream().to_string().replace(' ', "").replace(',', ", ");
        let mark = field.mark.map_or("", Mark::as_str);
        field.wire_name.is_none().then(|| format!("{name}{mark}: {ty} = {wire_name:?}"))
    }

    fn converted(&self, name: &str) -> Option<String> {
        let snake = snake(name);
        Some(match self.case.as_str() {
            "camelCase" => {
                let camel = upper_camel(&snake);
                let mut letters = camel.chars();
                letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
            }
            "PascalCase" => upper_camel(&snake),
            "snake_case" => snake,
            "kebab-case" => snake.replace('_', "-"),
            "SCREAMING_SNAKE_CASE" => snake.to_uppercase(),
            "SCREAMING-KEBAB-CASE" => snake.to_uppercase().replace('_', "-"),
            "lowercase" => name.to_lowercase(),
            "UPPERCASE" => name.to_uppercase(),
            _ => return None,
        })
    }
}

fn first_string(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => first_string(group.stream()),
        token => syn::parse2::<LitStr>(token.into()).ok().map(|string| string.value()),
    })
}
