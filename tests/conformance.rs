//! Compares every declared endpoint with the known facts about the API (`specs/upstream.json`).
//!
//! An intended difference is an entry in `DIFFERENCES`, with its reason. An entry that no longer
//! applies is an error.

use std::{collections::BTreeSet, fs};

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Kind},
};
use stytch_tests::upstream::{DIFFERENCES, Facts, Operation, compare};

/// The number of operations in the facts. It changes only when the API does: an operation must not
/// disappear unnoticed from both the facts and the specs.
const OPERATIONS: usize = 245;

fn facts() -> Facts {
    Facts::parse(&fs::read_to_string(Facts::file()).expect("the facts file")).expect("valid facts")
}

#[test]
fn specs_match_the_facts_except_for_intended_differences() {
    let found: BTreeSet<String> =
        compare(&Catalog::stytch(), &facts()).iter().map(ToString::to_string).collect();
    let intended: BTreeSet<String> =
        DIFFERENCES.iter().map(|(difference, _)| (*difference).to_owned()).collect();
    let new: Vec<_> = found.difference(&intended).collect();
    let obsolete: Vec<_> = intended.difference(&found).collect();
    assert!(
        new.is_empty() && obsolete.is_empty(),
        "new differences: {new:#?}; obsolete entries of `DIFFERENCES`: {obsolete:#?}"
    );
    assert_eq!(facts().operations.len(), OPERATIONS);
}

#[test]
fn member_session_headers_are_declared_exactly_where_known() {
    let is_declared = |spec: &&EndpointSpec| {
        let fields = (spec.request)().fields;
        fields.iter().any(|field| matches!(field.kind, Kind::Header(_)))
    };
    let declared = Catalog::stytch().specs().into_iter().filter(is_declared);
    let declared: BTreeSet<String> = declared.map(ToString::to_string).collect();
    let facts = facts();
    let known = facts.operations.iter().filter(|operation| !operation.headers.is_empty());
    let known: BTreeSet<String> = known.map(Operation::route).collect();
    assert!(!known.is_empty());
    assert_eq!(declared, known);
}
