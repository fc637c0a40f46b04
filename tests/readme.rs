//! Follows the README to the letter: each command works as printed, the dependencies resolve, and the links
//! and paths of all pages lead to files. The Rust blocks are the doc tests of `lib.rs`.

// The commands are for a POSIX shell, and the checkout is a symbolic link.
#![cfg(unix)]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use stytch_api::catalog::Catalog;

/// The output that shows that the command of an example, or of the command line, works.
const EXPECTED_OUTPUT: [(&str, &str); 4] = [
    ("cli", "\"organization_name\": \"Acme\""),
    ("migrate_totp", "Logged in with the recovery code"),
    ("protected_server", "403 Forbidden"),
    ("sandbox", "export STYTCH_BASE_URL=http://127.0.0.1:"),
];

/// The Markdown pages with links to files.
const PAGES: &[&str] =
    &["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "tests/bench/RESULTS.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The `cargo` commands of the README, from its blocks and from its sentences.
fn commands() -> Vec<String> {
    let readme = read("README.md");
    let mut commands = Vec::new();
    for block in blocks(&readme, "sh") {
        commands.extend(block.lines().map(str::to_owned));
    }
    let text: String = readme.split("```").step_by(2).collect();
    let spans = text.split('`').skip(1).step_by(2);
    // A command in a sentence may be wrapped.
    let spans = spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" "));
    commands.extend(spans.filter(|span| span.starts_with("cargo ")));
    commands
}

/// The contents of the code blocks in `language`.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let blocks = page.split("```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

#[test]
fn example_commands_work_as_printed() {
    let mut examples = Vec::new();
    for command in commands() {
        let words: Vec<_> = command.split(' ').collect();
        let ["cargo", "run", "--example" | "--features", example, ..] = words[..] else { continue };
        let (name, expected) = EXPECTED_OUTPUT
            .into_iter()
            .find(|(name, _)| *name == example)
            .unwrap_or_else(|| panic!("EXPECTED_OUTPUT has no row for `{command}`"));
        run_until(&command, expected);
        examples.push(name);
    }
    examples.sort_unstable();
    assert_eq!(examples, EXPECTED_OUTPUT.map(|(name, _)| name));
}

/// Runs a command until it prints `expected`. A server is then stopped; any other command must succeed.
fn run_until(command: &str, expected: &str) {
    let mut child = Running(
        Command::new("sh")
            .args(["-c", &format!("exec {command}")])
            .current_dir(root())
            .env_remove("STYTCH_PROJECT_ID")
            .env_remove("STYTCH_SECRET")
            .env_remove("STYTCH_BASE_URL")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell"),
    );
    let mut output = BufReader::new(child.0.stdout.take().expect("a pipe"));
    let mut printed = String::new();
    while !printed.contains(expected) {
        let read = output.read_line(&mut printed).expect("text");
        assert!(read > 0, "`{command}` does not print {expected:?}:\n{printed}");
    }
    if command.contains("--example sandbox ") {
        return;
    }
    output.read_to_string(&mut printed).expect("text");
    let status = child.0.wait().expect("the exit status");
    assert!(status.success(), "`{command}` fails with {status}:\n{printed}");
}

/// A process that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn other_commands_are_run_by_ci() {
    let ci = read(".ci/run");
    let mut count = 0;
    for command in commands().iter().filter(|command| !command.starts_with("cargo run ")) {
        assert!(ci.lines().any(|line| line == command), ".ci/run does not run `{command}`");
        count += 1;
    }
    assert_eq!(count, 1);
}

#[test]
fn dependencies_resolve_in_a_new_program() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let program = folder.join("program");
    fs::create_dir_all(program.join("src")).expect("a folder");
    fs::write(program.join("src/main.rs"), "fn main() {}\n").expect("a program");
    // The path in the README leads to a checkout beside the program.
    let checkout = folder.join("stytch-api");
    let _ = fs::remove_file(&checkout);
    std::os::unix::fs::symlink(root().canonicalize().expect("a folder"), checkout).expect("a link");
    let dependencies = blocks(&read("README.md"), "toml").concat();
    let package = "[package]\nname = \"program\"\nedition = \"2024\"\n\n[workspace]\n\n";
    fs::write(program.join("Cargo.toml"), format!("{package}{dependencies}")).expect("a manifest");
    fs::copy(root().join("Cargo.lock"), program.join("Cargo.lock")).expect("a lock file");

    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--depth", "1", "--edges", "all,features"])
        .current_dir(&program)
        .output()
        .expect("cargo");
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for expected in ["stytch-api feature \"default\"", "stytch-api feature \"sandbox\""] {
        assert!(tree.contains(expected), "no {expected}:\n{tree}");
    }
}

#[test]
fn endpoint_numbers_are_current() {
    let catalog = Catalog::stytch();
    let (names, endpoints) = (catalog.iter().count(), catalog.specs().len());
    let readme = read("README.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        format!("There are {endpoints} [endpoints]"),
        format!("The {} that both products share", names - endpoints),
        format!("`list` prints {names} names"),
    ] {
        assert!(readme.contains(&expected), "README.md does not say: {expected}");
    }
}

#[test]
fn links_lead_to_files() {
    for page in PAGES {
        let text = read(page);
        let folder = root().join(page);
        let folder = folder.parent().expect("a folder");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let targets = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
        for target in targets {
            assert!(folder.join(target).exists(), "{page}: no file for the link {target}");
        }
    }
}

#[test]
fn paths_in_the_maintainers_guides_exist() {
    let folders = ["", "stytch-api/src", "stytch-macros/src"].map(|folder| root().join(folder));
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = read(page);
        let text: String = text.split("```").step_by(2).collect();
        let spans = text.split('`').skip(1).step_by(2);
        let is_path = |span: &&str| {
            let extension = Path::new(span).extension().unwrap_or_default();
            !span.contains(' ') && (extension == "rs" || extension == "md" || span.ends_with('/'))
        };
        let paths: Vec<_> = spans.filter(is_path).collect();
        assert!(paths.len() > 10, "{page}: only {paths:?}");
        for path in paths {
            let exists = folders.iter().any(|folder| folder.join(path).exists());
            assert!(exists, "{page}: no file `{path}`");
        }
    }
}
