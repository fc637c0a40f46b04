//! Tests that the guide "Log somebody in" describes the example `login_server`.

use std::{collections::BTreeMap, fs, path::Path};

use stytch_tests::files::files_below;

/// The files that a server of your own does not need.
const DEMO: [&str; 3] = ["browser.rs", "demo.rs", "main.rs"];

/// The text of each file of the example.
fn example() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/login_server");
    let files = files_below(&folder, "rs").expect("the example is readable");
    let read = |file: &Path| {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        (name, fs::read_to_string(file).expect("the example is readable"))
    };
    files.iter().map(|file| read(file)).collect()
}

fn guide() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../stytch-api/log-somebody-in.md");
    fs::read_to_string(file).expect("the guide is readable").replace("\r\n", "\n")
}

/// The words in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn declares(text: &str, function: &str) -> bool {
    text.contains(&format!("fn {function}(")) || text.contains(&format!("fn {function}<"))
}

#[test]
fn table_lists_the_files_and_functions_of_the_example() {
    let (guide, example) = (guide(), example());
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| `")?.split_once(".rs` | "));
    let mut listed = Vec::new();
    for (name, rest) in rows {
        let name = format!("{name}.rs");
        let text = example.get(&name).unwrap_or_else(|| panic!("the example has no {name}"));
        let functions = rest.split(" | ").next().expect("a column");
        for function in code(functions) {
            assert!(declares(text, function), "{name} has no function `{function}`");
        }
        listed.push(name);
    }
    listed.extend(DEMO.map(str::to_owned));
    listed.sort_unstable();
    assert_eq!(listed, example.into_keys().collect::<Vec<_>>());
}

#[test]
fn functions_of_the_guide_are_in_the_example() {
    let example = example().into_values().collect::<String>();
    let guide = guide();
    let functions: Vec<_> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("async fn ")?.split('(').next())
        .collect();
    assert!(functions.len() > 7, "only {functions:?}");
    for function in functions {
        assert!(declares(&example, function), "the example has no function `{function}`");
    }
}
