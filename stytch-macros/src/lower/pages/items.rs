//! Lowers the argument of `#[pages(…)]`: the name of the list that contains the items of a page.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Meta, ext::IdentExt, spanned::Spanned};

use super::{
    field_names::rewritten,
    list_match::{ListMatch, match_list, words},
};
use crate::{
    errors::Errors,
    fallback,
    keyword::{Attribute, Section},
    lower::ty::spelling,
    model::{Field, Items, Presence, Type, TypeKind},
    suggest::{either, snake},
};

/// Returns the list, unless it is ambiguous, and the type of its elements. Adds a missing list.
pub(super) fn lower_items(
    written: &Meta,
    krate: &TokenStream,
    response: &mut Vec<Field>,
    errors: &mut Errors,
) -> (Option<Items>, Type) {
    let name = lower_name(written);
    let (words, found) = find_list(written, response);
    match &name {
        Some(name) => check_name(name, &found, &words[0], response, errors),
        None => report_notation(written, &found, &words[0], response, errors),
    }
    match found {
        ListMatch::List(index) => {
            let Field { ident, presence, wire_name, ty, .. } = &response[index];
            let ident = located(ident, name.as_ref());
            let wire_name = wire_name.clone();
            (Some(Items { ident, presence: *presence, wire_name }), element(ty))
        }
        ListMatch::Lists(lists) => (None, element(&response[lists[0]].ty)),
        ListMatch::Single(index) => (None, report_single(&response[index], errors)),
        ListMatch::Missing => {
            let span = name.as_ref().map_or_else(|| written.path().span(), Ident::span);
            let item = fallback::any_type(krate, span);
            response.push(missing_list(&words[0], span, &item));
            (None, item)
        }
    }
}

/// The names in the argument, and the list that they refer to.
fn find_list(written: &Meta, response: &[Field]) -> (Vec<String>, ListMatch) {
    let mut words = argument_words(written);
    let found = match_list(&words, response);
    match (found, words.pop()) {
        // In `results.floors`, the object `results` is not the list.
        (ListMatch::Single(_), Some(last)) if !words.is_empty() => {
            let last = vec![last];
            let found = match_list(&last, response);
            (last, found)
        }
        (found, last) => {
            words.extend(last);
            (words, found)
        }
    }
}

/// The list's name with the span of the argument, so that go-to-definition works there.
fn located(field: &Ident, name: Option<&Ident>) -> Ident {
    let mut ident = field.clone();
    if let Some(name) = name {
        ident.set_span(field.span().located_at(name.span()));
    }
    ident
}

/// The argument if it is one identifier.
fn lower_name(written: &Meta) -> Option<Ident> {
    match written {
        Meta::List(list) if is_pages(written) => list.parse_args_with(Ident::parse_any).ok(),
        Meta::List(_) | Meta::Path(_) | Meta::NameValue(_) => None,
    }
}

/// The names in the argument that can be field names, or `items`.
fn argument_words(written: &Meta) -> Vec<String> {
    let mut words = match written {
        Meta::Path(_) => Vec::new(),
        Meta::List(list) => words(list.tokens.clone()),
        Meta::NameValue(pair) => words(pair.value.to_token_stream()),
    };
    words.retain(|word| !matches!(word.as_str(), "status_code" | "request_id"));
    if words.is_empty() {
        words.push("items".to_owned());
    }
    words
}

/// Whether the attribute is written `pages`, as opposed to a name that other libraries use.
fn is_pages(written: &Meta) -> bool {
    written.path().is_ident(Attribute::Pages.as_str())
}

