//! Checks the specs under `specs/` against their metadata at run time.

use std::{collections::BTreeSet, fs, path::Path};

use stytch_api::{
    catalog::Catalog,
    cli::openapi::operation::inner_table,
    management::Management,
    schema::{EndpointSpec, Kind, Location, Method, RetrySafety, Table},
};
use stytch_tests::{
    files::files_below,
    upstream::{Facts, Operation},
};

/// Resource and name of each endpoint that a file declares.
fn declared_endpoints(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).expect("a readable spec");
    let parsed = syn::parse_file(&text).expect("valid Rust");
    let calls = parsed.items.into_iter().filter_map(|item| match item {
        syn::Item::Macro(call) if call.mac.path.is_ident("endpoint") => Some(call.mac.tokens),
        _ => None,
    });
    // `… Totp :: migrate : POST "/v1/…" ; …`
    calls
        .map(|tokens| {
            let tokens = tokens.to_string();
            let line = tokens.split(" : ").next().unwrap_or_default();
            let (head, name) = line.rsplit_once(" :: ").expect("`Resource::method`");
            let resource = head.rsplit([' ', '\n']).next().unwrap_or_default();
            (resource.to_owned(), name.trim_start_matches("r#").to_owned())
        })
        .collect()
}

fn all_specs() -> Vec<&'static EndpointSpec> {
    Catalog::stytch().specs()
}

