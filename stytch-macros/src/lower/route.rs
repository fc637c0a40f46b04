//! Lowers the HTTP method and the path, and checks the placeholders against the path fields.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};
use syn::{LitStr, ext::IdentExt};

use super::sections::wire_name;
use crate::{
    ast::{self, SectionFields},
    errors::Errors,
    fallback::{METHOD, identifier, path_field},
    keyword::{Method, Section},
    model::Field,
    path::{Mistake, Template, parse_template},
    suggest::{listed, nearest, snake, unknown_near},
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
    if let Some(word) = Method::UNSUPPORTED.iter().find(|word| name.eq_ignore_ascii_case(word)) {
        let rule = format!("HTTP method `{name}` is not supported");
        let list = listed(valid);
        let (method, message) = if *word == Method::HEAD {
            (Method::Get, format!("{rule}; write `GET` (the methods are {list})"))
        } else {
            (METHOD, format!("{rule}; the methods are {list}"))
        };
        errors.at(written.span(), message);
        return method;
    }
    // `DEL` is short for `DELETE`.
    let is_short = |valid: &&&str| name.len() > 2 && valid.starts_with(&name.to_uppercase());
    let near = nearest(&name, valid).or_else(|| valid.iter().find(is_short).copied());
    errors.at(written.span(), unknown_near("HTTP method", "methods", &name, near, valid));
    near.and_then(Method::from_spelling).unwrap_or(METHOD)
}

/// Parses the path and reports its mistakes; `None` if the path is missing.
pub(crate) fn lower_path(
    written: Option<&LitStr>,
    path_fields: &[String],
    sections: &[ast::Section],
    errors: &mut Errors,
) -> Option<Template> {
    let written = written?;
    let mut template = parse_template(&written.value(), path_fields);
    omit_declared(&mut template.mistakes, sections);
    if let [others @ .., last] = &template.mistakes[..] {
        for mistake in others {
            errors.at(written.span(), mistake.message(&template.path));
        }
        template.announced = missing_fields(&template.placeholders, path_fields, sections);
        let mut message = last.message(&template.path);
        let line = |name: &String| field_for(name, &template.placeholders, written.span()).1;
        let missing: Vec<_> = template.announced.iter().map(line).collect();
        if !missing.is_empty() {
            let comma = if last.continuation().is_empty() { "" } else { "," };
            message = format!("{message}{comma} and add `{}` under `path`", missing.join(", "));
        }
        errors.at(written.span(), message);
    }
    Some(template)
}

/// Removes the parameters that are declared from the mistake about a query string.
fn omit_declared(mistakes: &mut [Mistake], sections: &[ast::Section]) {
    let declared = fields_of(Section::Query, sections);
    for mistake in mistakes {
        if let Mistake::Query(names) = mistake
            && let Some(parameters) = names.as_mut().filter(|names| !names.is_empty())
        {
            parameters.retain(|name| !declared.contains(name));
            *names = names.take().filter(|names| !names.is_empty());
        }
    }
}

/// The placeholders without a field in any section, unless a path field is probably meant for them.
fn missing_fields(
    placeholders: &[String],
    path_fields: &[String],
    sections: &[ast::Section],
) -> Vec<String> {
    let mut declared = Vec::new();
    for section in sections {
        match &section.fields {
            SectionFields::Listed(fields)
            | SectionFields::Loose(fields)
            | SectionFields::Trailing(_, fields) => declared.extend(fields.iter().map(wire_name)),
            // May hold the fields.
            SectionFields::Unknown(_) => return Vec::new(),
        }
    }
    let is_meant = |field: &String, placeholder: &str| {
        !placeholders.contains(field) && nearest(field, &[placeholder]).is_some()
    };
    let is_missing = |placeholder: &&String| {
        !declared.contains(placeholder)
            && !path_fields.iter().any(|field| is_meant(field, placeholder))
    };
    placeholders.iter().filter(is_missing).cloned().collect()
}

/// The wire names of the fields under `path`.
pub(crate) fn path_fields(sections: &[ast::Section]) -> Vec<String> {
    fields_of(Section::Path, sections)
}

