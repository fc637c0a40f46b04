//! Random changes of texts and of JSON, and how many of them a test tries.

use std::{
    env,
    hash::{BuildHasher as _, RandomState},
};

use proptest::{prelude::*, sample::Index, test_runner::RngSeed};
use serde_json::Value;
use stytch_tests::PROJECT_ID;

/// Returns the settings of a property test: `cases`, or as many as `STYTCH_PROPERTY_CASES` says, from the
/// seed `STYTCH_PROPERTY_SEED`, or a random one. The output of a failed test shows the seed.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let seed = match env::var("STYTCH_PROPERTY_SEED") {
        Ok(seed) => seed.parse().expect("STYTCH_PROPERTY_SEED is a number"),
        Err(_) => RandomState::new().hash_one("seed"),
    };
    let cases = match env::var("STYTCH_PROPERTY_CASES") {
        Ok(cases) => cases.parse().expect("STYTCH_PROPERTY_CASES is a number"),
        Err(_) => cases,
    };
    eprintln!("STYTCH_PROPERTY_SEED={seed}");
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A changed JSON document, as text.
pub(crate) fn mutated(json: Value) -> impl Strategy<Value = String> {
    let text = json.to_string();
    prop_oneof![
        replacements().prop_map(move |new| replace_values(json.clone(), &new).to_string()),
        edits().prop_map(move |edits| apply_edits(&text, &edits)),
    ]
}

/// An edit of a text.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Replace(Index, u8),
    Insert(Index, char),
    Remove(Index),
    Truncate(Index),
    Repeat(Index),
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(index, byte)| Edit::Replace(index, byte)),
        (any::<Index>(), any::<char>()).prop_map(|(index, char)| Edit::Insert(index, char)),
        any::<Index>().prop_map(Edit::Remove),
        any::<Index>().prop_map(Edit::Truncate),
        any::<Index>().prop_map(Edit::Repeat),
    ];
    prop::collection::vec(edit, 1..4)
}

pub(crate) fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for edit in edits {
        let position = |index: &Index| index.index(chars.len().max(1));
        match edit {
            Edit::Replace(index, byte) => {
                let position = position(index);
                if let Some(char) = chars.get_mut(position) {
                    *char = char::from(*byte);
                }
            }
            Edit::Insert(index, char) => {
                chars.insert(position(index).min(chars.len()), *char);
            }
            Edit::Remove(index) => {
                let position = position(index);
                if position < chars.len() {
                    chars.remove(position);
                }
            }
            Edit::Truncate(index) => chars.truncate(position(index)),
            Edit::Repeat(index) => {
                let tail = chars[position(index).min(chars.len())..].to_vec();
                chars.extend(tail);
            }
        }
    }
    chars.into_iter().collect()
}

/// Generates JSON, including values that parsers often get wrong.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Few digits, because `serde_json` rounds others.
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        ".{0,8}".prop_map(Value::from),
        Just(Value::from(PROJECT_ID)),
        Just(Value::from("*")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Adds the JSON pointers of `json`, which is at `at`, and of each value in it.
fn collect_pointers(json: &Value, at: &str, pointers: &mut Vec<String>) {
    pointers.push(at.to_owned());
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect_pointers(value, &format!("{at}/{name}"), pointers);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                collect_pointers(value, &format!("{at}/{index}"), pointers);
            }
        }
        _ => {}
    }
}

/// Replaces some of the values in `json`.
pub(crate) fn replace_values(mut json: Value, replacements: &[(Index, Value)]) -> Value {
    for (index, replacement) in replacements {
        let mut pointers = Vec::new();
        collect_pointers(&json, "", &mut pointers);
        if let Some(value) = json.pointer_mut(&pointers[index.index(pointers.len())]) {
            *value = replacement.clone();
        }
    }
    json
}

pub(crate) fn replacements() -> impl Strategy<Value = Vec<(Index, Value)>> {
    prop::collection::vec((any::<Index>(), any_json()), 1..4)
}
