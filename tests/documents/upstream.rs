//! Imports facts from small documents in the vendor's form, and compares them with declarations.

use std::{
    fs,
    process::{Command, Output},
};

use stytch_api::{catalog::Catalog, endpoint, object, open_enum, resource};
use stytch_tests::upstream::{Facts, compare, read_document};

const DOORS: &str = r"
openapi: 3.0.3
paths:
  /v1/b2b/doors/{door_id}:
    parameters:
    - {name: door_id, in: path, required: true, schema: {type: string}}
    put:
      operationId: api_b2b_door_v1_b2b_doors_locks_SetPINCode
      parameters:
      - {name: floor, in: query, required: true, schema: {type: integer, format: int32}}
      - {name: X-Reason, in: header, schema: {type: string}}
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/SetRequest'}}}
      responses:
        '400': {description: Bad request.}
        '200':
          content: {application/json: {schema: {$ref: '#/components/schemas/SetResponse'}}}
    delete:
      operationId: api_b2b_door_v1_Remove
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/RemoveRequest'}}}
      responses:
        200: {content: {application/json: {schema: {$ref: '#/components/schemas/SetResponse'}}}}
components:
  schemas:
    SetRequest:
      type: object
      properties:
        pin_code: {type: string}
        kind: {$ref: '#/components/schemas/Kind'}
        labels: {type: object, additionalProperties: true}
      required: [pin_code]
    RemoveRequest: {type: object, properties: {}}
    SetResponse:
      allOf:
      - {$ref: '#/components/schemas/Envelope'}
      - type: object
        properties:
          doors: {type: array, items: {$ref: '#/components/schemas/Door'}}
          by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Door'}}
    Envelope: {type: object, properties: {status_code: {type: integer}}, required: [status_code]}
    Door:
      type: object
      properties:
        shut: {type: boolean}
        behind: {allOf: [{$ref: '#/components/schemas/Door'}]}
        name: {$ref: '#/components/schemas/Name'}
    Kind: {type: string, enum: [front, back]}
    Name: {type: string}
";

#[test]
fn document_is_imported() {
    let imported = read_document(DOORS, &Facts::default()).expect("a valid document");
    let expected = r#"{
"operations": [
{"resource": "b2b/doors", "sdk_method": "remove", "method": "DELETE", "host": "api", "path": "/v1/b2b/doors/{door_id}", "path_params": ["door_id"], "response": "SetResponse"},
{"resource": "b2b/doors_locks", "sdk_method": "set_pin_code", "method": "PUT", "host": "api", "path": "/v1/b2b/doors/{door_id}", "path_params": ["door_id"], "query": [{"name": "floor", "type": "int32", "required": true}], "headers": ["X-Reason"], "body": "SetRequest", "response": "SetResponse"}
],
"types": {
"Door": {"fields": [{"name": "shut", "type": "boolean", "required": false}, {"name": "behind", "type": "Door", "required": false}, {"name": "name", "type": "string", "required": false}]},
"Kind": {"enum": ["front", "back"]},
"SetRequest": {"fields": [{"name": "pin_code", "type": "string", "required": true}, {"name": "kind", "type": "Kind", "required": false}, {"name": "labels", "type": "map<any>", "required": false}]},
"SetResponse": {"fields": [{"name": "status_code", "type": "int32", "required": true}, {"name": "doors", "type": "array<Door>", "required": false}, {"name": "by_name", "type": "map<Door>", "required": false}]}
}
}"#;
    assert_eq!(imported.facts.to_string(), expected);
    assert!(imported.notes.is_empty());
}

