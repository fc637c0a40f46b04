//! Tests of the page that lists the macros' messages.

use std::{collections::BTreeSet, env, fs, path::Path};

use stytch_tests::messages::{GROUPS, page};

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
