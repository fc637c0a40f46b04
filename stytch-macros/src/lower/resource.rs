//! Lowers the parts of a resource: the request types of its endpoints, and its child resources.

use std::collections::HashSet;

use proc_macro2::Ident;
use quote::quote;
use syn::{TypePath, ext::IdentExt};

use super::{
    attributes::{Attributes, lower_attributes},
    name::{Case, lower_name},
    placement::check_resource_name,
    target::Target,
    ty::spelling,
};
use crate::{
    ast::{self, EndpointList, ResourcePart},
    errors::Errors,
    model::{Child, Resource},
    suggest::upper_camel,
};

/// Lowers a resource; its invalid parts are reported and omitted.
pub(crate) fn lower_resource(written: ast::Resource, errors: &mut Errors) -> Resource {
    let ast::Resource { krate, attributes, visibility, name, parts } = written;
    let Attributes { docs, cfg, deprecated, host, .. } =
        lower_attributes(attributes, Target::Resource, errors);
    let name = lower_name(name, "a resource", Case::UpperCamel, errors);
    check_order(&name, &parts, errors);
    let mut resource = Resource {
        krate,
        visibility,
        name,
        docs,
        cfg,
        deprecated,
        host,
        requests: Vec::new(),
        children: Vec::new(),
    };
    for part in parts {
        match part {
            ResourcePart::Endpoints(list) => lower_requests(list, &mut resource.requests, errors),
            ResourcePart::Child(child) => lower_child(child, &mut resource, errors),
        }
    }
    resource
}

/// Checks that the first part is the list of endpoints, and the only one.
fn check_order(name: &Ident, parts: &[ResourcePart], errors: &mut Errors) {
    let mut lists = parts.iter().enumerate().filter_map(|(index, part)| match part {
        ResourcePart::Endpoints(list) => Some((index, &list.name)),
        ResourcePart::Child(_) => None,
    });
    match (lists.next(), parts.first()) {
        (None, Some(ResourcePart::Child(child))) => {
            let name = &child.name;
            let start =
                child.attributes.first().map_or_else(|| quote!(#name), |first| first.tokens.clone());
            errors.over(
                start,
                "a resource must start with `endpoints`; write `endpoints: [],` before this",
            );
        }
        (None, Some(ResourcePart::Endpoints(_)) | None) => errors.at(
            name.span(),
            "a resource must start with `endpoints`; \
             write `endpoints: [OpenRequest, …]`, or `endpoints: []` for a resource without endpoints",
        ),
        (Some((0, _)), _) => {}
        (Some((_, list)), _) => errors.at(
            list.span(),
            "`endpoints` must precede the child resources; move it to the start of the resource",
        ),
    }
    for (_, list) in lists.filter(|(_, list)| *list == "endpoints") {
        errors.at(list.span(), "duplicate `endpoints`; move these request types to the first list");
    }
}

fn lower_requests(list: EndpointList, requests: &mut Vec<TypePath>, errors: &mut Errors) {
    let mut seen: HashSet<_> = requests.iter().map(spelling).collect();
    for request in list.requests {
        let name = spelling(&request);
        if seen.contains(&name) {
            errors.over(request, format_args!("duplicate request type `{name}`; remove one"));
        } else {
            seen.insert(name);
            requests.push(request);
        }
    }
}

fn lower_child(written: ast::Child, resource: &mut Resource, errors: &mut Errors) {
    let ast::Child { attributes, name, ty } = written;
    let Attributes { docs, cfg, deprecated, .. } =
        lower_attributes(attributes, Target::Child, errors);
    let ident = lower_name(name, "a child resource", Case::Snake, errors);
    let name = ident.unraw().to_string();
    if !check_resource_name(&ident, &resource.name, "child resource", errors) {
        return;
    }
    // `path_` is not the method of `PathRequest`.
    let method_of =
        if name.ends_with('_') { name.clone() } else { format!("{}Request", upper_camel(&name)) };
    let is_method = |request: &&TypePath| {
        request.path.segments.last().is_some_and(|segment| segment.ident == method_of)
    };
    if let Some(request) = resource.requests.iter().find(is_method) {
        let request = spelling(request);
        errors.at(
            ident.span(),
            format_args!(
                "`{name}` is already the method of `{request}`; rename the child resource"
            ),
        );
        return;
    }
    if resource.children.iter().any(|child| child.name == name && child.cfg.is_empty()) {
        errors.at(ident.span(), format_args!("duplicate child resource `{name}`; remove one"));
        return;
    }
    // A type that could not be parsed has been reported.
    let Some(ty) = ty else { return };
    if ty.is_ident("String") {
        errors
            .over(ty, "a resource has no fields, only endpoints and child resources; remove this");
    } else {
        resource.children.push(Child { ident, name, ty, docs, cfg, deprecated });
    }
}
