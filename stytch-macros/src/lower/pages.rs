//! Lowers `#[pages(…)]` and checks that the request and the response support pagination.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Meta, ext::IdentExt, spanned::Spanned};

use crate::{
    errors::Errors,
    fallback,
    keyword::Section,
    model::{BodyFormat, Field, NextCursor, Pages, Presence, Type, TypeKind},
    suggest::{listed, nearest},
};

/// Checks the request and the response. Adds or replaces missing and invalid fields as the messages
/// suggest, so that the pages exist anyway.
pub(crate) fn lower_pages(
    written: &Meta,
    body: BodyFormat,
    krate: &TokenStream,
    request: &mut Vec<Field>,
    response: &mut Vec<Field>,
    errors: &mut Errors,
) -> Pages {
    let span = written.path().span();
    let cursor = lower_cursor(span, body, request, errors);
    let next = lower_next_cursor(span, response, errors);
    let items = lower_items(written, krate, response, errors);
    let TypeKind::List(item) = &items.ty.kind else { unreachable!("`lower_items` returns a list") };
    Pages {
        cursor,
        next,
        item: (**item).clone(),
        items: items.ident.clone(),
        items_presence: items.presence,
        items_wire_name: items.wire_name.clone(),
    }
}

fn lower_cursor(
    span: Span,
    body: BodyFormat,
    request: &mut Vec<Field>,
    errors: &mut Errors,
) -> Ident {
    if let Some(field) = named(request, "cursor") {
        if !matches!(field.ty.kind, TypeKind::String) || field.presence != Presence::Optional {
            errors.at(
                field.ident.span(),
                "`#[pages]` requires `cursor` to be an optional string; write `cursor?: String`",
            );
            *field = fallback::string_field("cursor", field.ident.span(), field.section);
        }
        return field.ident.clone();
    }
    let section = match body {
        BodyFormat::None => Section::Query,
        BodyFormat::Json | BodyFormat::Form => Section::Body,
    };
    let name = section.as_str();
    errors.at(
        span,
        format_args!(
            "`#[pages]` requires a `cursor` in the request; add `cursor?: String` under `{name}`"
        ),
    );
    request.push(fallback::string_field("cursor", span, Some(section)));
    Ident::new("cursor", span)
}

fn lower_next_cursor(span: Span, response: &mut Vec<Field>, errors: &mut Errors) -> NextCursor {
    if let Some(field) = named(response, "next_cursor") {
        if !matches!(field.ty.kind, TypeKind::String) {
            errors.over(
                &field.ty.tokens,
                "`#[pages]` requires `next_cursor` to be a string; write `next_cursor?: String`",
            );
            *field =
                fallback::string_field("next_cursor", field.ident.span(), Some(Section::Response));
        }
        return NextCursor::Field(field.ident.clone());
    }
    match named(response, "results_metadata") {
        Some(field) if matches!(field.ty.kind, TypeKind::Other) => {
            let (ident, presence) = (field.ident.clone(), field.presence);
            return NextCursor::Within { ident, presence, span: field.ty.span };
        }
        Some(field) => errors.over(
            &field.ty.tokens,
            "`#[pages]` requires `results_metadata` to be declared with `object!`; \
             write `results_metadata: ResultsMetadata`",
        ),
        None => errors.at(
            span,
            "`#[pages]` requires the cursor of the next page in the response; \
             add `next_cursor?: String` or `results_metadata: ResultsMetadata`",
        ),
    }
    response.push(fallback::string_field("next_cursor", span, Some(Section::Response)));
    NextCursor::Field(Ident::new("next_cursor", span))
}

/// The list that is named in the parentheses.
fn lower_items<'f>(
    written: &Meta,
    krate: &TokenStream,
    response: &'f mut Vec<Field>,
    errors: &mut Errors,
) -> &'f Field {
    let name = lower_items_name(written);
    let index = match &name {
        Some(name) => find_items(name, response, errors),
        None => suggest_items(written, response, errors),
    };
    let index = index.unwrap_or_else(|| {
        let name = name.unwrap_or_else(|| Ident::new("items", written.path().span()));
        let ty = list_of(fallback::any_type(krate, name.span()));
        response.push(fallback::field(
            writable(&name),
            Some(Section::Response),
            Presence::Defaulted,
            ty,
        ));
        response.len() - 1
    });
    &response[index]
}

fn lower_items_name(written: &Meta) -> Option<Ident> {
    match written {
        Meta::List(list) => list.parse_args_with(Ident::parse_any).ok(),
        Meta::Path(_) | Meta::NameValue(_) => None,
    }
}

/// The index of the field with this or the nearest name; turns a field that is not a list into one.
fn find_items(name: &Ident, response: &mut [Field], errors: &mut Errors) -> Option<usize> {
    let field_name = name.unraw().to_string();
    let Some(index) = position(response, &field_name) else {
        let near = report_unknown_field(name, &field_name, response, errors)?;
        return position(response, &near);
    };
    let field = &mut response[index];
    if !is_list(field) {
        errors.at(
            name.span(),
            format_args!(
                "`#[pages]` must name a list of the response, but `{field_name}` is not a list; \
                 write `{field_name}: Vec<…>` or name another field"
            ),
        );
        field.ty = list_of(field.ty.clone());
    }
    Some(index)
}

/// Reports that no list is named and returns the index of the first list.
fn suggest_items(written: &Meta, response: &[Field], errors: &mut Errors) -> Option<usize> {
    let index = response.iter().position(is_list);
    let name = index.map_or("items", |index| &response[index].name);
    errors.over(
        written,
        format_args!("`#[pages]` must name a list of the response; write `#[pages({name})]`"),
    );
    index
}

/// Reports a name that matches no response field and returns the nearest list.
fn report_unknown_field(
    name: &Ident,
    field_name: &str,
    response: &[Field],
    errors: &mut Errors,
) -> Option<String> {
    let lists: Vec<_> =
        response.iter().filter(|field| is_list(field)).map(|field| field.name.as_str()).collect();
    let near = nearest(field_name, &lists);
    let fix = match near {
        Some(near) => format!("write `{near}`"),
        None if lists.is_empty() => format!("add `{field_name}: Vec<…>`"),
        None => format!("its lists are {}", listed(&lists)),
    };
    errors.at(
        name.span(),
        format_args!(
            "`#[pages]` must name a list of the response, which has no field `{field_name}`; {fix}"
        ),
    );
    near.map(str::to_owned)
}

fn position(fields: &[Field], name: &str) -> Option<usize> {
    fields.iter().position(|field| field.name == name)
}

/// The name, raw if it is a keyword.
fn writable(name: &Ident) -> Ident {
    let is_keyword = syn::parse2::<Ident>(name.to_token_stream()).is_err();
    if is_keyword { fallback::raw_name(name) } else { name.clone() }
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty.kind, TypeKind::List(_))
}

fn list_of(element: Type) -> Type {
    let (tokens, span) = (&element.tokens, element.span);
    Type { tokens: quote!(::std::vec::Vec<#tokens>), span, kind: TypeKind::List(Box::new(element)) }
}

fn named<'f>(fields: &'f mut [Field], name: &str) -> Option<&'f mut Field> {
    fields.iter_mut().find(|field| field.name == name)
}
