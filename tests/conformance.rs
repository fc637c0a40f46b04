//! Everything that is declared against what is known of the API (`specs/upstream.json`). What differs
//! on purpose is a line in `DIFFERENCES`, with its reason; a line that no longer applies is an error
//! too.

use std::{collections::BTreeSet, fs};

use stytch_api::{catalog::Catalog, schema::Kind};
use stytch_tests::upstream::{DIFFERENCES, Facts, compare};

fn facts() -> Facts {
    Facts::parse(&fs::read_to_string(Facts::file()).expect("the facts")).expect("JSON")
}

#[test]
fn everything_is_as_upstream_or_differs_on_purpose() {
    let found: BTreeSet<String> =
        compare(&Catalog::stytch(), &facts()).iter().map(ToString::to_string).collect();
    let expected: BTreeSet<String> =
        DIFFERENCES.iter().map(|(place, _)| (*place).to_owned()).collect();
    let new: Vec<_> = found.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "new differences {new:#?}, gone {gone:#?}");
    assert_eq!(facts().operations.len(), 185);
}

#[test]
fn exactly_the_operations_that_take_a_members_session_have_its_headers() {
    let count = Catalog::stytch()
        .specs()
        .into_iter()
        .filter(|spec| {
            let fields = (spec.request)().fields;
            fields.iter().any(|field| matches!(field.kind, Kind::Header(_)))
        })
        .count();
    assert_eq!(count, 40);
}
