//! Lowers the ast to the model: applies all checks, and replaces or omits the parts that fail them.

mod attributes;
mod field_context;
mod field_line;
mod field_notation;
mod field_type;
mod fields;
mod flatten;
mod foreign_attributes;
mod foreign_type;
mod generated_traits;
mod name;
mod pages;
mod placement;
mod recursion;
mod resource;
mod route;
mod section_type;
mod sections;
mod target;
mod text_form;
mod ty;
mod type_check;
mod type_name;
mod type_resolution;
mod variants;
mod wire_name;

use proc_macro2::{Span, TokenStream};
use syn::Meta;

pub(crate) use self::resource::lower_resource;
use self::{
    attributes::lower_attributes,
    field_context::FieldContext,
    fields::{envelope_fields, lower_fields},
    name::{Case, lower_method_name, lower_name, lower_resource_name, lower_type_names},
    pages::{correct_cursor_mark, lower_pages},
    placement::{check_host_of_method, check_resource_name},
    recursion::check_recursion,
    route::{check_placeholders, correct_path_names, lower_method, lower_path, path_fields},
    sections::{SectionContent, SectionContext, Sections, lower_sections, section_names},
    target::Target,
    type_name::check_type_name,
    variants::lower_variants,
};
use crate::{
    ast,
    errors::Errors,
    fallback,
    keyword::{Method, Section},
    model::{BodyFormat, Direction, Docs, Endpoint, Envelope, Field, Object, OpenEnum},
    rename_all::RenameAll,
};

/// Lowers an endpoint; returns `None` if it has no name.
pub(crate) fn lower_endpoint(written: ast::Endpoint, errors: &mut Errors) -> Option<Endpoint> {
    let ast::Endpoint { krate, mut attributes, resource, modules, name, method, path, sections } =
        written;
    if let Some(rename_all) = RenameAll::take(&mut attributes) {
        rename_all.report_on_fields(sections.iter().flat_map(ast::Section::fields), errors);
    }
    if resource.is_some() {
        check_host_of_method(&attributes, errors);
    }
    let attributes = lower_attributes(attributes, Target::Endpoint, errors);
    let resource =
        resource.and_then(|resource| lower_resource_name(resource, name.as_ref(), errors));
    let is_named = name.is_some();
    let name = name.unwrap_or_else(fallback::method_name);
    let name = lower_method_name(name, errors);
    let resource =
        resource.filter(|resource| check_resource_name(&name, resource, "method", errors));
    let method = lower_method(method.as_ref(), errors);
    let path_fields = path_fields(&sections);
    let template = lower_path(path.as_ref(), &path_fields, &sections, errors);
    let placeholders = template.as_ref().map_or(&[][..], |template| &template.placeholders);
    let declared = section_names(&sections);
    let mut sections = lower_sections(
        sections,
        SectionContext {
            method,
            declared: &declared,
            placeholders,
            is_form: attributes.form.is_some(),
        },
        errors,
    );
    if let Some(path) = &mut sections.path {
        correct_path_names(&mut path.fields, placeholders, errors);
    }
    if attributes.pages.is_some() {
        for section in [&mut sections.query, &mut sections.body].into_iter().flatten() {
            correct_cursor_mark(&mut section.fields, errors);
        }
    }
    let body = lower_body_format(&sections, method, attributes.form, errors);
    let has_all_path_fields = !sections.is_incomplete(Section::Path);
    let has_all_fields = !Section::ALL.iter().any(|section| sections.is_incomplete(*section));
    let (mut request, mut response) =
        lower_both_fields(sections, body, attributes.envelope, &krate, errors);
    let cursor_section = match body {
        BodyFormat::Json | BodyFormat::Form if method.carries_body() => Section::Body,
        BodyFormat::None | BodyFormat::Json | BodyFormat::Form => Section::Query,
    };
    let mut pages_of = |written: &Meta, errors: &mut Errors| {
        lower_pages(written, cursor_section, &krate, &mut request, &mut response, errors)
    };
    let pages = attributes.pages.map(|written| {
        if has_all_fields {
            pages_of(&written, errors)
        } else {
            Errors::ignored_in(|errors| pages_of(&written, errors))
        }
    });
    if let (Some(path), Some(template), true) = (&path, &template, has_all_path_fields) {
        check_placeholders(template, path.span(), &path_fields, &mut request, errors);
    }
    let [request_name, response_name] = lower_type_names(&name, errors);
    let endpoint = Endpoint {
        resource,
        modules,
        docs_url: attributes.docs_url,
        method,
        path: template.map_or_else(|| fallback::PATH.to_owned(), |template| template.path),
        host: attributes.host,
        retry_safety: attributes.retry_safety,
        body,
        auth: attributes.auth,
        envelope: attributes.envelope,
        pages,
        request: Object {
            krate: krate.clone(),
            name: request_name,
            docs: attributes.docs,
            cfg: attributes.cfg.clone(),
            deprecated: attributes.deprecated,
            direction: Direction::Sent,
            fields: request,
        },
        response: Object {
            krate,
            name: response_name,
            docs: Docs::default(),
            cfg: attributes.cfg,
            deprecated: None,
            direction: Direction::Received,
            fields: response,
        },
        name,
    };
    is_named.then_some(endpoint)
}

