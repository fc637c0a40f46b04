//! Merges the facts of several documents.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    facts::{Facts, Field, Type},
    name,
};

/// Adds `added` to `facts`. An operation that is in both keeps the types of the first document.
///
/// Types of the same name and different content are kept apart: the added one is renamed, and so is
/// every type of both documents that contains it.
pub(super) fn merge(facts: &mut Facts, added: Facts) {
    let renamed = renamed(facts, &added);
    for (type_name, ty) in added.types {
        let type_name = rename(&type_name, &renamed);
        facts.types.entry(type_name).or_insert_with(|| rename_type(ty, &renamed));
    }
    for mut operation in added.operations {
        if facts.operations.iter().any(|known| known.route() == operation.route()) {
            continue;
        }
        operation.body = operation.body.map(|body| rename(&body, &renamed));
        operation.response = rename(&operation.response, &renamed);
        operation.query = rename_fields(operation.query, &renamed);
        facts.operations.push(operation);
    }
}

/// The new names of the types of `added` that differ from those in `facts`, at any depth.
fn renamed(facts: &Facts, added: &Facts) -> BTreeMap<String, String> {
    let shared: Vec<_> = added
        .types
        .iter()
        .filter_map(|(type_name, ty)| Some((type_name, ty, facts.types.get(type_name)?)))
        .collect();
    let mut different: BTreeSet<&str> = shared
        .iter()
        .filter(|(_, ty, known)| ty != known)
        .map(|(type_name, ..)| type_name.as_str())
        .collect();
    loop {
        let before = different.len();
        for (type_name, ty, _) in &shared {
            if fields(ty).iter().any(|field| different.contains(name::element(&field.ty))) {
                different.insert(type_name);
            }
        }
        if different.len() == before {
            break;
        }
    }
    let is_taken = |type_name: &str| {
        facts.types.contains_key(type_name) || added.types.contains_key(type_name)
    };
    let new_name = |type_name: &str| {
        let mut candidates = (2..).map(|number| format!("{type_name}_{number}"));
        candidates.find(|candidate| !is_taken(candidate)).unwrap_or_default()
    };
    different.into_iter().map(|type_name| (type_name.to_owned(), new_name(type_name))).collect()
}

fn fields(ty: &Type) -> &[Field] {
    match ty {
        Type::Fields(fields) => fields,
        Type::Enum(_) => &[],
    }
}

fn rename_type(ty: Type, renamed: &BTreeMap<String, String>) -> Type {
    match ty {
        Type::Fields(fields) => Type::Fields(rename_fields(fields, renamed)),
        Type::Enum(values) => Type::Enum(values),
    }
}

fn rename_fields(fields: Vec<Field>, renamed: &BTreeMap<String, String>) -> Vec<Field> {
    let fields = fields.into_iter();
    fields.map(|field| Field { ty: rename(&field.ty, renamed), ..field }).collect()
}

/// Renames `T` in `T` or `array<map<T>>`.
fn rename(ty: &str, renamed: &BTreeMap<String, String>) -> String {
    let element = name::element(ty);
    let Some(new_name) = renamed.get(element) else { return ty.to_owned() };
    let (before, rest) = ty.split_at(ty.rfind('<').map_or(0, |bracket| bracket + 1));
    format!("{before}{new_name}{}", &rest[element.len()..])
}
