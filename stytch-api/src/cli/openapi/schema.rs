//! Generates the JSON schemas of kinds and tables.

use crate::schema::{Field, Kind, Location, Presence, Table};
use serde_json::{Map, Value, json};

use super::component::{Components, Direction, request_name, response_name};
use crate::cli::{docs::plain, openapi::operation::Operation};

/// Generates the component schemas: request bodies, responses and the objects in them.
///
/// # Panics
/// Panics if two schemas have the same name.
pub(super) fn schemas(operations: &[Operation], components: &Components) -> Map<String, Value> {
    let mut schemas = Map::new();
    let mut add = |name: String, schema: Value| {
        let previous = schemas.insert(name.clone(), schema);
        assert!(previous.is_none(), "two schemas have the name {name}");
    };
    for operation in operations {
        let request = (operation.spec.request)();
        if has_body(request) {
            add(request_name(operation), table_schema(request, Direction::Sent, components));
        }
        let response = (operation.spec.response)();
        add(response_name(operation), table_schema(response, Direction::Received, components));
    }
    for component in &components.all {
        let mut schema = table_schema(component.table, component.direction, components);
        schema["description"] = json!(plain(component.table.docs));
        add(component.name.clone(), schema);
    }
    schemas
}

/// Whether any field of a request is sent in the body.
pub(super) fn has_body(request: &Table) -> bool {
    request.fields.iter().any(|field| field.location == Location::Body)
}

fn table_schema(table: &Table, direction: Direction, components: &Components) -> Value {
    let fields = table.fields.iter().filter(|field| field.location == Location::Body);
    let properties: Map<String, Value> = fields
        .clone()
        .map(|field| (field.wire_name.to_owned(), field_schema(field, components)))
        .collect();
    let required: Vec<&str> =
        fields.filter(|field| is_required(field, direction)).map(|field| field.wire_name).collect();
    let mut schema = json!({"type": "object", "properties": properties});
    if let Some(field) = table.fields.iter().find(|field| field.location == Location::Flattened) {
        schema["additionalProperties"] = match field.kind {
            Kind::Map(kind) => kind_schema(kind, components),
            _ => json!(true),
        };
    }
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// Whether a field is always present: in a request, unless it is optional (`?`); in a response, only if
/// it is required (`!`).
pub(super) fn is_required(field: &Field, direction: Direction) -> bool {
    match direction {
        Direction::Sent => field.presence != Presence::Optional,
        Direction::Received => field.presence == Presence::Required,
    }
}

fn field_schema(field: &Field, components: &Components) -> Value {
    let mut schema = kind_schema(&field.kind, components);
    if !field.docs.is_empty() {
        schema["description"] = json!(plain(field.docs));
    }
    schema
}

pub(super) fn kind_schema(kind: &Kind, components: &Components) -> Value {
    match kind {
        Kind::String => json!({"type": "string"}),
        Kind::Secret | Kind::Header(_) => json!({"type": "string", "format": "password"}),
        Kind::Timestamp => json!({"type": "string", "format": "date-time"}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::I32 => json!({"type": "integer", "format": "int32"}),
        Kind::I64 => json!({"type": "integer", "format": "int64"}),
        Kind::U32 => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
        Kind::U64 => json!({"type": "integer", "minimum": 0}),
        Kind::F64 => json!({"type": "number", "format": "double"}),
        Kind::Metadata => json!({"type": "object", "additionalProperties": true}),
        // The API may add values, so the known ones don't restrict the schema.
        Kind::Enum(values) => json!({"anyOf": [{"enum": values}, {"type": "string"}]}),
        Kind::Object(table) => components.reference(table()),
        Kind::List(kind) => json!({"type": "array", "items": kind_schema(kind, components)}),
        Kind::Map(kind) => {
            json!({"type": "object", "additionalProperties": kind_schema(kind, components)})
        }
        Kind::Nullable(kind) => {
            json!({"anyOf": [kind_schema(kind, components), {"type": "null"}]})
        }
        // Any JSON value.
        Kind::Json | Kind::Serde(_) => json!({}),
    }
}
