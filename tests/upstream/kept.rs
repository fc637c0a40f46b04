//! Operations that are maintained by hand, because the vendor's document describes them incorrectly.

use std::collections::BTreeSet;

use super::{
    facts::{Facts, Field, Operation, Type},
    name::element,
};

/// Operations that are not imported from the document, each with the reason.
pub const KEPT: &[(&str, &str)] = &[
    (
        "POST /v1/b2b/totp/migrate",
        "its reference page documents `recovery_codes` as optional and `organization_id` in the response",
    ),
    ("POST /v1/magic_links/authenticate", "the document gives it the types of the B2B operation"),
    ("POST /v1/public/{project_id}/oauth2/token", "the document does not have it"),
];

/// Replaces the operations in [`KEPT`] with the known ones, and returns a note on each about what the
/// document says.
pub(super) fn keep(facts: &mut Facts, known: &Facts) -> Vec<String> {
    let mut notes = Vec::new();
    for (route, reason) in KEPT {
        let Some(kept) = known.operations.iter().find(|known| known.route() == *route) else {
            continue;
        };
        let index = facts.operations.iter().position(|operation| operation.route() == *route);
        let imported = index.map(|index| facts.operations.remove(index));
        let deviations = imported.map(|imported| deviations(facts, &imported, known, kept));
        let deviations = deviations.unwrap_or_else(|| "the document omits it".to_owned());
        notes.push(format!("{route}: not imported: {reason}; now {deviations}"));
        for name in [kept.body.as_ref(), Some(&kept.response)].into_iter().flatten() {
            facts.types.remove(name);
            keep_type(facts, known, name);
        }
        facts.operations.push(kept.clone());
    }
    prune(facts);
    notes
}

/// How an imported operation differs from the one that is kept.
fn deviations(facts: &Facts, imported: &Operation, known: &Facts, kept: &Operation) -> String {
    let body = |operation: &Operation| operation.body.clone().unwrap_or_default();
    let pairs = [(body(imported), body(kept)), (imported.response.clone(), kept.response.clone())];
    let (mut only_imported, mut only_kept) = (Vec::new(), Vec::new());
    for (imported, kept) in pairs {
        let (imported, kept) = (fields(facts, &imported), fields(known, &kept));
        only_imported.extend(names(imported.iter().filter(|field| !kept.contains(field))));
        only_kept.extend(names(kept.iter().filter(|field| !imported.contains(field))));
    }
    if only_imported.is_empty() && only_kept.is_empty() {
        return "the document agrees".to_owned();
    }
    format!(
        "the fields [{}] are only in the document, and [{}] only in the facts",
        only_imported.join(", "),
        only_kept.join(", ")
    )
}

fn names<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<&'f str> {
    fields.map(|field| field.name.as_str()).collect()
}

fn fields<'f>(facts: &'f Facts, name: &str) -> &'f [Field] {
    match facts.types.get(name) {
        Some(Type::Fields(fields)) => fields,
        Some(Type::Enum(_)) | None => &[],
    }
}

/// Copies a type and its inner types from `known`, except for types that are already in `facts`.
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

/// Removes the types that no operation uses.
fn prune(facts: &mut Facts) {
    let mut pending = Vec::new();
    for operation in &facts.operations {
        pending.extend(operation.body.as_deref());
        pending.push(&operation.response);
        pending.extend(operation.query.iter().map(|field| element(&field.ty)));
    }
    let mut used = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if used.insert(name.to_owned()) {
            pending.extend(fields(facts, name).iter().map(|field| element(&field.ty)));
        }
    }
    facts.types.retain(|name, _| used.contains(name));
}