/// Replaces a part of `document`, for each of the `edits`, and expects the error.
pub(crate) fn assert_rejected(document: &str, edits: &[(&str, &str, &str)]) {
    for (from, to, expected) in edits {
        assert!(document.contains(from), "{from}");
        let edited = document.replace(from, to);
        let error = read_document(&edited, &Facts::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn invalid_document_is_rejected_with_the_location() {
    let edits = [
        ("openapi: 3.0.3", "openapi: [", "invalid YAML"),
        ("openapi: 3.0.3", "swagger: '2.0'", "expected `openapi: 3.…`"),
        ("SetRequest:", "Gone:", "`#/components/schemas/SetRequest` is not in the document"),
        ("in: header", "in: cookie", "put > parameters > 1 > in: unknown location `cookie`"),
        ("type: boolean", "type: tuple", "properties > shut > type: unknown type `tuple`"),
        ("'200':", "'500':", "put > responses: missing a 2xx response"),
        ("operationId: api_b2b_door_v1_Remove", "x: y", "delete: missing `operationId`"),
    ];
    assert_rejected(DOORS, &edits);
}

resource! {
    /// Doors of a building.
    pub(crate) Doors {
        endpoints: [KnockRequest],
        /// Their locks.
        locks: Locks,
    }
}

resource! {
    /// Locks of doors.
    pub(crate) Locks { endpoints: [SetPinRequest] }
}

open_enum! {
    /// Where a door is.
    Kind { Front = "front" }
}

object! {
    /// A door.
    Door {
        /// Whether it is shut.
        shut?: String,
        /// The door behind it.
        behind?: Box<Door>,
        /// Its name, for display.
        name: String,
    }
}

endpoint! {
    /// Knocks at a door.
    Doors::knock: POST "/v1/b2b/doors/knock";
}

endpoint! {
    /// Sets a door's code.
    Locks::set_pin: PUT "/v1/b2b/doors/{door_id}";

    path {
        /// The door.
        door_id: String,
    }
    query {
        /// Where the door is.
        floor: i32,
    }
    body {
        /// The code.
        pin_code: String,
        /// Where the door is.
        kind?: Kind,
        /// The person to notify.
        notify?: String,
    }
    response {
        /// The doors.
        doors?: Vec<Door>,
    }
}

#[test]
fn differences_from_the_facts_are_listed() {
    let facts = read_document(DOORS, &Facts::default()).expect("a valid document").facts;
    let catalog =
        Catalog::new().resource("b2b", Catalog::new().resource("doors", Doors::catalog()));
    let found: Vec<String> = compare(&catalog, &facts).iter().map(ToString::to_string).collect();
    let put = "PUT /v1/b2b/doors/{door_id}";
    let expected = [
        "DELETE /v1/b2b/doors/{door_id}: missing: b2b.doors.remove".to_owned(),
        "Door.name: now optional".to_owned(),
        "Door.shut: the type is boolean".to_owned(),
        "POST /v1/b2b/doors/knock: declared, not in the facts".to_owned(),
        format!("{put}: named b2b.doors_locks.set_pin_code, declared as b2b.doors_locks.set_pin"),
        format!("{put}: the headers are [X-Reason]"),
        format!("{put} response.by_name: missing: map<Door>, optional"),
        format!("{put} response.request_id: declared, not in the facts"),
        format!("{put}.kind: missing values: back"),
        format!("{put}.labels: missing: map<any>, optional"),
        format!("{put}.notify: declared, not in the facts"),
    ];
    assert_eq!(found, expected);
}

/// Runs `cargo run --example upstream -- ARGUMENTS`.
fn upstream(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "-p", "stytch-tests", "--example", "upstream", "--"]);
    cargo.args(arguments).output().expect("cargo")
}

#[test]
fn example_writes_the_facts_and_lists_the_differences() {
    let document = concat!(env!("CARGO_TARGET_TMPDIR"), "/doors.yml");
    let facts = concat!(env!("CARGO_TARGET_TMPDIR"), "/doors.json");
    fs::write(document, DOORS).expect("a file");
    let output = upstream(&["--output", facts, document]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(stderr.contains("missing: b2b.doors_locks.set_pin_code"), "{stderr}");
    assert!(stderr.contains("\nPOST /v1/b2b/totp: declared, not in the facts"), "{stderr}");
    assert!(stderr.contains("note: POST /v1/b2b/totp/migrate: not imported"), "{stderr}");
    let written = Facts::parse(&fs::read_to_string(facts).expect("facts")).expect("JSON");
    assert_eq!(written.operations.len(), 5);
    assert!(written.types.contains_key("api_organization_v1_Member"));
}

#[test]
fn example_rejects_invalid_documents_and_arguments() {
    let document = concat!(env!("CARGO_TARGET_TMPDIR"), "/list.yml");
    fs::write(document, "- a\n- b\n").expect("a file");
    let cases: [(&[&str], &str); 4] = [
        (&[document], "list.yml: expected `openapi: 3.…`"),
        (&["nowhere.yml"], "nowhere.yml: "),
        (&[], "missing DOCUMENT"),
        (&["--outptu", "x"], "--outptu"),
    ];
    for (arguments, expected) in cases {
        let output = upstream(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(expected), "{stderr}");
        assert!(output.stdout.is_empty());
    }
}
