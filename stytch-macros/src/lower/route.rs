//! Lowers the HTTP method and the path, and checks the placeholders against the path fields.

use proc_macro2::{Ident, Span};
use syn::LitStr;

use crate::{
    errors::Errors,
    fallback::METHOD,
    keyword::{Method, Section},
    model::Field,
    path::{Template, parse_template},
    suggest::{listed, nearest, unknown},
};

/// Returns the HTTP method, or the nearest valid one.
pub(crate) fn lower_method(written: Option<&Ident>, errors: &mut Errors) -> Method {
    let Some(written) = written else { return METHOD };
    let name = written.to_string();
    let valid = Method::SPELLINGS;
    if let Some(method) = Method::from_spelling(&name) {
        return method;
    }
    if let Some(method) = Method::from_spelling(&name.to_uppercase()) {
        let fix = method.as_str();
        errors.at(
            written.span(),
            format_args!(
                "an HTTP method must be upper case; write `{fix}` (the methods are {})",
                listed(valid)
            ),
        );
        return method;
    }
    errors.at(written.span(), unknown("HTTP method", "methods", &name, valid));
    nearest(&name, valid).and_then(Method::from_spelling).unwrap_or(METHOD)
}

/// Returns the path if it has no errors, and checks its placeholders against the path fields.
pub(crate) fn lower_path(
    written: Option<&LitStr>,
    request: &[Field],
    errors: &mut Errors,
) -> Option<String> {
    let written = written?;
    let path = written.value();
    let template = parse_template(&path);
    for error in &template.errors {
        errors.at(written.span(), error);
    }
    if !template.errors.is_empty() {
        return None;
    }
    check_placeholders(&template, written.span(), request, errors);
    Some(path)
}

/// Reports placeholders without a path field, and path fields without a placeholder.
fn check_placeholders(template: &Template, path: Span, request: &[Field], errors: &mut Errors) {
    let (in_path, elsewhere): (Vec<_>, Vec<_>) =
        request.iter().partition(|field| field.section == Some(Section::Path));
    let mut unclaimed: Vec<&str> = template.placeholders.iter().map(String::as_str).collect();
    unclaimed.retain(|name| !in_path.iter().any(|field| field.wire_name == **name));
    for field in &in_path {
        if !template.placeholders.contains(&field.wire_name) {
            report_no_placeholder(field, &mut unclaimed, errors);
        }
    }
    for name in unclaimed {
        match elsewhere.iter().find(|field| field.name == name) {
            Some(field) => errors.at(
                field.ident.span(),
                format_args!(
                    "path parameter `{{{name}}}` has no field under `path`; \
                     move `{name}` there from `{}`",
                    field.container()
                ),
            ),
            None => errors.at(
                path,
                format_args!(
                    "path parameter `{{{name}}}` has no field; \
                     add `{name}: String` under `path`"
                ),
            ),
        }
    }
}

/// Reports a path field without a placeholder, as one error if it misspells a placeholder.
fn report_no_placeholder(field: &Field, unclaimed: &mut Vec<&str>, errors: &mut Errors) {
    let wire_name = &field.wire_name;
    if let Some(near) = nearest(wire_name, unclaimed) {
        errors.at(
            field.ident.span(),
            format_args!(
                "path field `{wire_name}` has no placeholder; \
                 write `{near}` (placeholders without a field: {})",
                listed(unclaimed)
            ),
        );
        unclaimed.retain(|other| *other != near);
    } else {
        errors.at(
            field.ident.span(),
            format_args!(
                "path field `{wire_name}` has no placeholder; \
                 add `{{{wire_name}}}` to the path or remove the field"
            ),
        );
    }
}
