//! Checks of the OpenAPI document that need no validator; `.ci/run` also runs a validator.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use stytch_api::cli::openapi::document;
use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Kind, Location},
};

fn stytch() -> Value {
    document(&Catalog::stytch())
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("expected an object, found {value}"))
}

/// Method, path and operation of every operation.
fn operations(document: &Value) -> Vec<(String, &str, &Value)> {
    let mut operations = Vec::new();
    for (path, item) in object(&document["paths"]) {
        for (method, operation) in object(item) {
            operations.push((method.to_uppercase(), path.as_str(), operation));
        }
    }
    operations
}

#[test]
fn every_endpoint_is_listed_once_under_its_own_name() {
    let document = stytch();
    let found: Vec<String> =
        operations(&document).iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let declared = Catalog::stytch().specs();
    assert_eq!(found.len(), declared.len());
    for spec in declared {
        assert!(found.contains(&spec.to_string()), "{spec}");
    }
    let ids: BTreeSet<&str> = operations(&document)
        .into_iter()
        .filter_map(|(_, _, operation)| operation["operationId"].as_str())
        .collect();
    assert_eq!(ids.len(), found.len());
    let catalog = Catalog::stytch();
    assert!(ids.iter().all(|id| catalog.iter().any(|entry| entry.name == **id)));
}

/// Every `$ref` in `value`.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.insert(reference.clone());
            }
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_has_a_schema_and_every_schema_is_used() {
    let document = stytch();
    let mut referenced = BTreeSet::new();
    references(&document, &mut referenced);
    let schemas = object(&document["components"]["schemas"]).keys();
    let schemas: BTreeSet<String> =
        schemas.map(|name| format!("#/components/schemas/{name}")).collect();
    assert_eq!(referenced, schemas);
}

#[test]
fn every_request_field_is_where_its_table_says() {
    let document = stytch();
    for spec in Catalog::stytch().specs() {
        let item = &document["paths"][spec.path];
        let operation = &item[spec.method.as_str().to_lowercase()];
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let has = |location: &str, name: &str| {
            parameters.iter().any(|found| found["in"] == location && found["name"] == name)
        };
        for field in (spec.request)().fields {
            let found = match (field.location, &field.kind) {
                (_, Kind::Header(names)) => names.iter().all(|name| has("header", name)),
                (Location::Path, _) => has("path", field.wire_name),
                (Location::Query, _) => has("query", field.wire_name),
                (Location::Header, _) => has("header", field.wire_name),
                (Location::Flattened, _) => {
                    !body(&document, operation)["additionalProperties"].is_null()
                }
                _ => body(&document, operation)["properties"].get(field.wire_name).is_some(),
            };
            assert!(found, "{spec}: {}", field.wire_name);
        }
        check_path(spec, &parameters);
    }
}

/// The schema of an operation's body.
fn body<'d>(document: &'d Value, operation: &Value) -> &'d Value {
    let content = object(&operation["requestBody"]["content"]);
    let media = content.values().next().expect("a media type");
    let reference = media["schema"]["$ref"].as_str().expect("a reference");
    document.pointer(reference.trim_start_matches('#')).expect("a schema")
}

/// Checks that the path parameters match the placeholders.
fn check_path(spec: &EndpointSpec, parameters: &[Value]) {
    let placeholders: BTreeSet<&str> = spec
        .path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    let path = parameters.iter().filter(|parameter| parameter["in"] == "path");
    let declared: BTreeSet<&str> =
        path.clone().filter_map(|parameter| parameter["name"].as_str()).collect();
    assert_eq!(placeholders, declared, "{spec}");
    assert!(path.clone().all(|parameter| parameter["required"] == true), "{spec}");
}

