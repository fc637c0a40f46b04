//! Deletes declarations from a copy of the specs, and checks that the missing ones are written again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use stytch_api::{catalog::Catalog, cli::openapi};
use stytch_tests::{
    files::files_below,
    upstream::{Facts, Field, Missing, Type},
};

/// Endpoints and types to delete: a file, and the line of the declaration that names it.
const DECLARATIONS: [(&str, &str); 10] = [
    // A request with a secret, and a response with objects of other files.
    ("b2b/totps.rs", "    Totps::migrate: POST \"/v1/b2b/totp/migrate\";"),
    // Path parameters, a header and a route on a line of its own.
    ("b2b/organizations.rs", "    Organizations::get_connected_app:"),
    (
        "b2b/organizations.rs",
        "    Organizations::delete: DELETE \"/v1/b2b/organizations/{organization_id}\";",
    ),
    // The query of a GET.
    ("b2b/sessions.rs", "    Sessions::get: GET \"/v1/b2b/sessions\";"),
    // A body with an object that only this request has, and its object.
    (
        "consumer/crypto_wallets.rs",
        "    CryptoWallets::authenticate_start: POST \"/v1/crypto_wallets/authenticate/start\";",
    ),
    ("consumer/crypto_wallets.rs", "    SiweParams {"),
    // A PUT, and an enum that remaining requests of both APIs have.
    ("consumer/users.rs", "    Users::update: PUT \"/v1/users/{user_id}\";"),
    ("common/password.rs", "    PasswordHashType {"),
    // Another host and a method that is a keyword.
    (
        "common/fraud/verdict_reasons.rs",
        "    VerdictReasons::r#override: POST \"/v1/verdict_reasons/override\";",
    ),
    // A search with a cursor.
    ("b2b/organizations.rs", "    Organizations::search: POST \"/v1/b2b/organizations/search\";"),
];

/// Fields and variants to delete.
const FIELDS: [(&str, &str); 4] = [
    ("b2b/member.rs", "        mfa_enrolled: bool,"),
    ("b2b/totps.rs", "        member_device?: DeviceInfo,"),
    ("consumer/user.rs", "        locale: String,"),
    ("common/locale.rs", "        Czech = \"cs\","),
];

/// Resources to delete with all that is below them: the file of the parent, and the module.
const RESOURCES: [(&str, &str); 3] = [
    // A resource with another one below it, which has a list with pages.
    ("b2b.rs", "scim"),
    ("b2b.rs", "recovery_codes"),
    // The parent is not the root.
    ("b2b/passwords.rs", "sessions"),
];

/// What a reviewer would change in the text that is written: the facts don't say it.
const REVIEWED: [(&str, &str, &str); 6] = [
    ("b2b/organizations.rs", "        description!: String,", "        description: String,"),
    (
        "b2b/organizations.rs",
        "    response {\n        /// TODO: describe `organization_id`.\n        organization_id: String,",
        "    response {\n        /// TODO: describe `organization_id`.\n        organization_id!: String,",
    ),
    (
        "common/fraud/verdict_reasons.rs",
        "        verdict_reason_action: VerdictReasonAction,",
        "        verdict_reason_action!: VerdictReasonAction,",
    ),
    (
        "consumer/crypto_wallets.rs",
        "        not_before?: String,",
        "        not_before?: Timestamp,",
    ),
    (
        "b2b/recovery_codes.rs",
        "        session_token?: Secret,\n        /// TODO: describe `session_jwt`.\n        session_jwt?: Secret,\n        /// TODO: describe `recovery_codes_remaining`.",
        "        session_token!: Secret,\n        session_jwt!: Secret,",
    ),
    (
        "b2b/recovery_codes.rs",
        "        recovery_codes: Vec<Secret>,\n    }\n}\n\nendpoint! {",
        "        recovery_codes!: Vec<Secret>,\n    }\n}\n\nendpoint! {",
    ),
];

fn facts() -> Facts {
    Facts::parse(&fs::read_to_string(Facts::file()).expect("the facts file")).expect("valid facts")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Copies a folder, with the targets of symbolic links.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy");
        }
    }
}

