//! Generates an operation of the document.

use crate::schema::{Auth, BodyFormat, Credentials, EndpointSpec, Field, Kind, Location};
use serde_json::{Value, json};

use super::{
    component::{Components, Direction, reference, request_name, response_name},
    schema::{has_body, is_required, kind_schema},
};
use crate::cli::{docs::plain, openapi::operation::Operation};

/// The schema of an error response: Stytch's format, or that of OAuth 2.0 (RFC 6749).
pub(super) const ERROR: &str = "ApiError";

/// The security scheme of the Management API.
pub(super) const WORKSPACE_KEY: &str = "workspace_key";

pub(super) fn operation(operation: &Operation, components: &Components) -> Value {
    let spec = operation.spec;
    let mut described = json!({
        "operationId": operation.name(),
        "tags": [operation.resource()],
        "summary": operation.summary(),
        "description": plain(spec.docs),
        "responses": responses(operation),
    });
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            described[name] = value;
        }
    };
    let parameters = parameters(operation, components);
    set("parameters", (!parameters.is_empty()).then(|| json!(parameters)));
    set("requestBody", request_body(operation));
    set("externalDocs", spec.docs_url.map(|url| json!({"url": url})));
    set("deprecated", spec.deprecated.then_some(Value::Bool(true)));
    set("security", security(spec));
    set("servers", spec.host.url().map(|url| json!([{"url": url}])));
    let aliases = &operation.names[1..];
    set("x-aliases", (!aliases.is_empty()).then(|| json!(aliases)));
    described
}

/// The credentials of an operation, unless they are those of the project.
fn security(spec: &EndpointSpec) -> Option<Value> {
    match (spec.auth, spec.host.credentials()) {
        (Auth::None, _) => Some(json!([])),
        (Auth::Basic, Credentials::Project) => None,
        (Auth::Basic, Credentials::WorkspaceKey) => Some(json!([{WORKSPACE_KEY: []}])),
    }
}

fn parameters(operation: &Operation, components: &Components) -> Vec<Value> {
    let fields = (operation.spec.request)().fields.iter();
    fields.flat_map(|field| field_parameters(field, components)).collect()
}

fn field_parameters(field: &Field, components: &Components) -> Vec<Value> {
    let location = match field.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        _ => return Vec::new(),
    };
    // The value is sent in one of these headers, so none of them is required on its own.
    let is_header_choice = matches!(field.kind, Kind::Header(_));
    let required = !is_header_choice && is_required(field, Direction::Sent);
    let names = if let Kind::Header(names) = &field.kind { names } else { &[field.wire_name][..] };
    let parameter = |name: &&str| {
        json!({
            "name": name,
            "in": location,
            "required": location == "path" || required,
            "description": plain(field.docs),
            "schema": kind_schema(&field.kind, components),
        })
    };
    names.iter().map(parameter).collect()
}

fn request_body(operation: &Operation) -> Option<Value> {
    let media = match operation.spec.body {
        BodyFormat::Json => "application/json",
        BodyFormat::Form => "application/x-www-form-urlencoded",
        _ => return None,
    };
    let schema = if has_body((operation.spec.request)()) {
        reference(&request_name(operation))
    } else {
        json!({"type": "object"})
    };
    Some(json!({"required": true, "content": {media: {"schema": schema}}}))
}

fn responses(operation: &Operation) -> Value {
    let response = |description: &str, name: &str| {
        json!({
            "description": description,
            "content": {"application/json": {"schema": reference(name)}},
        })
    };
    json!({
        "200": response("Success.", &response_name(operation)),
        "default": response("Error.", ERROR),
    })
}