/// Reports a name that is not the name of a list of the response.
fn check_name(
    name: &Ident,
    found: &ListMatch,
    missing: &str,
    response: &[Field],
    errors: &mut Errors,
) {
    let written = text(name);
    let fix = match found {
        // The error for a name that is not snake case or a field that is not a list is reported at the
        // field.
        ListMatch::List(index) if snake(&response[*index].name) == written => return,
        ListMatch::Single(_) => return,
        ListMatch::List(index) => format!("write `{}`", response[*index].name),
        ListMatch::Lists(lists) => {
            format!("write {}", either(&names(lists, response), |name| format!("`{name}`")))
        }
        ListMatch::Missing => {
            let missing = fallback::identifier(missing, name.span());
            format!("add `{missing}: Vec<Json>` under `response`")
        }
    };
    let problem = if response.iter().any(|field| field.name == written) {
        format!("but `{written}` is not a list")
    } else {
        format!("which has no field `{written}`")
    };
    errors.at(
        name.span(),
        format_args!("`#[pages]` must name a list of the response, {problem}; {fix}"),
    );
}

/// Reports an argument that is not one name, or an attribute that should be `#[pages(…)]`.
fn report_notation(
    written: &Meta,
    found: &ListMatch,
    missing: &str,
    response: &[Field],
    errors: &mut Errors,
) {
    let attribute = |name: &str| format!("`#[pages({name})]`");
    let fix = match found {
        ListMatch::List(index) | ListMatch::Single(index) => {
            format!("write {}", attribute(&response[*index].name))
        }
        ListMatch::Lists(lists) => format!("write {}", either(&names(lists, response), attribute)),
        ListMatch::Missing => {
            format!("add `{missing}: Vec<Json>` under `response` and write {}", attribute(missing))
        }
    };
    let path = written.path();
    match written {
        _ if !is_pages(written) => {
            let name = path.to_token_stream();
            errors.over(path, format_args!("unknown attribute `{name}`; {fix}"));
        }
        Meta::List(list) if !list.tokens.is_empty() => {
            let is_path = self::words(list.tokens.clone()).len() > 1;
            let nested = match found {
                ListMatch::Missing if is_path => {
                    ", or remove the attribute if the API returns the list inside of an object"
                }
                _ => "",
            };
            errors.over(
                &list.tokens,
                format_args!(
                    "`#[pages]` takes only the name of a list of the response; {fix}{nested}"
                ),
            );
        }
        Meta::NameValue(_) => errors.over(
            written,
            format_args!("`#[pages]` takes the name of a list in parentheses; {fix}"),
        ),
        Meta::Path(_) | Meta::List(_) => {
            errors
                .over(written, format_args!("`#[pages]` must name a list of the response; {fix}"));
        }
    }
}

/// Reports the only matching field, which is not a list, and returns the type of an item.
fn report_single(field: &Field, errors: &mut Errors) -> Type {
    let item = element(&field.ty);
    if field.ty.has_stand_in() {
        return item;
    }
    let mark = match field.presence {
        Presence::Required => "!",
        Presence::Defaulted => "",
        Presence::Optional => "?",
    };
    let name = &field.name;
    let fix = rewritten(field, name, mark, &format!("Vec<{}>", spelling(&item.tokens)));
    errors.over(
        &field.ty.ends,
        format_args!("`#[pages]` requires `{name}` to be a list; write `{fix}`"),
    );
    item
}

/// The type of the elements; for a type that is not a list, the element type of the suggested list.
fn element(ty: &Type) -> Type {
    match &ty.kind {
        TypeKind::List(element) | TypeKind::Map(element) => (**element).clone(),
        TypeKind::Nullable(inner) => element(inner),
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => ty.clone(),
    }
}

fn missing_list(name: &str, span: Span, item: &Type) -> Field {
    let element = &item.tokens;
    let ty = Type {
        tokens: quote!(::std::vec::Vec<#element>),
        ends: item.ends.clone(),
        span: item.span,
        kind: TypeKind::List(Box::new(item.clone())),
    };
    let name = fallback::identifier(name, span);
    fallback::field(name, Some(Section::Response), Presence::Defaulted, ty)
}

fn names<'f>(indexes: &[usize], response: &'f [Field]) -> Vec<&'f str> {
    indexes.iter().map(|index| response[*index].name.as_str()).collect()
}

fn text(name: &Ident) -> String {
    name.unraw().to_string()
}