/// Lowers an object; returns `None` if it has no name.
pub(crate) fn lower_object(written: ast::Object, errors: &mut Errors) -> Option<Object> {
    let ast::Object { krate, mut attributes, name, fields: written } = written;
    if let Some(rename_all) = RenameAll::take(&mut attributes) {
        rename_all.report_on_fields(&written, errors);
    }
    let attributes = lower_attributes(attributes, Target::Object, errors);
    let is_named = name.is_some();
    let name = name.unwrap_or_else(fallback::type_name);
    let name = lower_name(name, "an object", Case::UpperCamel, errors);
    check_type_name(&name, errors);
    let mut fields = Vec::new();
    let context = FieldContext {
        krate: &krate,
        section: None,
        direction: attributes.direction,
        body: BodyFormat::None,
        envelope: Envelope::Bare,
    };
    lower_fields(written, context, &mut fields, errors);
    check_recursion(&name, &mut fields, &krate, errors);
    let object = Object {
        krate,
        name,
        docs: attributes.docs,
        cfg: attributes.cfg,
        deprecated: attributes.deprecated,
        direction: attributes.direction,
        fields,
    };
    is_named.then_some(object)
}

/// Lowers an open enum; returns `None` if it has no name.
pub(crate) fn lower_open_enum(written: ast::OpenEnum, errors: &mut Errors) -> Option<OpenEnum> {
    let ast::OpenEnum { krate, mut attributes, name, mut variants } = written;
    if let Some(rename_all) = RenameAll::take(&mut attributes) {
        rename_all.report_on_variants(&mut variants, errors);
    }
    let attributes = lower_attributes(attributes, Target::OpenEnum, errors);
    let (variants, catch_alls) = lower_variants(variants, errors);
    let name = lower_name(name?, "an open enum", Case::UpperCamel, errors);
    check_type_name(&name, errors);
    Some(OpenEnum {
        krate,
        name,
        docs: attributes.docs,
        cfg: attributes.cfg,
        deprecated: attributes.deprecated,
        variants,
        catch_alls,
    })
}

fn lower_body_format(
    sections: &Sections,
    method: Method,
    form: Option<Span>,
    errors: &mut Errors,
) -> BodyFormat {
    let Some(body) = &sections.body else {
        if let Some(form) = form {
            let message = if !method.carries_body() {
                let method = method.as_str();
                &format!(
                    "`#[form]` is about a body, which a {method} request cannot have; remove it"
                )
            } else if sections.query.is_some() {
                "`#[form]` requires a `body` section; \
                 move the fields of `query` to `body`, or remove the attribute"
            } else {
                "`#[form]` requires a `body` section; add one or remove the attribute"
            };
            errors.at(form, message);
        }
        return BodyFormat::None;
    };
    if !method.carries_body() {
        let method = method.as_str();
        let fix = if sections.query.is_some() {
            "move the fields to `query`, or write `POST`"
        } else {
            "write `query { … }`, or `POST`"
        };
        errors.at(
            body.name.span(),
            format_args!("a {method} request cannot have a body; {fix} if the server reads a body"),
        );
    }
    if form.is_some() { BodyFormat::Form } else { BodyFormat::Json }
}

fn lower_both_fields(
    sections: Sections,
    body: BodyFormat,
    envelope: Envelope,
    krate: &TokenStream,
    errors: &mut Errors,
) -> (Vec<Field>, Vec<Field>) {
    let mut lower = |section: Section, written: Option<SectionContent>, fields: &mut Vec<Field>| {
        let written = written.map_or_else(Vec::new, |content| content.fields);
        let direction = if section.is_request() { Direction::Sent } else { Direction::Received };
        let context = FieldContext { krate, section: Some(section), direction, body, envelope };
        lower_fields(written, context, fields, errors);
    };
    let Sections { path, query, header, body: body_section, response: response_section } = sections;
    let mut request = Vec::new();
    lower(Section::Path, path, &mut request);
    lower(Section::Query, query, &mut request);
    lower(Section::Header, header, &mut request);
    lower(Section::Body, body_section, &mut request);
    let mut response = Vec::new();
    lower(Section::Response, response_section, &mut response);
    if envelope == Envelope::Stytch {
        response.extend(envelope_fields());
    }
    (request, response)
}
