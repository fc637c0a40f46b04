//! What is written under `specs/` against what is known of it at run time.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Kind, Location, Method, RetrySafety, Table},
};
use stytch_tests::operation::inner_table;

fn spec_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of specs") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(spec_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Resource and name of each endpoint that a file declares.
fn declared(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).expect("a spec");
    let parsed = syn::parse_file(&text).expect("Rust");
    let calls = parsed.items.into_iter().filter_map(|item| match item {
        syn::Item::Macro(call) if call.mac.path.is_ident("endpoint") => Some(call.mac.tokens),
        _ => None,
    });
    // `… Totp :: migrate : POST "/v1/…" ; …`
    calls
        .map(|tokens| {
            let tokens = tokens.to_string();
            let line = tokens.split(" : ").next().unwrap_or_default();
            let (before, name) = line.rsplit_once(" :: ").expect("a resource and a name");
            let resource = before.rsplit([' ', '\n']).next().unwrap_or_default();
            (resource.to_owned(), name.trim_start_matches("r#").to_owned())
        })
        .collect()
}

fn all() -> Vec<&'static EndpointSpec> {
    Catalog::stytch().specs()
}

#[test]
fn every_endpoint_is_listed_by_its_resource() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let listed: Vec<_> = all().iter().map(|spec| (spec.resource, spec.name)).collect();
    let mut missing = Vec::new();
    let mut count = 0;
    for file in spec_files(&specs) {
        for (resource, name) in declared(&file) {
            count += 1;
            if !listed.contains(&(Some(resource.as_str()), name.as_str())) {
                missing.push(format!("{}: {resource}::{name}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "not in the `endpoints` of their resource: {missing:#?}");
    assert_eq!(count, listed.len());
}

#[test]
fn no_two_endpoints_share_method_and_path() {
    let mut names: Vec<_> = all().iter().map(ToString::to_string).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(names.contains(&"POST /v1/b2b/totp/migrate".to_owned()));
}

/// Calls `visit` with each table that `spec` reaches.
fn each_table(spec: &EndpointSpec, visit: &mut impl FnMut(&'static Table)) {
    let mut open = vec![(spec.request)(), (spec.response)()];
    let mut seen: Vec<*const Table> = Vec::new();
    while let Some(table) = open.pop() {
        if seen.contains(&std::ptr::from_ref(table)) {
            continue;
        }
        seen.push(table);
        visit(table);
        open.extend(table.fields.iter().filter_map(|field| inner_table(&field.kind)));
    }
}

#[test]
fn every_field_has_its_doc_and_every_secret_its_type() {
    let mut fields = 0;
    for spec in all() {
        assert!(!spec.docs.is_empty(), "{spec}");
        each_table(spec, &mut |table| {
            for field in table.fields {
                fields += 1;
                assert!(!field.docs.is_empty(), "{}.{}", table.name, field.wire_name);
                check_type(table, field.wire_name, &field.kind);
            }
        });
    }
    assert!(fields > 2000, "{fields}");
}

/// Ends of the names of secrets.
const SECRET_ENDS: [&str; 12] = [
    "_code",
    "_jwt",
    "_token",
    "bearer_token",
    "code_verifier",
    "hash",
    "password",
    "private_key",
    "recovery_codes",
    "salt",
    "secret",
    "signature",
];

/// Names of secrets that end otherwise.
const SECRETS: [&str; 3] = ["code", "public_key_credential", "token"];

/// What ends as a secret does and is none.
const NO_SECRETS: [&str; 2] = ["country_code", "postal_code"];

fn check_type(table: &Table, name: &str, kind: &Kind) {
    let element = if let Kind::List(element) = kind { element } else { kind };
    if matches!(element, Kind::Bool | Kind::I32 | Kind::Object(_)) {
        return;
    }
    let secret = SECRETS.contains(&name) || SECRET_ENDS.iter().any(|end| name.ends_with(end));
    if secret && !NO_SECRETS.contains(&name) {
        assert!(matches!(element, Kind::Secret), "{}.{name} is a secret", table.name);
    }
    if name.ends_with("_at") {
        assert!(matches!(element, Kind::Timestamp), "{}.{name} is a timestamp", table.name);
    }
}

/// Words that say nothing by themselves.
const EMPTY_WORDS: [&str; 8] = ["a", "an", "for", "is", "its", "of", "the", "whether"];

#[test]
fn no_doc_merely_repeats_the_name_of_its_field() {
    let mut repeated = BTreeSet::new();
    for spec in all() {
        each_table(spec, &mut |table| {
            // Of an ID there is no more to say than whose it is.
            let fields = table.fields.iter().filter(|field| !field.wire_name.ends_with("_id"));
            for field in fields.filter(|field| repeats(field.wire_name, field.docs)) {
                repeated.insert(format!("{}.{}: {}", table.name, field.wire_name, field.docs));
            }
        });
    }
    assert!(repeated.is_empty(), "{repeated:#?}");
}

/// Whether every word of the doc is one of the name or an empty one.
fn repeats(name: &str, docs: &str) -> bool {
    let docs = docs.to_lowercase();
    let words =
        docs.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .into_iter()
        .all(|word| name.split('_').any(|part| part == word) || EMPTY_WORDS.contains(&word))
}

/// The methods that read or judge by POST: a repeat does no harm.
const READS: [&str; 8] = [
    "authorize_start",
    "introspect",
    "list",
    "lookup",
    "recovery_codes",
    "risk",
    "search",
    "strength_check",
];

/// How the methods begin that bring about a state by POST: a repeat finds it as it should be.
const STATES: [&str; 4] = ["override", "revoke", "set", "unlink"];

/// How the methods begin that change something, send something or use something up by POST.
const ACTS: [&str; 17] = [
    "attach",
    "attest",
    "authenticate",
    "authorize",
    "create",
    "exchange",
    "invite",
    "login",
    "migrate",
    "recover",
    "register",
    "require",
    "reset",
    "rotate",
    "send",
    "start",
    "token",
];

#[test]
fn a_repeat_is_safe_where_nothing_happens_twice() {
    let mut wrong = Vec::new();
    for spec in all().into_iter().filter(|spec| spec.method == Method::Post) {
        // It looks a session up by its token, which stays as it is.
        let looks_up = (spec.resource, spec.name) == (Some("Sessions"), "authenticate");
        let verb = spec.name.split('_').next().unwrap_or_default();
        let is_safe = looks_up || READS.contains(&spec.name) || STATES.contains(&verb);
        let acts = !is_safe && ACTS.contains(&verb);
        assert!(is_safe || acts, "{spec}: no list has `{}`", spec.name);
        if is_safe != (spec.retry_safety == RetrySafety::Safe) {
            wrong.push(spec.to_string());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_put_sets_what_is_there() {
    for spec in all().into_iter().filter(|spec| spec.method == Method::Put) {
        let verb = spec.name.split('_').next().unwrap_or_default();
        assert!(["exchange", "reactivate", "set", "update"].contains(&verb), "{spec}");
        // They add certificates to those that are there.
        let adds = spec.resource == Some("Saml");
        assert_eq!(spec.retry_safety == RetrySafety::Unsafe, adds, "{spec}");
    }
}

#[test]
fn every_endpoint_with_a_cursor_has_pages() {
    let has = |table: &Table, name: &str| table.fields.iter().any(|field| field.wire_name == name);
    let mut count = 0;
    for spec in all() {
        assert_eq!(spec.items.is_some(), has((spec.request)(), "cursor"), "{spec}");
        if let Some(items) = spec.items {
            let field = (spec.response)().fields.iter().find(|field| field.wire_name == items);
            assert!(matches!(field.expect("the list").kind, Kind::List(_)), "{spec}");
            count += 1;
        }
    }
    assert_eq!(count, 7);
}

#[test]
fn get_and_delete_have_no_body() {
    for spec in all() {
        if matches!(spec.method, Method::Get | Method::Delete) {
            let fields = (spec.request)().fields;
            assert!(fields.iter().all(|field| field.location != Location::Body), "{spec}");
        }
    }
}
