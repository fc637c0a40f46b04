//! What the facts have otherwise than the vendor's document.

use std::collections::BTreeSet;

use super::facts::{Facts, Field, Operation, Type};

/// Operations that stay as they are known, and why.
const KEPT: &[(&str, &str)] = &[
    (
        "POST /v1/b2b/totp/migrate",
        "its page says that `recovery_codes` may be left out and that `organization_id` is answered",
    ),
    ("POST /v1/magic_links/authenticate", "the document gives it the types of the B2B operation"),
    ("POST /v1/public/{project_id}/oauth2/token", "the document does not have it"),
];

/// Puts what is kept by hand in place of what the document says; the notes tell what that was.
pub(super) fn keep(facts: &mut Facts, known: &Facts) -> Vec<String> {
    let mut notes = Vec::new();
    for (route, reason) in KEPT {
        let Some(kept) = known.operations.iter().find(|known| known.route() == *route) else {
            continue;
        };
        let index = facts.operations.iter().position(|operation| operation.route() == *route);
        let told = index.map(|index| facts.operations.remove(index));
        let told = told.map(|told| deviations(facts, &told, known, kept));
        let told = told.unwrap_or_else(|| "the document lacks it".to_owned());
        notes.push(format!("{route}: kept as it was: {reason}; now {told}"));
        for name in [kept.body.as_ref(), Some(&kept.response)].into_iter().flatten() {
            facts.types.remove(name);
            keep_type(facts, known, name);
        }
        facts.operations.push(kept.clone());
    }
    prune(facts);
    notes
}

/// How the document has an operation that is kept otherwise.
fn deviations(facts: &Facts, told: &Operation, known: &Facts, kept: &Operation) -> String {
    let body = |operation: &Operation| operation.body.clone().unwrap_or_default();
    let pairs = [(body(told), body(kept)), (told.response.clone(), kept.response.clone())];
    let (mut other, mut lacks) = (Vec::new(), Vec::new());
    for (told, kept) in pairs {
        let (told, kept) = (fields(facts, &told), fields(known, &kept));
        other.extend(names(told.iter().filter(|field| !kept.contains(field))));
        lacks.extend(names(kept.iter().filter(|field| !told.contains(field))));
    }
    if other.is_empty() && lacks.is_empty() {
        return "the document says the same".to_owned();
    }
    format!(
        "the document has otherwise [{}], and does not have so [{}]",
        other.join(", "),
        lacks.join(", ")
    )
}

fn names<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<&'f str> {
    fields.map(|field| field.name.as_str()).collect()
}

fn fields<'f>(facts: &'f Facts, name: &str) -> &'f [Field] {
    match facts.types.get(name) {
        Some(Type::Fields(fields)) => fields,
        _ => &[],
    }
}

/// Copies a type, and those in it that the document does not have.
fn keep_type(facts: &mut Facts, known: &Facts, name: &str) {
    let Some(ty) = known.types.get(name) else { return };
    if facts.types.contains_key(name) {
        return;
    }
    facts.types.insert(name.to_owned(), ty.clone());
    for field in fields(known, name) {
        keep_type(facts, known, element(&field.ty));
    }
}

/// `T` of `array<map<T>>`.
fn element(ty: &str) -> &str {
    let inner = ty.strip_prefix("array<").or_else(|| ty.strip_prefix("map<"));
    inner.and_then(|inner| inner.strip_suffix('>')).map_or(ty, element)
}

/// Removes the types that no operation needs any more.
fn prune(facts: &mut Facts) {
    let mut open = Vec::new();
    for operation in &facts.operations {
        open.extend(operation.body.as_deref());
        open.push(&operation.response);
        open.extend(operation.query.iter().map(|field| element(&field.ty)));
    }
    let mut needed = BTreeSet::new();
    while let Some(name) = open.pop() {
        if needed.insert(name.to_owned()) {
            open.extend(fields(facts, name).iter().map(|field| element(&field.ty)));
        }
    }
    facts.types.retain(|name, _| needed.contains(name));
}