/// Deletes the declaration with `line`, and its request type from the list of its resource.
fn delete_declaration(specs: &Path, file: &str, line: &str) {
    let file = specs.join(file);
    let text = fs::read_to_string(&file).expect("a spec");
    let lines: Vec<&str> = text.lines().collect();
    let index = lines.iter().position(|found| *found == line);
    let index = index.unwrap_or_else(|| panic!("{}: {line}", file.display()));
    let start = lines[..index].iter().rposition(|line| line.ends_with("! {")).expect("a macro");
    let end = index + lines[index..].iter().position(|line| *line == "}").expect("a brace");
    let mut kept = lines[..start - 1].to_vec();
    kept.extend(&lines[end + 1..]);
    let mut text = format!("{}\n", kept.join("\n"));
    if let Some((_, method)) = line.split_once("::") {
        let method = method.split(':').next().unwrap_or_default().trim_start_matches("r#");
        let words =
            method.split('_').map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..]));
        let request = format!("{}Request", words.collect::<String>());
        assert!(text.contains(&request), "{request}");
        // An empty element of the list is dropped below.
        for (from, to) in [
            (format!(", {request}"), ""),
            (format!("{request}, "), ""),
            (format!("            {request},\n"), ""),
            (format!("[{request}]"), "[]"),
        ] {
            if text.contains(&from) {
                text = text.replacen(&from, to, 1);
                break;
            }
        }
    }
    fs::write(&file, text).expect("a spec");
}

/// Deletes a field with its docs.
fn delete_field(specs: &Path, file: &str, line: &str) {
    let file = specs.join(file);
    let text = fs::read_to_string(&file).expect("a spec");
    let mut lines: Vec<&str> = text.lines().collect();
    let index = lines.iter().rposition(|found| *found == line);
    let index = index.unwrap_or_else(|| panic!("{}: {line}", file.display()));
    let docs = lines[..index].iter().rposition(|line| !line.trim().starts_with("///"));
    lines.drain(docs.expect("a line before the docs") + 1..=index);
    fs::write(&file, format!("{}\n", lines.join("\n"))).expect("a spec");
}

/// Deletes the file of a resource, and its module and its entry in the file of its parent.
fn delete_resource(specs: &Path, parent: &str, module: &str) {
    let file = specs.join(parent);
    let text = fs::read_to_string(&file).expect("a spec");
    let line = format!("pub mod {module};\n");
    assert!(text.contains(&line), "{parent}: {line}");
    fs::write(&file, text.replacen(&line, "", 1)).expect("a spec");
    let entry = format!("        {module}: {module}::");
    let line = text.lines().find(|line| line.starts_with(&entry)).expect("an entry");
    delete_field(specs, parent, line);
    let folder = file.with_extension("").join(module);
    fs::remove_file(folder.with_extension("rs")).expect("a spec");
    let _ = fs::remove_dir_all(folder);
}

/// A copy of the crates, below `target`.
fn copy_crates(folder: &Path) -> PathBuf {
    let workspace = workspace();
    let _ = fs::remove_dir_all(folder);
    // Cargo identifies a package by its path in the workspace. At another path, the copy does not
    // replace what is built of the workspace itself.
    for name in ["stytch-api", "stytch-macros"] {
        copy(&workspace.join(name), &folder.join("copied").join(name));
    }
    let manifest = fs::read_to_string(workspace.join("Cargo.toml")).expect("a manifest");
    let members = |line: &str| line.starts_with("members") || line.starts_with("exclude");
    let manifest: String = manifest
        .lines()
        .map(|line| if members(line) { "" } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    let manifest = manifest.replace("path = \"", "path = \"copied/").replacen(
        "[workspace]\n",
        "[workspace]\nmembers = [\"copied/stytch-api\", \"copied/stytch-macros\"]\n",
        1,
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    // The copy must not replace the program that other tests run.
    let file = folder.join("copied/stytch-api/Cargo.toml");
    let manifest = fs::read_to_string(&file).expect("a manifest");
    let program = "[[bin]]\nname = \"stytch-api\"";
    assert!(manifest.contains(program), "no program in {}", file.display());
    let renamed = manifest.replacen(program, "[[bin]]\nname = \"written-stytch-api\"", 1);
    fs::write(&file, renamed).expect("a manifest");
    folder.join("copied/stytch-api/specs")
}

/// What `openapi` prints, built from the crates in `folder`. Shares the dependencies of this build.
fn printed_document(folder: &Path) -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "run",
        "--quiet",
        "--offline",
        "-p",
        "stytch-api",
        "--all-features",
        "--",
        "openapi",
    ]);
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", workspace().join("target"));
    let output = cargo.output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The document without its docs.
fn without_docs(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, value)| {
                // A property may have one of these names, too.
                let is_docs = matches!(name.as_str(), "description" | "summary");
                !(is_docs && value.is_string()) && *name != "externalDocs"
            });
            kept.map(|(name, value)| (name.clone(), without_docs(value))).collect()
        }
        Value::Array(items) => items.iter().map(without_docs).collect(),
        other => other.clone(),
    }
}

