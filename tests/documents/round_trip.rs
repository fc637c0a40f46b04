//! Facts made from a document that is made from the facts are the facts.

use std::fs;

use serde_json::{Map, Value, json};
use stytch_tests::upstream::{Facts, Operation, Type, read_document};

fn known() -> (String, Facts) {
    let text = fs::read_to_string(Facts::file()).expect("the facts").replace("\r\n", "\n");
    let facts = Facts::parse(&text).expect("JSON");
    (text, facts)
}

#[test]
fn the_facts_are_written_as_they_were_read() {
    let (text, facts) = known();
    assert!(format!("{facts}\n") == text);
}

#[test]
fn the_way_round_changes_nothing() {
    let (text, known) = known();
    let news = read_document(&document(&known), &known).expect("a document");
    assert_eq!(news.facts, known);
    assert!(format!("{}\n", news.facts) == text);
    assert_eq!(news.notes.len(), 3);
    assert!(news.notes.iter().all(|note| note.ends_with("now the document says the same")));
}

#[test]
fn what_is_kept_by_hand_stays_when_the_document_lacks_it_or_says_otherwise() {
    let (_, known) = known();
    let mut vendors = known.clone();
    vendors.operations.retain(|operation| operation.sdk_method != "token");
    let migrate = vendors.types.get_mut("api_b2b_totp_v1_MigrateRequest").expect("the type");
    *migrate = Type::Fields(Vec::new());
    let news = read_document(&document(&vendors), &known).expect("a document");
    assert_eq!(news.facts, known);
    let lacks = "does not have so [organization_id, member_id, secret, recovery_codes]";
    assert!(news.notes[0].ends_with(lacks), "{:?}", news.notes);
    assert!(news.notes[2].ends_with("now the document lacks it"), "{:?}", news.notes);
}

#[test]
fn most_names_are_found_without_the_facts() {
    let (_, known) = known();
    let none = Facts { operations: Vec::new(), types: [].into() };
    let news = read_document(&document(&known), &none).expect("a document");
    let same = news.facts.operations.iter().filter(|found| known.operations.contains(found));
    let same = same.count();
    assert!(same >= 170, "{same} of {}", known.operations.len());
}

/// A document that says what the facts say. `Value` would sort the fields of its types.
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
    let parameter = |name: &str, place: &str, required: bool, schema: Value| json!({"name": name, "in": place, "required": required, "schema": schema});
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
        ("string" | "boolean", ..) => json!({"type": ty}),
        _ => json!({"$ref": format!("#/components/schemas/{ty}")}),
    }
}
