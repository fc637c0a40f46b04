//! The OpenAPI document of a catalog, made from the metadata of its endpoints alone.

mod component;
mod path;
mod schema;

use serde_json::{Map, Value, json};
use stytch_api::catalog::Catalog;

use self::component::Components;
use crate::operation::Operation;

const ABOUT: &str = "\
The endpoints of the Stytch API as the crate stytch-api declares them; the vendor neither wrote nor \
approved this.

What an answer lists as required is what the call is made for. Anything else may be absent or `null`, \
enums may have more values than are listed here, and objects more members.";

/// What an endpoint answers when it fails: Stytch's shape, or that of OAuth 2.0 (RFC 6749).
const ERROR: &str = "ApiError";

/// The document of OpenAPI 3.1.
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
            "securitySchemes": {"basic": {
                "type": "http",
                "scheme": "basic",
                "description": "The project ID as user name, its secret as password.",
            }},
        },
    })
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
        "description": "Why a call failed. The endpoints of OAuth 2.0 set `error` and \
            `error_description` in place of the rest.",
        "properties": {
            "status_code": {"type": "integer", "format": "int32", "description": "The HTTP status."},
            "request_id": string("Names the request when you ask Stytch about it."),
            "error_type": string("What is wrong, for programs."),
            "error_message": string("What is wrong, for people."),
            "error_url": string("The page about errors of this type."),
            "error": string("What is wrong, for programs (RFC 6749)."),
            "error_description": string("What is wrong, for people (RFC 6749)."),
        },
    })
}
