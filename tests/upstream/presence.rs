//! Which fields of responses are always present, for a document that doesn't describe it.

use std::collections::BTreeSet;

use super::{
    facts::{Facts, Operation, Type},
    name::element,
};

/// Copies from `known` which fields of responses and objects are always present.
///
/// The document that `stytch-api openapi` prints requires only the fields without which a response
/// cannot be decoded, although the API always sends others, too.
pub(super) fn copy_presence(facts: &mut Facts, known: &Facts) {
    let mut pending: Vec<(String, String)> = Vec::new();
    for operation in &facts.operations {
        let route = operation.route();
        let Some(other) = known.operations.iter().find(|known| known.route() == route) else {
            continue;
        };
        let body = |operation: &Operation| operation.body.clone().unwrap_or_default();
        pending.push((body(operation), body(other)));
        pending.push((operation.response.clone(), other.response.clone()));
    }
    let mut seen = BTreeSet::new();
    while let Some((name, other)) = pending.pop() {
        if !seen.insert((name.clone(), other.clone())) {
            continue;
        }
        let (Some(Type::Fields(fields)), Some(Type::Fields(known))) =
            (facts.types.get_mut(&name), known.types.get(&other))
        else {
            continue;
        };
        for field in fields {
            // The facts omit the `#` of a wire name.
            let name = field.name.replace('#', "");
            let Some(known) = known.iter().find(|known| known.name == name) else { continue };
            field.required |= known.required;
            pending.push((element(&field.ty).to_owned(), element(&known.ty).to_owned()));
        }
    }
}
