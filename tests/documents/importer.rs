//! Imports facts from several documents at once.

use std::fs;

use stytch_api::{catalog::Catalog, cli::openapi};
use stytch_tests::upstream::{Facts, Importer, Operation, Type, compare, read_document};

use crate::upstream::assert_rejected;

/// A document with `GET path`, whose response has a `Door` and a `Window`.
fn document(path: &str, door: &str) -> String {
    format!(
        "
openapi: 3.0.3
paths:
  /v1/common:
    get:
      operationId: api_common_v1_Get
      responses: {{200: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Common'}}}}}}}}}}
  {path}:
    get:
      operationId: api_house_v1_Get
      responses: {{200: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/House'}}}}}}}}}}
components:
  schemas:
    Common:
      type: object
      properties:
        window: {{$ref: '#/components/schemas/Window'}}
    House:
      type: object
      properties:
        doors: {{type: array, items: {{$ref: '#/components/schemas/Door'}}}}
        window: {{$ref: '#/components/schemas/Window'}}
    Door: {{type: object, properties: {{{door}: {{type: string}}}}}}
    Window: {{type: object, properties: {{pane: {{type: string}}}}}}
"
    )
}

fn import(documents: &[String]) -> Facts {
    let known = Facts::default();
    let mut importer = Importer::new(&known);
    for document in documents {
        importer.add(document).expect("a valid document");
    }
    importer.finish().facts
}

fn field_types(facts: &Facts, name: &str) -> Vec<(String, String)> {
    let Some(Type::Fields(fields)) = facts.types.get(name) else { panic!("{name}: {facts}") };
    fields.iter().map(|field| (field.name.clone(), field.ty.clone())).collect()
}

fn pair(name: &str, ty: &str) -> (String, String) {
    (name.to_owned(), ty.to_owned())
}

#[test]
fn operations_of_all_documents_are_merged() {
    let facts = import(&[document("/v1/b2b/house", "knob"), document("/v1/house", "knob")]);
    let routes: Vec<String> = facts.operations.iter().map(Operation::route).collect();
    assert_eq!(routes, ["GET /v1/b2b/house", "GET /v1/common", "GET /v1/house"]);
    let types: Vec<&String> = facts.types.keys().collect();
    assert_eq!(types, ["Common", "Door", "House", "Window"]);
}

#[test]
fn types_of_one_name_and_different_content_are_kept_apart() {
    let facts = import(&[document("/v1/b2b/house", "knob"), document("/v1/house", "handle")]);
    let response = |path: &str| {
        let found = facts.operations.iter().find(|operation| operation.path == path);
        found.expect("an operation").response.clone()
    };
    assert_eq!(response("/v1/b2b/house"), "House");
    assert_eq!(response("/v1/house"), "House_2");
    assert_eq!(response("/v1/common"), "Common");
    let house = |door: &str| [pair("doors", &format!("array<{door}>")), pair("window", "Window")];
    assert_eq!(field_types(&facts, "House"), house("Door"));
    assert_eq!(field_types(&facts, "House_2"), house("Door_2"));
    assert_eq!(field_types(&facts, "Door"), [pair("knob", "string")]);
    assert_eq!(field_types(&facts, "Door_2"), [pair("handle", "string")]);
}

#[test]
fn own_document_matches_the_declared_endpoints() {
    let known = fs::read_to_string(Facts::file()).expect("the facts file");
    let known = Facts::parse(&known).expect("valid facts");
    let catalog = Catalog::stytch();
    let document = openapi::document(&catalog).to_string();
    let facts = read_document(&document, &known).expect("a valid document").facts;
    let found: Vec<String> = compare(&catalog, &facts).iter().map(ToString::to_string).collect();
    // The facts don't have these fields, and the document says only that they can be absent.
    let connected_app =
        "GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}";
    let introspect = "POST /v1/public/{project_id}/oauth2/introspect";
    let expected = [
        format!("{connected_app} response.request_id: now optional"),
        "GET /v1/b2b/scim/{organization_id}/connection/{connection_id} response.request_id: now optional".to_owned(),
        "Member.scim_registrations: declared, not in the facts".to_owned(),
        "Member.scim_registrations: now optional".to_owned(),
        "OrganizationClaim.organization_id: now optional".to_owned(),
        "OrganizationClaim.slug: now optional".to_owned(),
        format!("{introspect} response.aud: now optional"),
        format!("{introspect} response.request_id: now optional"),
        format!("{introspect} response.status_code: now optional"),
    ];
    assert_eq!(found, expected);
    assert_eq!(facts.operations.len(), catalog.specs().len());
    let without_names = Facts { operations: Vec::new(), types: [].into() };
    let unnamed = read_document(&document, &without_names).expect("a valid document").facts;
    let names = |facts: &Facts| -> Vec<String> {
        let names = facts.operations.iter().map(|operation| {
            // Two resources have other names in the facts, and endpoints of both APIs one of two.
            format!("{} {}", operation.route(), operation.sdk_method)
        });
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names(&unnamed), names(&facts));
}

const INLINE: &str = "
openapi: 3.1.0
servers: [{url: 'https://management.stytch.com'}]
paths:
  /pwa/v3/projects/:project_slug/gates:
    post:
      operationId: pwa_gate_v3_CreateB2BGate
      parameters:
      - {name: project_slug, in: path, required: true, schema: {type: string}}
      - {name: order, in: query, schema: {type: string, enum: [up, down]}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [size]
              properties:
                size: {type: [integer, 'null'], format: int64}
                owner: {type: object, properties: {name: {type: string}}, required: [name]}
                color: {anyOf: [{enum: [red, blue]}, {type: string}]}
                lock: {allOf: [{$ref: '#/components/schemas/Lock'}, {nullable: true}]}
                spare: {$ref: '#/components/schemas/Lock', nullable: true}
                note: {anyOf: [{type: string}, {type: 'null'}]}
                visits: {type: array, items: {type: object, properties: {at: {type: string}}}}
                extra: {}
      responses:
        '200':
          content:
            application/json:
              schema:
                allOf:
                - {$ref: '#/components/schemas/Lock'}
                - {type: object, properties: {gate_id: {type: string}}}
                - {required: [gate_id]}
  /v1/b2b/gates/{gate_id}:
    delete:
      operationId: b2b.gates.locks.remove_all
      responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/Lock'}}}}}
components:
  schemas:
    Lock: {type: object, properties: {code: {type: string}}, required: [code]}
";

#[test]
fn inline_types_are_named_after_their_place() {
    let facts = read_document(INLINE, &Facts::default()).expect("a valid document").facts;
    let expected = r#"{
"operations": [
{"resource": "b2b/gates_locks", "sdk_method": "remove_all", "method": "DELETE", "host": "management", "path": "/v1/b2b/gates/{gate_id}", "response": "Lock"},
{"resource": "management/gate", "sdk_method": "create_b2b_gate", "method": "POST", "host": "management", "path": "/pwa/v3/projects/{project_slug}/gates", "path_params": ["project_slug"], "query": [{"name": "order", "type": "pwa_gate_v3_CreateB2BGate_order", "required": false}], "body": "pwa_gate_v3_CreateB2BGateRequest", "response": "pwa_gate_v3_CreateB2BGateResponse"}
],
"types": {
"Lock": {"fields": [{"name": "code", "type": "string", "required": true}]},
"pwa_gate_v3_CreateB2BGateRequest": {"fields": [{"name": "size", "type": "int64", "required": true}, {"name": "owner", "type": "pwa_gate_v3_CreateB2BGateRequest_owner", "required": false}, {"name": "color", "type": "pwa_gate_v3_CreateB2BGateRequest_color", "required": false}, {"name": "lock", "type": "Lock", "required": false}, {"name": "spare", "type": "Lock", "required": false}, {"name": "note", "type": "string", "required": false}, {"name": "visits", "type": "array<pwa_gate_v3_CreateB2BGateRequest_visits>", "required": false}, {"name": "extra", "type": "any", "required": false}]},
"pwa_gate_v3_CreateB2BGateRequest_color": {"enum": ["red", "blue"]},
"pwa_gate_v3_CreateB2BGateRequest_owner": {"fields": [{"name": "name", "type": "string", "required": true}]},
"pwa_gate_v3_CreateB2BGateRequest_visits": {"fields": [{"name": "at", "type": "string", "required": false}]},
"pwa_gate_v3_CreateB2BGateResponse": {"fields": [{"name": "code", "type": "string", "required": true}, {"name": "gate_id", "type": "string", "required": true}]},
"pwa_gate_v3_CreateB2BGate_order": {"enum": ["up", "down"]}
}
}"#;
    assert_eq!(facts.to_string(), expected);
}

#[test]
fn unsupported_schemas_are_rejected_with_the_location() {
    let edits = [
        ("type: [integer, 'null']", "type: [integer, string]", "size > type: expected one type"),
        ("{type: 'null'}]}", "{type: integer}]}", "note: a choice between several types"),
        ("extra: {}", "extra: {title: x}", "extra: missing `type`"),
    ];
    assert_rejected(INLINE, &edits);
}
