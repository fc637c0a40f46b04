//! Lists the endpoints of a catalog, each once.

use std::ptr;

use crate::{
    catalog::Catalog,
    cli::docs::summary,
    schema::{EndpointSpec, Kind, Table},
};

/// An endpoint with its names in a catalog.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The endpoint.
    pub spec: &'static EndpointSpec,
    /// Its names, at least one. An endpoint that both APIs share has two, such as `b2b.m2m.token` and
    /// `consumer.m2m.token`.
    pub names: Vec<String>,
}

impl Operation {
    /// The endpoints of `catalog`, in catalog order.
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

    /// The first name.
    pub fn name(&self) -> &str {
        &self.names[0]
    }

    /// The resource of the first name, `b2b.totps`.
    pub fn resource(&self) -> &str {
        resource(self.name())
    }

    /// The resources of all names.
    pub fn resources(&self) -> Vec<&str> {
        self.names.iter().map(|name| resource(name)).collect()
    }

    /// The first paragraph of the docs, on one line.
    pub fn summary(&self) -> String {
        summary(self.spec.docs)
    }
}

fn resource(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(resource, _)| resource)
}

/// The table of the object in a field of this kind, possibly inside lists, maps or `Nullable`.
pub fn inner_table(kind: &Kind) -> Option<&'static Table> {
    match kind {
        Kind::Object(table) => Some(table()),
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => inner_table(kind),
        _ => None,
    }
}
