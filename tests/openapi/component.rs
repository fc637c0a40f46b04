//! Which tables become component schemas, and what each is called.

use std::{collections::BTreeMap, ptr};

use serde_json::{Value, json};
use stytch_api::schema::Table;

use crate::operation::{Operation, inner_table};

/// An object that requests or responses hold.
pub(super) struct Component {
    pub(super) table: &'static Table,
    pub(super) name: String,
    pub(super) direction: Direction,
    /// The resources that exchange it, in the order of the catalog.
    resources: Vec<String>,
}

/// Whether an object is ever part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// It is part of requests alone.
    Sent,
    /// Answers hold it too.
    Received,
}

/// The objects of an API, each with a name of its own.
pub(super) struct Components {
    pub(super) all: Vec<Component>,
}

impl Components {
    /// What the requests and responses of `operations` hold, at any depth.
    pub(super) fn of(operations: &[Operation]) -> Self {
        let mut components = Self { all: Vec::new() };
        for operation in operations {
            components.add_fields((operation.spec.request)(), operation, Direction::Sent);
            components.add_fields((operation.spec.response)(), operation, Direction::Received);
        }
        components.name();
        components
    }

    /// The schema that refers to the component of `table`.
    pub(super) fn reference(&self, table: &'static Table) -> Value {
        let component = self.all.iter().find(|component| ptr::eq(component.table, table));
        let component = component.expect("`of` has seen every table that fields hold");
        reference(&component.name)
    }

    fn add_fields(&mut self, table: &Table, operation: &Operation, direction: Direction) {
        for inner in table.fields.iter().filter_map(|field| inner_table(&field.kind)) {
            if self.add(inner, operation, direction) == Progress::New {
                self.add_fields(inner, operation, direction);
            }
        }
    }

    fn add(
        &mut self,
        table: &'static Table,
        operation: &Operation,
        direction: Direction,
    ) -> Progress {
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
        let mut progress = Progress::None;
        if direction == Direction::Received && component.direction == Direction::Sent {
            component.direction = direction;
            progress = Progress::New;
        }
        for resource in operation.resources() {
            if !component.resources.iter().any(|known| known == resource) {
                component.resources.push(resource.to_owned());
                progress = Progress::New;
            }
        }
        progress
    }

    /// Gives the shortest names that keep tables of one name apart: the name, the half of the API
    /// before it, the resource before it, a number behind that.
    fn name(&mut self) {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, component) in self.all.iter().enumerate() {
            groups.entry(component.table.name).or_default().push(index);
        }
        let mut chosen = Vec::new();
        for group in groups.values() {
            let names = [plain_name, half_name, resource_name].map(|name| -> Vec<String> {
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

/// Whether adding an operation to a component told anything new.
#[derive(PartialEq, Eq)]
enum Progress {
    New,
    None,
}

fn plain_name(component: &Component) -> String {
    component.table.name.to_owned()
}

/// `B2bProviderValues`; what both halves have stays as it is.
fn half_name(component: &Component) -> String {
    let half = |resource: &str| resource.split('.').next().unwrap_or_default().to_owned();
    let mut halves: Vec<String> = component.resources.iter().map(|name| half(name)).collect();
    halves.dedup();
    match &halves[..] {
        [half] => format!("{}{}", pascal(half), component.table.name),
        _ => plain_name(component),
    }
}

/// `B2bRbacAuthorizationCheck`
fn resource_name(component: &Component) -> String {
    let resource = component.resources.first().map(String::as_str).unwrap_or_default();
    format!("{}{}", pascal(resource), component.table.name)
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
    format!("{}Request", pascal(operation.name()))
}

/// `B2bTotpsMigrateResponse`
pub(super) fn response_name(operation: &Operation) -> String {
    format!("{}Response", pascal(operation.name()))
}

pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// `B2bMagicLinks` of `b2b.magic_links`.
fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    for word in name.split(['.', '_']) {
        let mut letters = word.chars();
        pascal.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        pascal.push_str(letters.as_str());
    }
    pascal
}