#[test]
fn form_bodies_missing_auth_and_other_hosts_are_described() {
    let document = stytch();
    let token = &document["paths"]["/v1/public/{project_id}/oauth2/token"]["post"];
    assert_eq!(token["operationId"], "b2b.m2m.token");
    assert_eq!(token["x-aliases"], json!(["consumer.m2m.token"]));
    assert_eq!(token["security"], json!([]));
    assert!(token["requestBody"]["content"]["application/x-www-form-urlencoded"].is_object());
    let lookup = &document["paths"]["/v1/fingerprint/lookup"]["post"];
    assert_eq!(lookup["servers"], json!([{"url": "https://telemetry.stytch.com"}]));
    assert!(lookup["security"].is_null());
    let projects = &document["paths"]["/pwa/v3/projects"]["get"];
    assert_eq!(projects["operationId"], "management.projects.list");
    assert_eq!(projects["servers"], json!([{"url": "https://management.stytch.com"}]));
    assert_eq!(projects["security"], json!([{"workspace_key": []}]));
    assert_eq!(document["components"]["securitySchemes"]["workspace_key"]["scheme"], "basic");
    let metrics = &document["paths"]["/v1/b2b/organizations/{organization_id}/metrics"]["get"];
    assert!(metrics["requestBody"].is_null());
}

mod doors {
    #![allow(deprecated, reason = "`open` is deprecated to test the mark")]

    use stytch_api::{endpoint, object, open_enum, resource};

    resource! {
        /// Doors of a building.
        pub(super) Doors { endpoints: [OpenRequest] }
    }

    open_enum! {
        /// How a door is locked.
        Lock { Bolt = "bolt", Chain = "chain" }
    }

    object! {
        /// A person at a door.
        #[request]
        Guest {
            /// Their name.
            name: String,
            /// Further details.
            notes?: Metadata,
        }
    }

    endpoint! {
        /// Opens a door
        /// from outside.
        ///
        /// It stays open until it is shut.
        #[docs = "https://doors.example/open"]
        #[deprecated]
        Doors::open: POST "/v1/doors/{door_id}/open";

        path {
            /// The door.
            door_id: String,
        }
        query {
            /// The floors to search.
            floors?: Vec<i32>,
        }
        header {
            /// The reason for opening.
            reason: String = "X-Reason",
        }
        body {
            /// The people to let in.
            guests: Vec<Guest>,
            /// How to lock it afterwards; `null` leaves it unlocked.
            lock?: Nullable<Lock>,
            /// The code of the lock.
            code?: Secret,
        }
        response {
            /// When it was opened.
            opened_at!: Timestamp,
            /// The people inside.
            guests: Vec<Guest>,
        }
    }
}

#[test]
fn each_kind_has_its_schema() {
    let catalog = Catalog::new().resource("doors", doors::Doors::catalog());
    let document = document(&catalog);
    let open = &document["paths"]["/v1/doors/{door_id}/open"]["post"];
    assert_eq!(open["summary"], "Opens a door from outside.");
    assert_eq!(open["deprecated"], true);
    assert_eq!(open["externalDocs"]["url"], "https://doors.example/open");
    let parameter = |name: &str| {
        let found = open["parameters"].as_array().and_then(|parameters| {
            parameters.iter().find(|parameter| parameter["name"] == name).cloned()
        });
        found.unwrap_or_else(|| panic!("missing parameter {name}"))
    };
    let integers = json!({"type": "array", "items": {"type": "integer", "format": "int32"}});
    assert_eq!(parameter("floors")["schema"], integers);
    assert_eq!(parameter("X-Reason")["required"], true);
    let schemas = &document["components"]["schemas"];
    let body = &schemas["DoorsOpenRequest"];
    assert_eq!(body["required"], json!(["guests"]));
    assert_eq!(body["properties"]["code"]["format"], "password");
    let lock = json!([{"enum": ["bolt", "chain"]}, {"type": "string"}]);
    assert_eq!(body["properties"]["lock"]["anyOf"], json!([{"anyOf": lock}, {"type": "null"}]));
    let guests = json!({"$ref": "#/components/schemas/Guest"});
    assert_eq!(body["properties"]["guests"]["items"], guests);
    let response = &schemas["DoorsOpenResponse"];
    assert_eq!(response["required"], json!(["opened_at"]));
    assert_eq!(response["properties"]["opened_at"]["format"], "date-time");
    assert_eq!(response["properties"]["status_code"]["type"], "integer");
    assert_eq!(schemas["Guest"]["properties"]["notes"]["additionalProperties"], true);
    assert_eq!(schemas["Guest"]["required"], json!(["name"]));
}
