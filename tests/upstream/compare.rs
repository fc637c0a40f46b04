//! Compares the declared endpoints with the facts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use stytch_api::{
    catalog::Catalog,
    cli::openapi::operation,
    schema::{EndpointSpec, Field, Kind, Location, Presence, Table},
};

use super::{
    facts::{self, Facts, Type},
    name,
};

/// Intended differences, each with its reason.
pub const DIFFERENCES: &[(&str, &str)] = &[
    (
        "GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id} \
         response.request_id: declared, not in the facts",
        "every response has one; the document omits it here",
    ),
    (
        "GET /v1/b2b/scim/{organization_id}/connection/{connection_id} \
         response.request_id: declared, not in the facts",
        "every response has one; the document omits it here",
    ),
    (
        "POST /v1/public/{project_id}/oauth2/introspect: declared, not in the facts",
        "the document omits introspection, which RFC 7662 describes",
    ),
    (
        "Member.scim_registrations: declared, not in the facts",
        "the reference page of Migrate TOTP shows it, as a list",
    ),
];

/// A declaration that differs from the facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// An operation or a field of a type.
    pub location: String,
    /// How the declaration differs from the facts.
    pub detail: String,
}

/// `Member.status: missing: string, always present`
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.detail)
    }
}

/// Compares the names, method, path and host of every operation, and the name, location, presence and
/// type of every field.
pub fn compare(catalog: &Catalog, facts: &Facts) -> BTreeSet<Difference> {
    let declared = operation::Operation::all(catalog);
    let declared: BTreeMap<String, _> =
        declared.into_iter().map(|operation| (operation.spec.to_string(), operation)).collect();
    let mut comparison = Comparison { facts, found: BTreeSet::new(), seen: BTreeSet::new() };
    for fact in &facts.operations {
        let route = fact.route();
        match declared.get(&route) {
            Some(operation) => comparison.operation(&route, operation, fact),
            None => comparison.differ(&route, format!("missing: {}", name::flat_name(fact))),
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
    /// The tables and types that were already compared, by name.
    seen: BTreeSet<(String, String, Direction)>,
}

/// Whether a table is part of a request or of a response.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Sent,
    Received,
}

impl Comparison<'_> {
    fn differ(&mut self, location: impl Into<String>, detail: impl Into<String>) {
        self.found.insert(Difference { location: location.into(), detail: detail.into() });
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
        // An endpoint that both APIs share has the same name in each of them.
        let without_api = |name: &str| name.split_once('.').map(|(_, rest)| rest.to_owned());
        let agree = names.iter().all(|declared| without_api(declared) == without_api(&name));
        if !names.contains(&name) || !agree {
            self.differ(route, format!("named {name}, declared as {}", names.join(", ")));
        }
        let host = spec.host.as_str();
        if host != fact.host {
            self.differ(route, format!("the host is {}", fact.host));
        }
        self.parameters(route, spec, fact);
        let body = fact.body.as_deref().unwrap_or_default();
        self.table(route, (spec.request)(), body, Direction::Sent);
        let at = format!("{route} response");
        self.table(&at, (spec.response)(), &fact.response, Direction::Received);
    }

    fn parameters(&mut self, route: &str, spec: &EndpointSpec, fact: &facts::Operation) {
        let fields = (spec.request)().fields;
        let located_in = |location| fields.iter().filter(move |field| field.location == location);
        let path: BTreeSet<&str> =
            located_in(Location::Path).map(|field| field.wire_name).collect();
        if path != fact.path_params.iter().map(String::as_str).collect() {
            self.differ(
                route,
                format!("the path parameters are [{}]", fact.path_params.join(", ")),
            );
        }
        let query = located_in(Location::Query).collect();
        self.fields(&format!("{route}?"), query, &fact.query, Direction::Sent);
        let headers: Vec<&str> = located_in(Location::Header)
            .flat_map(|field| match field.kind {
                Kind::Header(names) => names,
                _ => std::slice::from_ref(&field.wire_name),
            })
            .copied()
            .collect();
        if headers != fact.headers {
            self.differ(route, format!("the headers are [{}]", fact.headers.join(", ")));
        }
    }

    /// Compares the body fields of `table` with the type `name`.
    fn table(&mut self, at: &str, table: &Table, name: &str, direction: Direction) {
        if !self.seen.insert((at.to_owned(), name.to_owned(), direction)) {
            return;
        }
        let body = table.fields.iter().filter(|field| field.location == Location::Body).collect();
        match self.facts.types.get(name) {
            Some(Type::Fields(known)) => self.fields(&format!("{at}."), body, known, direction),
            Some(Type::Enum(_)) => self.differ(at, format!("the type is the enum {name}")),
            None => self.fields(&format!("{at}."), body, &[], direction),
        }
    }

    fn fields(
        &mut self,
        at: &str,
        declared: Vec<&Field>,
        known: &[facts::Field],
        direction: Direction,
    ) {
        for fact in known {
            let at = format!("{at}{}", fact.name);
            if let Some(field) = declared.iter().find(|field| is_named(field, &fact.name)) {
                self.field(&at, field, fact, direction);
            } else {
                let presence = presence(fact.required);
                self.differ(at, format!("missing: {}, {presence}", fact.ty));
            }
        }
        let is_known = |field: &&Field| known.iter().any(|fact| is_named(field, &fact.name));
        for field in declared.into_iter().filter(|field| !is_known(field)) {
            self.differ(format!("{at}{}", field.wire_name), "declared, not in the facts");
        }
    }

    fn field(&mut self, at: &str, field: &Field, fact: &facts::Field, direction: Direction) {
        let is_optional = field.presence == Presence::Optional;
        // A secret that is always present may be empty. An optional one reads that as absent.
        let is_empty_if_absent =
            direction == Direction::Received && is_optional && matches!(field.kind, Kind::Secret);
        if fact.required == is_optional && !is_empty_if_absent {
            self.differ(at, format!("now {}", presence(fact.required)));
        } else if direction == Direction::Sent && field.presence == Presence::Defaulted {
            self.differ(at, "sent with its default value if it is not set; declare it as required");
        }
        self.kind(at, &field.kind, &fact.ty, direction);
    }

    fn kind(&mut self, at: &str, kind: &Kind, ty: &str, direction: Direction) {
        let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        match (kind, self.facts.types.get(ty)) {
            (Kind::Enum(values), Some(Type::Enum(known))) => self.values(at, values, known),
            (Kind::Object(table), Some(Type::Fields(_))) => {
                let table = table();
                self.table(table.name, table, ty, direction);
            }
            (Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_), _)
                if ty == "string" => {}
            (Kind::Bool, _) if ty == "boolean" => {}
            (Kind::I32, _) if ty == "int32" => {}
            (Kind::I64, _) if ty == "int64" => {}
            (Kind::F64, _) if ty == "number" => {}
            (Kind::Metadata, _) if ty == "map<any>" => {}
            (Kind::Json | Kind::Serde(_), _) if ty == "any" => {}
            (Kind::Nullable(kind), _) => self.kind(at, kind, ty, direction),
            (Kind::List(kind), _) if inner("array<").is_some() => {
                self.kind(at, kind, inner("array<").unwrap_or_default(), direction);
            }
            (Kind::Map(kind), _) if inner("map<").is_some() => {
                self.kind(at, kind, inner("map<").unwrap_or_default(), direction);
            }
            _ => self.differ(at, format!("the type is {ty}")),
        }
    }

    fn values(&mut self, at: &str, declared: &[&str], known: &[String]) {
        let new: Vec<&str> =
            known.iter().map(String::as_str).filter(|value| !declared.contains(value)).collect();
        if !new.is_empty() {
            self.differ(at, format!("missing values: {}", new.join(", ")));
        }
    }
}

fn presence(required: bool) -> &'static str {
    if required { "always present" } else { "optional" }
}

/// Whether the facts call a field `name`: one name omits the `#` of the wire name.
fn is_named(field: &Field, name: &str) -> bool {
    field.wire_name == name || field.wire_name.replace('#', "") == name
}