#[test]
fn every_endpoint_is_listed_by_its_resource() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let listed: Vec<_> = all_specs().iter().map(|spec| (spec.resource, spec.name)).collect();
    let mut missing = Vec::new();
    let mut count = 0;
    for file in files_below(&specs, "rs").expect("the specs are readable") {
        for (resource, name) in declared_endpoints(&file) {
            count += 1;
            if !listed.contains(&(Some(resource.as_str()), name.as_str())) {
                missing.push(format!("{}: {resource}::{name}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "missing in the `endpoints` of their resource: {missing:#?}");
    assert_eq!(count, listed.len());
}

/// `ManagementClient` has the child resources of `Management` as methods, which are written by hand.
#[test]
fn management_client_has_a_method_for_each_resource() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/management.rs");
    let text = fs::read_to_string(file).expect("a readable spec");
    let (_, methods) = text.split_once("impl ManagementClient {").expect("the methods");
    let catalog = Management::catalog();
    let resources = catalog.iter().filter_map(|entry| entry.name.split_once('.'));
    let resources: BTreeSet<&str> = resources.map(|(resource, _)| resource).collect();
    assert!(resources.contains("projects"), "{resources:?}");
    for resource in resources {
        let body = format!("Management::new(self).{resource}()");
        assert!(methods.contains(&format!("pub fn {resource}(&self)")), "no method `{resource}`");
        assert!(methods.contains(&body), "no body `{body}`");
    }
}

#[test]
fn method_and_path_are_unique() {
    let mut names: Vec<_> = all_specs().iter().map(ToString::to_string).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(names.contains(&"POST /v1/b2b/totp/migrate".to_owned()));
}

/// Calls `visit` with each table of `spec`, at any depth.
fn visit_tables(spec: &EndpointSpec, visit: &mut impl FnMut(&'static Table)) {
    let mut pending = vec![(spec.request)(), (spec.response)()];
    let mut seen: Vec<*const Table> = Vec::new();
    while let Some(table) = pending.pop() {
        if seen.contains(&std::ptr::from_ref(table)) {
            continue;
        }
        seen.push(table);
        visit(table);
        pending.extend(table.fields.iter().filter_map(|field| inner_table(&field.kind)));
    }
}

/// Fewer fields mean that the tables were not visited.
const MIN_FIELDS: usize = 2000;

#[test]
fn fields_have_docs_and_secrets_have_their_type() {
    let mut fields = 0;
    for spec in all_specs() {
        assert!(!spec.docs.is_empty(), "{spec}");
        visit_tables(spec, &mut |table| {
            for field in table.fields {
                fields += 1;
                assert!(!field.docs.is_empty(), "{}.{}", table.name, field.wire_name);
                check_type(table, field.wire_name, &field.kind);
            }
        });
    }
    assert!(fields > MIN_FIELDS, "{fields}");
}

/// Suffixes of the names of secrets.
const SECRET_SUFFIXES: [&str; 12] = [
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

/// Names of secrets without such a suffix.
const SECRETS: [&str; 3] = ["code", "public_key_credential", "token"];

/// Names with such a suffix that are not secrets.
const NOT_SECRETS: [&str; 3] = ["country_code", "postal_code", "public_token"];

fn check_type(table: &Table, name: &str, kind: &Kind) {
    let element = if let Kind::List(element) = kind { element } else { kind };
    if matches!(element, Kind::Bool | Kind::I32 | Kind::Object(_)) {
        return;
    }
    let secret =
        SECRETS.contains(&name) || SECRET_SUFFIXES.iter().any(|suffix| name.ends_with(suffix));
    if secret && !NOT_SECRETS.contains(&name) {
        assert!(matches!(element, Kind::Secret), "{}.{name} is a secret", table.name);
    }
    if name.ends_with("_at") {
        assert!(matches!(element, Kind::Timestamp), "{}.{name} is a timestamp", table.name);
    }
}

/// Words that carry no information.
const FILLER_WORDS: [&str; 8] = ["a", "an", "for", "is", "its", "of", "the", "whether"];

/// `upstream --write` leaves the docs of a new declaration to its author.
#[test]
fn no_docs_are_left_to_do() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (mut lines, mut to_do) = (0, Vec::new());
    for file in files_below(&specs, "rs").expect("the specs are readable") {
        let text = fs::read_to_string(&file).expect("a readable spec");
        for (index, line) in text.lines().enumerate() {
            lines += usize::from(line.trim_start().starts_with("///"));
            if line.contains("/// TODO") || line.contains("//! TODO") {
                to_do.push(format!("{}:{}", file.display(), index + 1));
            }
        }
    }
    assert!(lines > MIN_FIELDS / 2, "{lines}");
    assert!(to_do.is_empty(), "to be described: {to_do:#?}");
}

#[test]
fn docs_say_more_than_the_field_name() {
    let mut repeated = BTreeSet::new();
    for spec in all_specs() {
        visit_tables(spec, &mut |table| {
            // The doc of an ID can only say which object it identifies.
            let fields = table.fields.iter().filter(|field| !field.wire_name.ends_with("_id"));
            for field in fields.filter(|field| repeats_name(field.wire_name, field.docs)) {
                repeated.insert(format!("{}.{}: {}", table.name, field.wire_name, field.docs));
            }
        });
    }
    assert!(repeated.is_empty(), "{repeated:#?}");
}

/// Whether every word of the doc is part of the name or a filler word.
fn repeats_name(name: &str, docs: &str) -> bool {
    let docs = docs.to_lowercase();
    let words =
        docs.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .into_iter()
        .all(|word| name.split('_').any(|part| part == word) || FILLER_WORDS.contains(&word))
}

/// POST methods that only read or evaluate something: safe to retry.
const READ_METHODS: [&str; 8] = [
    "authorize_start",
    "introspect",
    "list",
    "lookup",
    "recovery_codes",
    "risk",
    "search",
    "strength_check",
];

/// Verbs of POST methods that set a state: safe to retry, because the state is already set.
const STATE_VERBS: [&str; 6] = ["disable", "enable", "override", "revoke", "set", "unlink"];

/// Verbs of POST methods that create, send or consume something: not safe to retry.
const ACTION_VERBS: [&str; 17] = [
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
fn post_is_retried_only_if_it_has_no_second_effect() {
    let mut wrong = Vec::new();
    for spec in all_specs().into_iter().filter(|spec| spec.method == Method::Post) {
        // Authenticating a session doesn't consume its token.
        let looks_up = (spec.resource, spec.name) == (Some("Sessions"), "authenticate");
        let verb = spec.name.split('_').next().unwrap_or_default();
        let is_safe = looks_up || READ_METHODS.contains(&spec.name) || STATE_VERBS.contains(&verb);
        let acts = !is_safe && ACTION_VERBS.contains(&verb);
        assert!(
            is_safe || acts,
            "{spec}: `{}` is missing in the lists of methods and verbs",
            spec.name
        );
        if is_safe != (spec.retry_safety == RetrySafety::Safe) {
            wrong.push(spec.to_string());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn put_is_retried_unless_it_adds_something() {
    for spec in all_specs().into_iter().filter(|spec| spec.method == Method::Put) {
        let verb = spec.name.split('_').next().unwrap_or_default();
        assert!(["exchange", "reactivate", "set", "update"].contains(&verb), "{spec}");
        // These add certificates to the existing ones.
        let adds = spec.resource == Some("Saml");
        assert_eq!(spec.retry_safety == RetrySafety::Unsafe, adds, "{spec}");
    }
}

#[test]
fn patch_is_retried_because_it_sets_fields() {
    let specs = all_specs();
    let mut updates = specs.iter().filter(|spec| spec.method == Method::Patch).peekable();
    assert!(updates.peek().is_some());
    for spec in updates {
        assert_eq!((spec.name, spec.retry_safety), ("update", RetrySafety::Safe), "{spec}");
    }
}

#[test]
fn endpoints_with_a_cursor_have_pages() {
    let has = |table: &Table, name: &str| table.fields.iter().any(|field| field.wire_name == name);
    let mut paginated = BTreeSet::new();
    for spec in all_specs() {
        assert_eq!(spec.items.is_some(), has((spec.request)(), "cursor"), "{spec}");
        if let Some(items) = spec.items {
            let field = (spec.response)().fields.iter().find(|field| field.wire_name == items);
            assert!(matches!(field.expect("a field for the items").kind, Kind::List(_)), "{spec}");
            paginated.insert(spec.to_string());
        }
    }
    let facts = fs::read_to_string(Facts::file()).expect("the facts file");
    let facts = Facts::parse(&facts).expect("valid facts");
    let known = facts.operations.iter().filter(|known| facts.has_request_field(known, "cursor"));
    let known: BTreeSet<String> = known.map(Operation::route).collect();
    assert!(!known.is_empty());
    assert_eq!(paginated, known);
}

#[test]
fn get_and_delete_have_no_body() {
    for spec in all_specs() {
        if matches!(spec.method, Method::Get | Method::Delete) {
            let fields = (spec.request)().fields;
            assert!(fields.iter().all(|field| field.location != Location::Body), "{spec}");
        }
    }
}
