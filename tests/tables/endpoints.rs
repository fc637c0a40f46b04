//! All endpoints, and all tables that they use.

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Field, Kind, Location, Table},
};

/// Returns each endpoint once.
pub(crate) fn endpoints() -> Vec<&'static EndpointSpec> {
    let endpoints = Catalog::stytch().specs();
    assert!(endpoints.len() > 100, "{}", endpoints.len());
    endpoints
}

/// Returns the table of each request, response and object once.
pub(crate) fn tables() -> Vec<&'static Table> {
    let mut open: Vec<_> =
        endpoints().iter().flat_map(|spec| [(spec.request)(), (spec.response)()]).collect();
    let mut tables: Vec<&'static Table> = Vec::new();
    while let Some(table) = open.pop() {
        if tables.iter().all(|seen| !std::ptr::eq(*seen, table)) {
            tables.push(table);
            open.extend(table.fields.iter().filter_map(|field| inner_table(&field.kind)));
        }
    }
    tables
}

/// The fields that have a name on the wire.
pub(crate) fn named_fields(table: &Table) -> impl Iterator<Item = &'static Field> + Clone + use<> {
    table.fields.iter().filter(|field| field.location != Location::Flattened)
}

/// The flattened field, which holds every member that has no other field.
pub(crate) fn flattened_field(table: &Table) -> Option<&'static Field> {
    table.fields.iter().find(|field| field.location == Location::Flattened)
}

fn inner_table(kind: &Kind) -> Option<&'static Table> {
    match innermost(kind) {
        Kind::Object(table) => Some(table()),
        _ => None,
    }
}

/// The kind inside lists, maps and nullable values.
pub(crate) fn innermost(kind: &Kind) -> &Kind {
    match kind {
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => innermost(kind),
        kind => kind,
    }
}
