//! The endpoints of a catalog, each once.

use std::ptr;

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Kind, Table},
};

/// An endpoint with the names that a catalog has it under.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What it is.
    pub spec: &'static EndpointSpec,
    /// `b2b.m2m.token` and `consumer.m2m.token` of what both halves of the API have; at least one.
    pub names: Vec<String>,
}

impl Operation {
    /// The endpoints of `catalog` in its order.
    pub fn all(catalog: &Catalog) -> Vec<Self> {
        let mut operations: Vec<Self> = Vec::new();
        for entry in catalog {
            let known = operations.iter_mut().find(|operation| ptr::eq(operation.spec, entry.spec));
            match known {
                Some(operation) => operation.names.push(entry.name.clone()),
                None => operations.push(Self { spec: entry.spec, names: vec![entry.name.clone()] }),
            }
        }
        operations
    }

    /// The first of its names.
    pub fn name(&self) -> &str {
        &self.names[0]
    }

    /// The resource of its first name, `b2b.totps`.
    pub fn resource(&self) -> &str {
        resource(self.name())
    }

    /// The resources of all its names.
    pub fn resources(&self) -> Vec<&str> {
        self.names.iter().map(|name| resource(name)).collect()
    }

    /// The first paragraph of its docs, in one line.
    pub fn summary(&self) -> String {
        let docs = plain(self.spec.docs);
        let lines = docs.lines().take_while(|line| !line.trim().is_empty());
        lines.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

fn resource(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(resource, _)| resource)
}

/// Docs without the links of Rust's docs, which lead nowhere outside of them.
pub fn plain(docs: &str) -> String {
    docs.trim().replace("[`", "`").replace("`]", "`")
}

/// The table of the objects that a field of this kind holds, in whatever it wraps them.
pub fn inner_table(kind: &Kind) -> Option<&'static Table> {
    match kind {
        Kind::Object(table) => Some(table()),
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => inner_table(kind),
        _ => None,
    }
}
