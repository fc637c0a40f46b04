//! Tests that the examples of the docs can be read without scrolling.

use std::{fs, path::Path};

use stytch_tests::{files::files_below, messages::CODE_WIDTH};

#[test]
fn examples_are_as_wide_as_the_page() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../stytch-api");
    let mut files = files_below(&crate_folder, "md").expect("the docs are readable");
    files.retain(|file| file.parent() == Some(&crate_folder));
    files.extend(files_below(&crate_folder.join("src"), "rs").expect("the docs are readable"));
    let (mut examples, mut wide) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).expect("the docs are readable");
        let is_code = file.extension().is_some_and(|extension| extension == "rs");
        let mut is_example = false;
        for (index, line) in text.lines().enumerate() {
            let Some(line) = (if is_code { doc_line(line) } else { Some(line) }) else {
                is_example = false;
                continue;
            };
            if line.starts_with("```") {
                is_example = !is_example;
                examples += usize::from(is_example);
            } else if is_example && is_wide(line) {
                wide.push(format!("{}:{}: {line}", file.display(), index + 1));
            }
        }
    }
    assert!(examples > 100, "only {examples} examples");
    assert!(wide.is_empty(), "wider than {CODE_WIDTH} columns: {wide:#?}");
}

/// Whether a line is too wide. Hidden lines and single words, such as URLs, can be wider.
fn is_wide(line: &str) -> bool {
    let is_word = !line.trim().contains(' ');
    line.chars().count() > CODE_WIDTH && !line.starts_with("# ") && !is_word
}

/// The text of a doc comment.
fn doc_line(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let text = text.strip_prefix("///").or_else(|| text.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}
