//! A document generated from the facts imports as the same facts.

use std::fs;

use serde_json::{Map, Value, json};
use stytch_tests::upstream::{Facts, KEPT, Operation, Type, read_document};

/// The minimum number of operations whose names are guessed correctly from the document alone.
const GUESSED_NAMES: usize = 170;

fn known() -> (String, Facts) {
    let text = fs::read_to_string(Facts::file()).expect("the facts file").replace("\r\n", "\n");
    let facts = Facts::parse(&text).expect("valid facts");
    (text, facts)
}

#[test]
fn facts_are_written_as_they_were_read() {
    let (text, facts) = known();
    assert!(format!("{facts}\n") == text);
}

#[test]
fn importing_the_generated_document_changes_nothing() {
    let (text, known) = known();
    let imported = read_document(&document(&known), &known).expect("a valid document");
    assert_eq!(imported.facts, known);
    assert!(format!("{}\n", imported.facts) == text);
    assert_eq!(imported.notes.len(), KEPT.len());
    assert!(imported.notes.iter().all(|note| note.ends_with("now the document agrees")));
}

#[test]
fn kept_operations_take_precedence_over_the_document() {
    let (_, known) = known();
    let mut vendor = known.clone();
    vendor.operations.retain(|operation| operation.sdk_method != "token");
    let migrate =
        vendor.types.get_mut("api_b2b_totp_v1_MigrateRequest").expect("the type of the request");
    *migrate = Type::Fields(Vec::new());
    let imported = read_document(&document(&vendor), &known).expect("a valid document");
    assert_eq!(imported.facts, known);
    let only_in_facts = "[organization_id, member_id, secret, recovery_codes] only in the facts";
    assert!(imported.notes[0].ends_with(only_in_facts), "{:?}", imported.notes);
    assert!(imported.notes[2].ends_with("now the document omits it"), "{:?}", imported.notes);
}

#[test]
fn most_names_are_guessed_without_the_facts() {
    let (_, known) = known();
    let empty = Facts { operations: Vec::new(), types: [].into() };
    let imported = read_document(&document(&known), &empty).expect("a valid document");
    let same = imported.facts.operations.iter().filter(|found| known.operations.contains(found));
    let same = same.count();
    assert!(same >= GUESSED_NAMES, "{same} of {}", known.operations.len());
}

#[test]
fn resources_of_the_management_api_are_guessed_without_the_facts() {
    let (_, known) = known();
    let imported = read_document(&document(&known), &Facts::default()).expect("a valid document");
    let known = known.operations.iter().filter(|known| known.resource.starts_with("management/"));
    let mut renamed = Vec::new();
    for known in known {
        let mut imported = imported.facts.operations.iter();
        let found = imported.find(|found| found.route() == known.route()).expect("the operation");
        assert_eq!(found.resource, known.resource);
        if found.sdk_method != known.sdk_method {
            renamed.push(known.sdk_method.as_str());
        }
    }
    // Shorter names than those that the document has.
    let shorter = [
        "get_sms",
        "set_sms",
        "get_whatsapp",
        "set_whatsapp",
        "metrics",
        "get_policy",
        "set_policy",
    ];
    assert_eq!(renamed, shorter);
}

/// A document with the contents of the facts. Types are formatted by hand, because `Value` would sort
/// their fields.
fn document(facts: &Facts) -> String {
    let mut paths = Map::new();
    for operation in &facts.operations {
        let item = paths.entry(&operation.path).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = document_operation(operation);
    }
    let paths = Value::Object(paths);
    let types = facts.types.iter();
    let schemas: Vec<_> =
        types.map(|(name, ty)| format!("    {name}: {}", document_type(ty))).collect();
    let schemas = schemas.join("\n");
    format!("openapi: 3.0.3\npaths: {paths}\ncomponents:\n  schemas:\n{schemas}\n")
}

fn document_operation(operation: &Operation) -> Value {
    let parameter = |name: &str, location: &str, required: bool, schema: Value| json!({"name": name, "in": location, "required": required, "schema": schema});
    let string = || json!({"type": "string"});
    let mut parameters = Vec::new();
    parameters
        .extend(operation.path_params.iter().map(|name| parameter(name, "path", true, string())));
    parameters.extend(
        operation
            .query
            .iter()
            .map(|field| parameter(&field.name, "query", field.required, schema(&field.ty))),
    );
    parameters
        .extend(operation.headers.iter().map(|name| parameter(name, "header", false, string())));
    let content = |name: &str| json!({"content": {"application/json": {"schema": schema(name)}}});
    let mut described = json!({
        "operationId": operation.response.trim_end_matches("Response"),
        "parameters": parameters,
        "responses": {"200": content(&operation.response)},
    });
    if let Some(body) = &operation.body {
        described["requestBody"] = content(body);
    }
    described
}

fn document_type(ty: &Type) -> String {
    let fields = match ty {
        Type::Enum(values) => return json!({"type": "string", "enum": values}).to_string(),
        Type::Fields(fields) => fields,
    };
    let required: Vec<_> =
        fields.iter().filter(|field| field.required).map(|field| &field.name).collect();
    let required = json!(required);
    let properties: Vec<_> =
        fields.iter().map(|field| format!("\"{}\": {}", field.name, schema(&field.ty))).collect();
    let properties = properties.join(", ");
    format!(r#"{{"type": "object", "properties": {{{properties}}}, "required": {required}}}"#)
}

fn schema(ty: &str) -> Value {
    let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    match (ty, inner("array<"), inner("map<")) {
        ("map<any>", ..) => json!({"type": "object", "additionalProperties": true}),
        (_, Some(ty), _) => json!({"type": "array", "items": schema(ty)}),
        (_, _, Some(ty)) => json!({"type": "object", "additionalProperties": schema(ty)}),
        ("int32", ..) => json!({"type": "integer", "format": "int32"}),
        ("string" | "boolean" | "number", ..) => json!({"type": ty}),
        _ => json!({"$ref": format!("#/components/schemas/{ty}")}),
    }
}
