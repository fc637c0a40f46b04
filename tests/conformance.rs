//! Everything that is declared against what is known of the API (`specs/upstream.json`): every operation,
//! its method, path and host, and every field's name, place, presence and type. What differs on purpose
//! is a line in `DIFFERENCES`, with its reason; a line that no longer applies is an error too.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value;
use stytch_api::{
    catalog::Catalog,
    endpoint::{EndpointSpec, Host},
    table::{Field, Kind, Place, Presence, Table},
};

/// Where and what differs, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    (
        "GET api /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id} \
         response.request_id: not in the facts",
        "every answer has one; the document leaves it out here",
    ),
    (
        "GET api /v1/b2b/scim/{organization_id}/connection/{connection_id} \
         response.request_id: not in the facts",
        "every answer has one; the document leaves it out here",
    ),
    ("Member.scim_registrations: not in the facts", "the page of Migrate TOTP shows it, as a list"),
];

fn upstream() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/upstream.json");
    let text = fs::read_to_string(file).expect("the facts");
    serde_json::from_str(&text).expect("JSON")
}

fn declared() -> Vec<&'static EndpointSpec> {
    Catalog::stytch().specs()
}

/// `POST api /v1/b2b/totp/migrate`
fn route(spec: &EndpointSpec) -> String {
    let host = if spec.host == Host::Telemetry { "telemetry" } else { "api" };
    format!("{} {host} {}", spec.method, spec.path)
}

struct Facts {
    types: Value,
    found: BTreeSet<String>,
}

impl Facts {
    fn differ(&mut self, place: impl Into<String>) {
        self.found.insert(place.into());
    }

    fn fields(&self, name: &str) -> Vec<&Value> {
        self.types[name]["fields"]
            .as_array()
            .map(|fields| fields.iter().collect())
            .unwrap_or_default()
    }

    /// Compares the fields of `table` that travel in `place` with those of the facts' type `name`.
    fn compare(
        &mut self,
        at: &str,
        table: &Table,
        place: Place,
        name: &str,
        seen: &mut Vec<String>,
    ) {
        let here = format!("{at} {name}");
        if seen.contains(&here) {
            return;
        }
        seen.push(here);
        let known: BTreeMap<String, Value> = self
            .fields(name)
            .into_iter()
            .map(|field| (text(field, "name").to_owned(), field.clone()))
            .collect();
        let declared = table.fields.iter().filter(|field| field.place == place);
        let declared: BTreeMap<&str, &Field> =
            declared.map(|field| (wire_name(field), field)).collect();
        for (name, fact) in &known {
            match declared.get(name.as_str()) {
                Some(field) => self.compare_field(&format!("{at}.{name}"), field, fact, seen),
                None => self.differ(format!("{at}.{name}: missing")),
            }
        }
        for name in declared.keys().filter(|name| !known.contains_key(**name)) {
            self.differ(format!("{at}.{name}: not in the facts"));
        }
    }

    fn compare_field(&mut self, at: &str, field: &Field, fact: &Value, seen: &mut Vec<String>) {
        let required = fact["required"].as_bool().unwrap_or(false);
        if required == (field.presence == Presence::Optional) {
            self.differ(format!("{at}: presence"));
        }
        self.compare_kind(at, &field.kind, text(fact, "type"), seen);
    }

    fn compare_kind(&mut self, at: &str, kind: &Kind, ty: &str, seen: &mut Vec<String>) {
        let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        match kind {
            Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) if ty == "string" => {}
            Kind::Enum(values) => {
                let known = self.types[ty]["enum"].as_array().cloned().unwrap_or_default();
                let lacks = known.iter().any(|value| !values.iter().any(|ours| value == ours));
                if known.is_empty() || lacks {
                    self.differ(format!("{at}: type"));
                }
            }
            Kind::Bool if ty == "boolean" => {}
            Kind::I32 if ty == "int32" => {}
            Kind::Metadata if ty == "map<any>" => {}
            Kind::List(kind) => match inner("array<") {
                Some(ty) => self.compare_kind(at, kind, ty, seen),
                None => self.differ(format!("{at}: type")),
            },
            Kind::Map(kind) => match inner("map<") {
                Some(ty) => self.compare_kind(at, kind, ty, seen),
                None => self.differ(format!("{at}: type")),
            },
            Kind::Object(table) if self.types[ty]["fields"].is_array() => {
                let table = table();
                self.compare(table.name, table, Place::Body, ty, seen);
            }
            _ => self.differ(format!("{at}: type")),
        }
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// The facts spell one name without its `#`.
fn wire_name(field: &Field) -> &'static str {
    if field.name == "x5t#S256" { "x5tS256" } else { field.name }
}

