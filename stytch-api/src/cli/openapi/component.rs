//! Chooses the tables that become component schemas, and their names.

use std::{collections::BTreeMap, ptr};

use crate::schema::Table;
use serde_json::{Value, json};

use crate::cli::openapi::operation::{Operation, inner_table};

/// An object inside requests or responses.
pub(super) struct Component {
    pub(super) table: &'static Table,
    pub(super) name: String,
    pub(super) direction: Direction,
    /// The resources that use it, in catalog order.
    resources: Vec<String>,
}

/// Whether an object is part of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Part of requests only.
    Sent,
    /// Part of responses, and possibly of requests.
    Received,
}

/// The objects of an API, each with a unique name.
pub(super) struct Components {
    pub(super) all: Vec<Component>,
}

impl Components {
    /// Collects the objects in the requests and responses of `operations`, at any depth.
    pub(super) fn of(operations: &[Operation]) -> Self {
        let mut components = Self { all: Vec::new() };
        for operation in operations {
            components.add_fields((operation.spec.request)(), operation, Direction::Sent);
            components.add_fields((operation.spec.response)(), operation, Direction::Received);
        }
        components.assign_names();
        components
    }

    /// The `$ref` to the component of `table`.
    pub(super) fn reference(&self, table: &'static Table) -> Value {
        let component = self.all.iter().find(|component| ptr::eq(component.table, table));
        let component = component.expect("`of` collects the table of every object field");
        reference(&component.name)
    }

    fn add_fields(&mut self, table: &Table, operation: &Operation, direction: Direction) {
        for inner in table.fields.iter().filter_map(|field| inner_table(&field.kind)) {
            if self.add(inner, operation, direction) == Change::Changed {
                self.add_fields(inner, operation, direction);
            }
        }
    }

    fn add(
        &mut self,
        table: &'static Table,
        operation: &Operation,
        direction: Direction,
    ) -> Change {
        let index = self.all.iter().position(|component| ptr::eq(component.table, table));
        let index = index.unwrap_or_else(|| {
            self.all.push(Component {
                table,
                name: String::new(),
                direction: Direction::Sent,
                resources: Vec::new(),
            });
            self.all.len() - 1
        });
        let component = &mut self.all[index];
        let mut change = Change::Unchanged;
        if direction == Direction::Received && component.direction == Direction::Sent {
            component.direction = direction;
            change = Change::Changed;
        }
        for resource in operation.resources() {
            if !component.resources.iter().any(|known| known == resource) {
                component.resources.push(resource.to_owned());
                change = Change::Changed;
            }
        }
        change
    }

    /// Assigns the shortest unique names. Tables of the same name are prefixed with their API, otherwise
    /// with their resource, and otherwise also numbered.
    fn assign_names(&mut self) {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, component) in self.all.iter().enumerate() {
            groups.entry(component.table.name).or_default().push(index);
        }
        let mut chosen = Vec::new();
        for group in groups.values() {
            let names = [plain_name, api_name, resource_name].map(|name| -> Vec<String> {
                group.iter().map(|index| name(&self.all[*index])).collect()
            });
            let distinct = names.iter().find(|names| are_distinct(names));
            let names = distinct.cloned().unwrap_or_else(|| numbered(&names[2]));
            chosen.extend(group.iter().copied().zip(names));
        }
        for (index, name) in chosen {
            self.all[index].name = name;
        }
    }
}

/// Whether adding an operation changed a component.
#[derive(PartialEq, Eq)]
enum Change {
    Changed,
    Unchanged,
}

fn plain_name(component: &Component) -> String {
    component.table.name.to_owned()
}

/// `B2bProviderValues`; the plain name if both APIs use the component.
fn api_name(component: &Component) -> String {
    let api = |resource: &str| resource.split('.').next().unwrap_or_default().to_owned();
    let mut apis: Vec<String> = component.resources.iter().map(|name| api(name)).collect();
    apis.dedup();
    match &apis[..] {
        [api] => format!("{}{}", pascal_case(api), component.table.name),
        _ => plain_name(component),
    }
}

/// `B2bRbacAuthorizationCheck`
fn resource_name(component: &Component) -> String {
    let resource = component.resources.first().map(String::as_str).unwrap_or_default();
    format!("{}{}", pascal_case(resource), component.table.name)
}

fn numbered(names: &[String]) -> Vec<String> {
    names.iter().enumerate().map(|(index, name)| format!("{name}{}", index + 1)).collect()
}

fn are_distinct(names: &[String]) -> bool {
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() == names.len()
}

/// `B2bTotpsMigrateRequest`
pub(super) fn request_name(operation: &Operation) -> String {
    format!("{}Request", pascal_case(operation.name()))
}

/// `B2bTotpsMigrateResponse`
pub(super) fn response_name(operation: &Operation) -> String {
    format!("{}Response", pascal_case(operation.name()))
}

pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// `B2bMagicLinks` for `b2b.magic_links`.
fn pascal_case(name: &str) -> String {
    let mut pascal_cased = String::new();
    for word in name.split(['.', '_']) {
        let mut letters = word.chars();
        pascal_cased.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        pascal_cased.push_str(letters.as_str());
    }
    pascal_cased
}