fn fields_of(section: Section, sections: &[ast::Section]) -> Vec<String> {
    let named = sections.iter().filter(|other| other.name == section.as_str());
    let fields = named.flat_map(|section| match &section.fields {
        SectionFields::Listed(fields) => fields.as_slice(),
        SectionFields::Loose(_) | SectionFields::Trailing(..) | SectionFields::Unknown(_) => &[],
    });
    fields.map(wire_name).collect()
}

/// Renames path fields such as `doorId` if the placeholder is `{door_id}`: they need no wire name.
pub(crate) fn correct_path_names(
    fields: &mut [ast::Field],
    placeholders: &[String],
    errors: &mut Errors,
) {
    for field in fields.iter_mut().filter(|field| field.wire_name.is_none()) {
        let written = field.name.to_string();
        let name = snake(&written);
        if name != written && placeholders.contains(&name) && !placeholders.contains(&written) {
            errors.at(
                field.name.span(),
                format_args!("the name of a field must be snake case; write `{name}`"),
            );
            field.name = Ident::new(&name, field.name.span());
        }
    }
}

/// Reports placeholders without a path field and adds a field for each, and reports path fields without a
/// placeholder. Fields in `written` count as declared even if they were omitted because of another error.
pub(crate) fn check_placeholders(
    template: &Template,
    path: Span,
    written: &[String],
    request: &mut Vec<Field>,
    errors: &mut Errors,
) {
    let (in_path, elsewhere): (Vec<_>, Vec<_>) =
        request.iter().partition(|field| field.section == Some(Section::Path));
    let lowered = in_path.iter().map(|field| &field.wire_name);
    let fields: HashSet<&str> = lowered.chain(written).map(String::as_str).collect();
    let placeholders: HashSet<&str> = template.placeholders.iter().map(String::as_str).collect();
    let mut unclaimed: Vec<&str> = template.placeholders.iter().map(String::as_str).collect();
    unclaimed.retain(|name| !fields.contains(name));
    for field in &in_path {
        if !placeholders.contains(field.wire_name.as_str()) {
            let remove = match in_path.as_slice() {
                [_] => "remove the section `path`",
                _ => "remove the field",
            };
            report_no_placeholder(field, &template.path, remove, &mut unclaimed, errors);
        }
    }
    let mut missing = Vec::new();
    for name in unclaimed {
        let misplaced = elsewhere.iter().find(|field| field.name == name);
        if let Some(field) = misplaced {
            errors.at(
                field.ident.span(),
                format_args!(
                    "placeholder `{{{name}}}` has no field under `path`; \
                     move `{name}` there from `{}`",
                    field.container()
                ),
            );
            continue;
        }
        let (ident, line) = field_for(name, &template.placeholders, path);
        if !template.announced.iter().any(|other| other == name) {
            errors.at(
                path,
                format_args!("placeholder `{{{name}}}` has no field; add `{line}` under `path`"),
            );
        }
        if request.iter().chain(&missing).all(|field| ident.unraw() != field.name) {
            missing.push(path_field(ident, name));
        }
    }
    let after = in_path.len();
    request.splice(after..after, missing);
}

/// The field for a placeholder: its name, and the line to write, such as `door_id: String` for `door_id` and
/// `door_id: String = "doorId"` for `doorId`. The name differs from the other `placeholders`.
fn field_for(placeholder: &str, placeholders: &[String], span: Span) -> (Ident, String) {
    let mut name = snake(placeholder);
    while name != placeholder && placeholders.contains(&name) {
        name.push_str("_2");
    }
    let has_letter = name.contains(|letter| letter != '_');
    let name = identifier(if has_letter { &name } else { "value" }, span);
    let line = if name.unraw() == placeholder {
        format!("{name}: String")
    } else {
        format!("{name}: String = \"{placeholder}\"")
    };
    (name, line)
}

/// Reports a path field without a placeholder, as one error if it misspells a placeholder.
fn report_no_placeholder(
    field: &Field,
    path: &str,
    remove: &str,
    unclaimed: &mut Vec<&str>,
    errors: &mut Errors,
) {
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
        let path = path.trim_end_matches('/');
        errors.at(
            field.ident.span(),
            format_args!(
                "path field `{wire_name}` has no placeholder; \
                 add it, for example as `\"{path}/{{{wire_name}}}\"`, or {remove}"
            ),
        );
    }
}