#[test]
fn every_operation_is_declared_and_no_other() {
    let upstream = upstream();
    let known: BTreeSet<String> = upstream["operations"]
        .as_array()
        .expect("operations")
        .iter()
        .map(|fact| {
            format!("{} {} {}", text(fact, "method"), text(fact, "host"), text(fact, "path"))
        })
        .collect();
    let declared: BTreeSet<String> = declared().into_iter().map(route).collect();
    let missing: Vec<_> = known.difference(&declared).collect();
    let unknown: Vec<_> = declared.difference(&known).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:#?}, unknown {unknown:#?}");
    assert_eq!(declared.len(), 185);
}

#[test]
fn every_method_is_named_as_in_the_vendors_sdks() {
    let specs: BTreeMap<String, _> =
        declared().into_iter().map(|spec| (route(spec), spec)).collect();
    for fact in upstream()["operations"].as_array().expect("operations") {
        let route =
            format!("{} {} {}", text(fact, "method"), text(fact, "host"), text(fact, "path"));
        let spec = specs[&route];
        assert_eq!(spec.name, text(fact, "sdk_method"), "{route}");
        let resource = text(fact, "resource").replace('_', "");
        let name = spec.resource.unwrap_or_default().to_lowercase();
        // The facts name files, `consumer/otp`; the SDKs say `otps`.
        let is_named_so = resource.ends_with(&name)
            || format!("{resource}s").ends_with(&name)
            || resource.ends_with(&format!("{name}s"));
        assert!(is_named_so, "{route}: {resource} is {name}");
    }
}

#[test]
fn every_field_is_as_upstream_or_differs_on_purpose() {
    let upstream = upstream();
    let specs: BTreeMap<String, _> =
        declared().into_iter().map(|spec| (route(spec), spec)).collect();
    let mut facts = Facts { types: upstream["types"].clone(), found: BTreeSet::new() };
    let mut seen = Vec::new();
    for fact in upstream["operations"].as_array().expect("operations") {
        let route =
            format!("{} {} {}", text(fact, "method"), text(fact, "host"), text(fact, "path"));
        let spec = specs[&route];
        compare_places(&mut facts, &route, spec, fact);
        let request = (spec.request)();
        facts.compare(&route, request, Place::Body, text(fact, "body"), &mut seen);
        let at = format!("{route} response");
        facts.compare(&at, (spec.response)(), Place::Body, text(fact, "response"), &mut seen);
    }
    let expected: BTreeSet<String> =
        DIFFERENCES.iter().map(|(place, _)| (*place).to_owned()).collect();
    let new: Vec<_> = facts.found.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&facts.found).collect();
    assert!(new.is_empty() && gone.is_empty(), "new differences {new:#?}, gone {gone:#?}");
}

fn compare_places(facts: &mut Facts, route: &str, spec: &EndpointSpec, fact: &Value) {
    let fields = (spec.request)().fields;
    let names =
        |place| fields.iter().filter(move |field| field.place == place).map(|field| field.name);
    let list = |name: &str| fact[name].as_array().cloned().unwrap_or_default();
    let path: BTreeSet<&str> = names(Place::Path).collect();
    let known = list("path_params");
    if path != known.iter().filter_map(Value::as_str).collect() {
        facts.differ(format!("{route}: path"));
    }
    let query: BTreeSet<&str> = names(Place::Query).collect();
    let known = list("query");
    if query != known.iter().map(|fact| text(fact, "name")).collect() {
        facts.differ(format!("{route}: query"));
    }
    for fact in &known {
        let field = fields.iter().find(|field| field.name == text(fact, "name"));
        if let Some(field) = field {
            facts.compare_field(&format!("{route}?{}", field.name), field, fact, &mut Vec::new());
        }
    }
    let headers: Vec<&str> = fields
        .iter()
        .filter_map(|field| match field.kind {
            Kind::Header(names) => Some(names.to_vec()),
            _ => None,
        })
        .flatten()
        .collect();
    let known = list("headers");
    if headers != known.iter().filter_map(Value::as_str).collect::<Vec<_>>() {
        facts.differ(format!("{route}: headers"));
    }
}

#[test]
fn exactly_the_operations_that_take_a_members_session_have_its_headers() {
    let count = declared()
        .into_iter()
        .filter(|spec| {
            let fields = (spec.request)().fields;
            fields.iter().any(|field| matches!(field.kind, Kind::Header(_)))
        })
        .count();
    assert_eq!(count, 40);
}
