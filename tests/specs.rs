//! What is written under `specs/` against what is known of it at run time.

use std::{
    fs,
    path::{Path, PathBuf},
};

use stytch_api::{
    catalog::Catalog,
    endpoint::{EndpointSpec, Method},
    table::{Kind, Place, Table},
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
                assert!(!field.docs.is_empty(), "{}.{}", table.name, field.name);
                check_type(table, field.name, &field.kind);
            }
        });
    }
    assert!(fields > 2000, "{fields}");
}

fn check_type(table: &Table, name: &str, kind: &Kind) {
    let element = if let Kind::List(element) = kind { element } else { kind };
    if matches!(element, Kind::Bool | Kind::I32 | Kind::Object(_)) {
        return;
    }
    let secret =
        name.ends_with("_token") || name.ends_with("_jwt") || name.ends_with("recovery_codes");
    let secret =
        secret || ["secret", "code", "recovery_code", "qr_code", "password"].contains(&name);
    if secret {
        assert!(matches!(element, Kind::Secret), "{}.{name} is a secret", table.name);
    }
    if name.ends_with("_at") {
        assert!(matches!(element, Kind::Timestamp), "{}.{name} is a timestamp", table.name);
    }
}

#[test]
fn get_and_delete_have_no_body() {
    for spec in all() {
        if matches!(spec.method, Method::Get | Method::Delete) {
            let fields = (spec.request)().fields;
            assert!(fields.iter().all(|field| field.place != Place::Body), "{spec}");
        }
    }
}