/// The declarations of each file, sorted, without what the facts don't describe: docs and attributes, and
/// the names of variants.
fn declarations(specs: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in files_below(specs, "rs").expect("the specs are readable") {
        let text = fs::read_to_string(&path).expect("a spec");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let calls = text.split("! {\n").skip(1);
        let calls = calls.map(|call| call.split("\n}").next().unwrap_or_default());
        found.extend(calls.map(|call| format!("{name}\n{}", without_docs_and_order(call))));
    }
    found.sort_unstable();
    found
}

fn without_docs_and_order(call: &str) -> String {
    let lines = call.lines().map(str::trim);
    let lines = lines.filter(|line| {
        let is_written = line.starts_with("//") || line.starts_with("#[") && *line != "#[request]";
        !is_written && !line.is_empty()
    });
    let is_variant = |line: &str| {
        line.starts_with(|letter: char| letter.is_ascii_uppercase()) && line.contains(" = ")
    };
    let lines: Vec<&str> = lines
        .map(|line| {
            if is_variant(line) {
                line.split_once(" = ").map_or(line, |(_, value)| value)
            } else {
                line
            }
        })
        .collect();
    // A new field has the place that it has in the facts.
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in lines {
        match line {
            "}" => blocks.push(Vec::new()),
            _ => blocks.last_mut().expect("a block").push(line),
        }
    }
    for block in &mut blocks {
        block.sort_unstable();
    }
    let text = blocks.iter().map(|block| block.join("\n")).collect::<Vec<_>>().join("\n}\n");
    // The new requests are the last of a list.
    let Some((before, list)) = text.split_once("endpoints: [") else { return text };
    let (list, after) = list.split_once(']').unwrap_or((list, ""));
    let mut names: Vec<&str> =
        list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    format!("{before}{names:?}{after}")
}

#[test]
fn deleted_declarations_are_written_again() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upstream_write");
    let specs = copy_crates(&folder);
    for (file, line) in DECLARATIONS {
        delete_declaration(&specs, file, line);
    }
    for (file, line) in FIELDS {
        delete_field(&specs, file, line);
    }
    for (parent, module) in RESOURCES {
        delete_resource(&specs, parent, module);
    }
    let facts = facts();
    let missing = Missing::find(&specs, &facts).expect("readable specs");
    assert_eq!(missing.unwritten, [""; 0]);
    assert!(missing.reminders.iter().all(|reminder| !reminder.contains("pages")));
    missing.write(&specs).expect("writable specs");
    let rest = Missing::find(&specs, &facts).expect("readable specs");
    assert!(rest.snippets.is_empty(), "{:#?}", rest.snippets);

    for (file, pages) in [
        ("b2b/organizations.rs", "    #[pages(organizations)]\n"),
        ("b2b/scim/connection.rs", "    #[pages(scim_groups)]\n"),
    ] {
        assert!(fs::read_to_string(specs.join(file)).expect("a spec").contains(pages), "{file}");
    }
    for (file, from, to) in REVIEWED {
        let file = specs.join(file);
        let text = fs::read_to_string(&file).expect("a spec");
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(&file, text.replace(from, to)).expect("a spec");
    }
    let expected = declarations(&workspace().join("specs"));
    let written = declarations(&specs);
    let lost: Vec<_> = expected.iter().filter(|found| !written.contains(found)).collect();
    let new: Vec<_> = written.iter().filter(|found| !expected.contains(found)).collect();
    assert!(lost.is_empty() && new.is_empty(), "lost: {lost:#?}; new: {new:#?}");
    assert_eq!(expected.len(), written.len());

    let written = without_docs(&printed_document(&folder));
    let declared = without_docs(&openapi::document(&Catalog::stytch()));
    assert_eq!(written, declared);
}

#[test]
fn second_list_leaves_the_pages_to_the_reviewer() {
    let specs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upstream_pages");
    let _ = fs::remove_dir_all(&specs);
    copy(&workspace().join("specs"), &specs);
    let (file, line) = DECLARATIONS.iter().find(|(_, line)| line.contains("search")).expect("one");
    delete_declaration(&specs, file, line);
    let mut facts = facts();
    let Some(Type::Fields(fields)) = facts.types.get_mut("api_organization_v1_SearchResponse")
    else {
        panic!("no response");
    };
    fields.push(Field { name: "badges".into(), ty: "array<string>".into(), required: true });
    let missing = Missing::find(&specs, &facts).expect("readable specs");
    let pages = "POST /v1/b2b/organizations/search: add `#[pages(…)]`";
    assert!(missing.reminders.iter().any(|reminder| reminder == pages), "{:?}", missing.reminders);
    assert!(missing.snippets.iter().all(|snippet| !snippet.text.contains("#[pages")));
}

