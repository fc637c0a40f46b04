//! Imports facts from several documents at once.

use stytch_tests::upstream::{Facts, Importer, Operation, Type};

fn no_facts() -> Facts {
    Facts { operations: Vec::new(), types: [].into() }
}

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
    let known = no_facts();
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
