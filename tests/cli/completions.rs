//! Completions in real shells.

use std::{fs, process::Command};

use crate::program::stytch_api;

/// Completes the last word of a command line with bash.
fn complete_with_bash(script: &str, words: &[&str]) -> Vec<String> {
    let quoted: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
    let last = words.len() - 1;
    let program = format!(
        "source {script}\nCOMP_WORDS=({words})\nCOMP_CWORD={last}\n\
         registered=$(complete -p stytch-api)\nfunction=${{registered##*-F }}\n\
         ${{function%% *}} stytch-api '{word}' '{previous}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words = quoted.join(" "),
        word = words[last],
        previous = words[last - 1],
    );
    let output = Command::new("bash").args(["--norc", "-c", &program]).output().expect("bash");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_resources_endpoints_and_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("completions.bash");
    fs::write(&script, stytch_api(["completions", "bash"]).run().success()).expect("a file");
    let script = script.to_str().expect("a path");
    let cases: [(&[&str], &[&str]); 5] = [
        (&["stytch-api", "comp"], &["completions"]),
        (&["stytch-api", "b2b", "tot"], &["totps"]),
        (&["stytch-api", "b2b", "totps", "mig"], &["migrate"]),
        (
            &["stytch-api", "b2b", "totps", "migrate", "--secret"],
            &["--secret-file", "--secret-env", "--secret"],
        ),
        (&["stytch-api", "b2b", "organizations", "search", "--query.operator", "A"], &["AND"]),
    ];
    for (words, expected) in cases {
        assert_eq!(complete_with_bash(script, words), expected, "{words:?}");
    }
}

/// Checks the syntax of the script with another shell, if there is one.
fn check_syntax(shell: &str, arguments: &[&str]) {
    let script = stytch_api(["completions", shell]).run().success();
    assert!(script.contains("secret-file"), "{shell}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("completions");
    fs::write(&file, script).expect("a file");
    if let Ok(output) = Command::new(shell).args(arguments).arg(&file).output() {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn other_shells_accept_their_scripts() {
    check_syntax("zsh", &["-n"]);
    check_syntax("fish", &["--no-execute"]);
    assert!(stytch_api(["completions", "powershell"]).run().success().contains("secret-file"));
    let message = stytch_api(["completions", "tcsh"]).run().failure(2);
    assert!(message.contains("bash"), "{message}");
}
