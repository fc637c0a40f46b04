//! The declared endpoints against the facts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Field, Host, Kind, Location, Presence, Table},
};

use super::{
    facts::{self, Facts, Type},
    name,
};
use crate::operation;

/// What differs on purpose, and why.
pub const DIFFERENCES: &[(&str, &str)] = &[
    (
        "GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id} \
         response.request_id: declared, not in the facts",
        "every answer has one; the document leaves it out here",
    ),
    (
        "GET /v1/b2b/scim/{organization_id}/connection/{connection_id} \
         response.request_id: declared, not in the facts",
        "every answer has one; the document leaves it out here",
    ),
    (
        "POST /v1/public/{project_id}/oauth2/introspect: declared, not in the facts",
        "the document leaves out introspection, which RFC 7662 describes",
    ),
    (
        "Member.scim_registrations: declared, not in the facts",
        "the page of Migrate TOTP shows it, as a list",
    ),
];

/// Something that is declared otherwise than the facts say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// An operation or a field of a type.
    pub place: String,
    /// What the facts say.
    pub what: String,
}

/// `Member.status: to be declared: string, always there`
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Compares every operation, with its names, its method, its path and its host, and every field, with
/// its name, its place, its presence and its type.
pub fn compare(catalog: &Catalog, facts: &Facts) -> BTreeSet<Difference> {
    let declared = operation::Operation::all(catalog);
    let declared: BTreeMap<String, _> =
        declared.into_iter().map(|operation| (operation.spec.to_string(), operation)).collect();
    let mut comparison = Comparison { facts, found: BTreeSet::new(), seen: BTreeSet::new() };
    for fact in &facts.operations {
        let route = fact.route();
        match declared.get(&route) {
            Some(operation) => comparison.operation(&route, operation, fact),
            None => comparison.differ(&route, format!("to be declared: {}", name::flat_name(fact))),
        }
    }
    let known: BTreeSet<String> = facts.operations.iter().map(facts::Operation::route).collect();
    for route in declared.keys().filter(|route| !known.contains(*route)) {
        comparison.differ(route, "declared, not in the facts");
    }
    comparison.found
}

struct Comparison<'f> {
    facts: &'f Facts,
    found: BTreeSet<Difference>,
    /// Tables that were compared with types, by their names.
    seen: BTreeSet<(String, String)>,
}

impl Comparison<'_> {
    fn differ(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.found.insert(Difference { place: place.into(), what: what.into() });
    }

    fn operation(
        &mut self,
        route: &str,
        operation: &operation::Operation,
        fact: &facts::Operation,
    ) {
        let spec = operation.spec;
        let names: Vec<String> = operation.names.iter().map(|name| name::flatten(name)).collect();
        let name = name::flat_name(fact);
        // What both halves of the API have is called the same below either.
        let below_half = |name: &str| name.split_once('.').map(|(_, below)| below.to_owned());
        let agree = names.iter().all(|declared| below_half(declared) == below_half(&name));
        if !names.contains(&name) || !agree {
            self.differ(route, format!("it is called {name}, declared as {}", names.join(", ")));
        }
        let host = if spec.host == Host::Telemetry { "telemetry" } else { "api" };
        if host != fact.host {
            self.differ(route, format!("its host is {}", fact.host));
        }
        self.places(route, spec, fact);
        self.table(route, (spec.request)(), fact.body.as_deref().unwrap_or_default());
        self.table(&format!("{route} response"), (spec.response)(), &fact.response);
    }

    fn places(&mut self, route: &str, spec: &EndpointSpec, fact: &facts::Operation) {
        let fields = (spec.request)().fields;
        let placed = |location| fields.iter().filter(move |field| field.location == location);
        let path: BTreeSet<&str> = placed(Location::Path).map(|field| field.wire_name).collect();
        if path != fact.path_params.iter().map(String::as_str).collect() {
            self.differ(route, format!("its path has {}", fact.path_params.join(", ")));
        }
        self.fields(&format!("{route}?"), placed(Location::Query).collect(), &fact.query);
        let headers: Vec<&str> = placed(Location::Header)
            .flat_map(|field| match field.kind {
                Kind::Header(names) => names,
                _ => std::slice::from_ref(&field.wire_name),
            })
            .copied()
            .collect();
        if headers != fact.headers {
            self.differ(route, format!("its headers are [{}]", fact.headers.join(", ")));
        }
    }

    /// Compares what of `table` travels in a body with the type called `name`.
    fn table(&mut self, at: &str, table: &Table, name: &str) {
        if !self.seen.insert((at.to_owned(), name.to_owned())) {
            return;
        }
        let body = table.fields.iter().filter(|field| field.location == Location::Body).collect();
        match self.facts.types.get(name) {
            Some(Type::Fields(known)) => self.fields(&format!("{at}."), body, known),
            Some(Type::Enum(_)) => self.differ(at, format!("its type is the enum {name}")),
            None => self.fields(&format!("{at}."), body, &[]),
        }
    }

    fn fields(&mut self, at: &str, declared: Vec<&Field>, known: &[facts::Field]) {
        for fact in known {
            let at = format!("{at}{}", fact.name);
            if let Some(field) = declared.iter().find(|field| wire_name(field) == fact.name) {
                self.field(&at, field, fact);
            } else {
                let presence = presence(fact.required);
                self.differ(at, format!("to be declared: {}, {presence}", fact.ty));
            }
        }
        let is_known = |name: &str| known.iter().any(|fact| fact.name == name);
        for name in declared.into_iter().map(wire_name).filter(|name| !is_known(name)) {
            self.differ(format!("{at}{name}"), "declared, not in the facts");
        }
    }

    fn field(&mut self, at: &str, field: &Field, fact: &facts::Field) {
        if fact.required == (field.presence == Presence::Optional) {
            self.differ(at, format!("now {}", presence(fact.required)));
        }
        self.kind(at, &field.kind, &fact.ty);
    }

    fn kind(&mut self, at: &str, kind: &Kind, ty: &str) {
        let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        match (kind, self.facts.types.get(ty)) {
            (Kind::Enum(values), Some(Type::Enum(known))) => self.values(at, values, known),
            (Kind::Object(table), Some(Type::Fields(_))) => {
                let table = table();
                self.table(table.name, table, ty);
            }
            (Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_), _)
                if ty == "string" => {}
            (Kind::Bool, _) if ty == "boolean" => {}
            (Kind::I32, _) if ty == "int32" => {}
            (Kind::I64, _) if ty == "int64" => {}
            (Kind::F64, _) if ty == "number" => {}
            (Kind::Metadata, _) if ty == "map<any>" => {}
            (Kind::Nullable(kind), _) => self.kind(at, kind, ty),
            (Kind::List(kind), _) if inner("array<").is_some() => {
                self.kind(at, kind, inner("array<").unwrap_or_default());
            }
            (Kind::Map(kind), _) if inner("map<").is_some() => {
                self.kind(at, kind, inner("map<").unwrap_or_default());
            }
            _ => self.differ(at, format!("its type is {ty}")),
        }
    }

    fn values(&mut self, at: &str, declared: &[&str], known: &[String]) {
        let new: Vec<&str> =
            known.iter().map(String::as_str).filter(|value| !declared.contains(value)).collect();
        if !new.is_empty() {
            self.differ(at, format!("it has the values {} too", new.join(", ")));
        }
    }
}

fn presence(required: bool) -> &'static str {
    if required { "always there" } else { "may be left out" }
}

/// The facts spell one name without its `#`.
fn wire_name(field: &Field) -> &'static str {
    if field.wire_name == "x5t#S256" { "x5tS256" } else { field.wire_name }
}
