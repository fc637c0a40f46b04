//! Tests of the page that lists the macros' messages.

use std::{collections::BTreeSet, env, fs, path::Path};

use stytch_tests::messages::{GROUPS, messages, page, pattern};

fn tests_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn committed_page_is_current() {
    let file = tests_folder().join("../stytch-api/messages.md");
    let current = page(&tests_folder().join("ui")).expect("the tests are readable");
    if env::var_os("STYTCH_MESSAGES").is_some_and(|value| value == "overwrite") {
        fs::write(&file, &current).expect("the page is writable");
    }
    let written = fs::read_to_string(&file).expect("the page is readable").replace("\r\n", "\n");
    assert!(
        written == current,
        "stytch-api/messages.md is outdated; regenerate it: \
         STYTCH_MESSAGES=overwrite cargo test -p stytch-tests --test documents"
    );
}

#[test]
fn every_folder_of_tests_is_a_group() {
    let entries = fs::read_dir(tests_folder().join("ui")).expect("the tests are readable");
    let folders: BTreeSet<_> = entries
        .map(|entry| entry.expect("the tests are readable").file_name().into_string())
        .collect();
    let groups: BTreeSet<_> = GROUPS.iter().map(|group| Ok(group.folder.to_owned())).collect();
    assert_eq!(folders, groups);
}

#[test]
fn every_link_from_the_macros_leads_to_a_group() {
    let file = tests_folder().join("../stytch-api/src/macros.rs");
    let docs = fs::read_to_string(file).expect("the docs are readable");
    let links: BTreeSet<_> =
        docs.split("(crate::messages#").skip(1).filter_map(|link| link.split(')').next()).collect();
    let anchors: Vec<_> =
        GROUPS.iter().map(|group| group.title.to_lowercase().replace(' ', "-")).collect();
    let anchors: BTreeSet<_> = anchors.iter().map(String::as_str).collect();
    assert_eq!(links, anchors);
}

/// The unit tests of the macros cover many variants of each mistake. The compile-fail tests, from which
/// the page is made, cover each message at least once.
#[test]
fn every_message_of_the_macros_is_on_the_page() {
    let ui = tests_folder().join("ui");
    let listed: BTreeSet<_> = GROUPS
        .iter()
        .flat_map(|group| messages(&ui, group).expect("the tests are readable"))
        .map(|message| pattern(&message.title))
        .collect();
    let lines = snapshot_lines();
    assert!(lines.len() > 500, "only {} messages", lines.len());
    let is_listed =
        |line: &String| candidates(line).any(|message| listed.contains(&pattern(message)));
    let missing: Vec<_> = lines.iter().filter(|line| !is_listed(line)).collect();
    assert!(missing.is_empty(), "no compile-fail test has the message: {missing:#?}");
}

/// The lines of the macros' snapshots that contain a message: `[the marked source] the message`.
fn snapshot_lines() -> Vec<String> {
    let folder = tests_folder().join("../stytch-macros/src/tests/messages/snapshots");
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder).expect("the snapshots are readable") {
        let path = entry.expect("the snapshots are readable").path();
        let text = fs::read_to_string(path).expect("the snapshots are readable");
        let messages = text.lines().filter(|line| line.starts_with("    ["));
        lines.extend(messages.map(|line| line.trim_start().to_owned()));
    }
    lines
}

/// The possible messages of a line. The end of the source is ambiguous, because both the source and the
/// message may contain brackets.
fn candidates(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("] ").map(|(end, _)| &line[end + 2..])
}
