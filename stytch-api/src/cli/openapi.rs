//! `stytch-api openapi`: the OpenAPI document of a catalog, from the metadata of its endpoints.

mod component;
#[doc(hidden)]
pub mod operation;
mod path;
mod schema;

use crate::catalog::Catalog;
use serde_json::{Map, Value, json};

use self::{
    component::Components,
    operation::Operation,
    path::{ERROR, WORKSPACE_KEY},
};

const ABOUT: &str = "\
The endpoints of the Stytch API as declared by the crate stytch-api. This document is not written or \
approved by the vendor.

A response is guaranteed to contain only the required fields at its top level. Other fields may be \
absent or `null`, enums may have further values, and objects may have further members.";

/// Generates the OpenAPI 3.1 document of `catalog`.
pub fn document(catalog: &Catalog) -> Value {
    let operations = Operation::all(catalog);
    let components = Components::of(&operations);
    let mut schemas = schema::schemas(&operations, &components);
    schemas.insert(ERROR.to_owned(), error_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Stytch API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [
            {"url": "https://test.stytch.com", "description": "Test projects"},
            {"url": "https://api.stytch.com", "description": "Live projects"},
        ],
        "security": [{"basic": []}],
        "tags": tags(&operations),
        "paths": paths(&operations, &components),
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "basic": basic("The project ID as the user name and the project secret as the password."),
                WORKSPACE_KEY: basic(
                    "The ID of a workspace key as the user name and its secret as the password.",
                ),
            },
        },
    })
}

fn basic(description: &str) -> Value {
    json!({"type": "http", "scheme": "basic", "description": description})
}

fn tags(operations: &[Operation]) -> Vec<Value> {
    let mut names: Vec<&str> = operations.iter().map(Operation::resource).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| json!({"name": name})).collect()
}

fn paths(operations: &[Operation], components: &Components) -> Map<String, Value> {
    let mut paths = Map::new();
    for operation in operations {
        let item = paths.entry(operation.spec.path).or_insert_with(|| json!({}));
        let method = operation.spec.method.as_str().to_lowercase();
        item[method] = path::operation(operation, components);
    }
    paths
}

fn error_schema() -> Value {
    let string = |description: &str| json!({"type": "string", "description": description});
    json!({
        "type": "object",
        "description": "Why a call failed. OAuth 2.0 endpoints set only `error` and \
            `error_description`.",
        "properties": {
            "status_code": {"type": "integer", "format": "int32", "description": "The HTTP status code."},
            "request_id": string("ID of the request, for questions to Stytch."),
            "error_type": string("The type of the error, for programs."),
            "error_message": string("The message of the error, for people."),
            "error_url": string("URL of the page about this error type."),
            "error": string("The error code of RFC 6749, for programs."),
            "error_description": string("The error description of RFC 6749, for people."),
        },
    })
}