#[test]
fn new_resources_have_the_host_of_their_parent() {
    let specs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upstream_resources");
    let _ = fs::remove_dir_all(&specs);
    fs::create_dir_all(&specs).expect("a folder");
    let root = "//! A lab.\n\nuse crate::resource;\n\nresource! {\n    /// A lab.\n    #[host(management)]\n    \
                pub Lab {\n        endpoints: [],\n    }\n}\n";
    fs::write(specs.join("lab.rs"), root).expect("a spec");
    let mut facts = facts();
    let mut new = facts.operations[0].clone();
    new.resource = "lab/doors_locks".to_owned();
    new.path = "/v1/doors/locks".to_owned();
    new.host = "management".to_owned();
    facts.operations = vec![new];
    let missing = Missing::find(&specs, &facts).expect("readable specs");
    missing.write(&specs).expect("writable specs");

    let read = |file: &str| fs::read_to_string(specs.join(file)).expect("a spec");
    let root = read("lab.rs");
    assert!(root.starts_with("//! A lab.\n\npub mod doors;\n\nuse crate::resource;\n"), "{root}");
    assert!(root.contains("endpoints: [],\n        /// TODO: describe the resource.\n"), "{root}");
    assert!(root.contains("        doors: doors::Doors,\n    }\n}\n"), "{root}");
    for (file, head) in [
        ("lab/doors.rs", "    #[host(management)]\n    pub Doors {\n        endpoints: [],\n"),
        ("lab/doors/locks.rs", "    #[host(management)]\n    pub Locks {\n        endpoints: [Exc"),
    ] {
        let text = read(file);
        assert!(text.contains(head), "{text}");
        assert_eq!(text.matches("#[host").count(), 1, "{text}");
    }
}

#[test]
fn nothing_is_missing_in_the_specs() {
    let missing = Missing::find(&workspace().join("specs"), &facts()).expect("readable specs");
    assert!(missing.snippets.is_empty(), "{:#?}", missing.snippets);
    assert_eq!(missing.unwritten, [""; 0]);
}

/// Runs `cargo run --example upstream -- ARGUMENTS`.
fn upstream(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "run",
        "--quiet",
        "-p",
        "stytch-tests",
        "--all-features",
        "--example",
        "upstream",
        "--",
    ]);
    cargo.args(arguments).output().expect("cargo")
}

#[test]
fn example_writes_what_it_can_and_reports_the_rest() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upstream_example");
    let _ = fs::remove_dir_all(&folder);
    let specs = folder.join("specs");
    copy(&workspace().join("specs"), &specs);
    let (file, line) = FIELDS[0];
    delete_field(&specs, file, line);
    let mut facts = facts();
    for api in ["b2b", "lab"] {
        let mut new = facts.operations[0].clone();
        new.resource = format!("{api}/doors");
        new.path = format!("/v1/{api}/doors");
        facts.operations.push(new);
    }
    let facts_file = folder.join("facts.json");
    fs::write(&facts_file, facts.to_string()).expect("a file");
    let (specs_text, facts_text) = (specs.to_string_lossy(), facts_file.to_string_lossy());
    let arguments = ["--specs", &specs_text, "--facts", &facts_text];

    let printed = upstream(&arguments);
    let stderr = String::from_utf8_lossy(&printed.stderr);
    assert!(printed.status.success(), "{stderr}");
    assert!(stderr.contains(&format!("// {file}\nMember:")) && stderr.contains(line), "{stderr}");
    assert!(!fs::read_to_string(specs.join(file)).expect("a spec").contains(line));

    let written = upstream(&[&["--write"], &arguments[..]].concat());
    let stderr = String::from_utf8_lossy(&written.stderr);
    assert_eq!(written.status.code(), Some(1), "{stderr}");
    let unwritten = "not written: POST /v1/lab/doors: no `resource!` is named `lab/doors`";
    assert!(stderr.contains(unwritten), "{stderr}");
    let doors = fs::read_to_string(specs.join("b2b/doors.rs")).expect("a new resource");
    assert!(doors.contains("    Doors::exchange: POST \"/v1/b2b/doors\";"), "{doors}");
    assert!(fs::read_to_string(specs.join(file)).expect("a spec").contains(line));
}
