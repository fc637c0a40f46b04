//! Every name and type of a spec is in the expansion with its own span. Completion, hover texts and
//! go-to-definition in a spec depend on this.

use std::{collections::BTreeSet, ops::Range};

use proc_macro2::{TokenStream, TokenTree};

use super::with_crate;
use crate::{declare_endpoint, declare_object, declare_open_enum};

/// The identifiers of the grammar, as opposed to names that the user chooses.
const GRAMMAR: &[&str] = &[
    "stytch_api",
    "GET",
    "POST",
    "path",
    "query",
    "header",
    "body",
    "response",
    "docs",
    "retry",
    "safe",
    "request",
    "flatten",
    "pages",
    "doc",
];

/// An identifier and its place in the source.
type Name = (String, Range<usize>);

/// One of the macros.
type Declare = fn(TokenStream) -> TokenStream;

fn collect_names(tokens: TokenStream, names: &mut Vec<Name>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push((ident.to_string(), ident.span().byte_range())),
            TokenTree::Group(group) => collect_names(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn names_in(tokens: TokenStream) -> Vec<Name> {
    let mut names = Vec::new();
    collect_names(tokens, &mut names);
    names
}

/// Lists the names of a declaration that the expansion does not contain with their original span.
fn missing_names(declaration: &str, declare: Declare) -> Vec<Name> {
    let written = with_crate(declaration);
    let expanded: BTreeSet<_> =
        names_in(declare(written.clone())).into_iter().map(|(name, at)| (name, at.start)).collect();
    assert!(!expanded.iter().any(|(name, _)| name == "compile_error"), "invalid: {declaration}");
    let mut names = names_in(written);
    names.retain(|(name, at)| {
        !GRAMMAR.contains(&name.as_str()) && !expanded.contains(&(name.clone(), at.start))
    });
    names
}

const ENDPOINT: &str = r#"
    /// Opens a door.
    #[docs = "https://example.com"]
    #[retry(safe)]
    Doors::open: POST "/v1/doors/{door_id}";
    path { door_id: String }
    query { number?: i32, kinds?: Vec<Kind> }
    header { trace?: Secret = "X-Trace" }
    body {
        force?: bool,
        keys: Vec<keys::Key>,
        r#type?: Nullable<Timestamp>,
        by_name?: BTreeMap<String, HashMap<String, Vec<Key>>>,
        limit: u64 = "max",
    }
    response {
        door!: Door,
        meta: Metadata,
        other?: std::vec::Vec<Box<crate::Other>>,
        any: Json,
    }
"#;

#[test]
fn endpoint_keeps_the_spans_of_its_names() {
    assert_eq!(missing_names(ENDPOINT, declare_endpoint), []);
}

#[test]
fn endpoint_without_resource_keeps_the_spans_of_its_names() {
    let missing = missing_names(&ENDPOINT.replace("Doors::", ""), declare_endpoint);
    // Without a resource, there is no method `open`. The types derived from the name have its span.
    assert!(matches!(&missing[..], [(method, _)] if method == "open"), "{missing:?}");
}

#[test]
fn paginated_endpoint_keeps_the_spans_of_its_names() {
    for next in ["next_cursor?: String", "results_metadata: ResultsMetadata"] {
        let declaration = format!(
            "Doors::search: POST \"/v1/doors\"; body {{ cursor?: String }}
            response {{ doors: Vec<Door>, {next} }}"
        );
        let declaration = format!("#[pages(doors)] {declaration}");
        assert_eq!(missing_names(&declaration, declare_endpoint), []);
    }
}

#[test]
fn object_keeps_the_spans_of_its_names() {
    let object = "Door { lock?: Box<Lock>, keys: Vec<Key>, #[flatten] rest: Metadata }";
    assert_eq!(missing_names(object, declare_object), []);
    let object = "#[request] Door { lock: Lock, keys?: Vec<Key> }";
    assert_eq!(missing_names(object, declare_object), []);
}

#[test]
fn open_enum_keeps_the_spans_of_its_names() {
    let open_enum = "/// A kind. \n Kind { Low = \"low\", High = \"high\" }";
    assert_eq!(missing_names(open_enum, declare_open_enum), []);
}

#[test]
fn types_of_an_endpoint_have_the_span_of_its_method() {
    let written = with_crate(ENDPOINT);
    let open = names_in(written.clone()).into_iter().find(|(name, _)| name == "open");
    let (_, at) = open.expect("the endpoint has a method");
    let expanded = names_in(declare_endpoint(written));
    for name in ["OpenRequest", "OpenResponse"] {
        let found: Vec<_> = expanded.iter().filter(|(found, _)| found == name).collect();
        assert!(!found.is_empty(), "no {name}");
        assert!(found.iter().all(|(_, found)| *found == at), "{name} is not at the method");
    }
}

/// rustc reports an invalid field type at this span, and merges the errors of all uses.
#[test]
fn checked_container_starts_at_the_type_in_it() {
    let written = with_crate("open: POST \"/v1/doors\"; body { door: Vec<keys::Key> }");
    let names = names_in(written.clone());
    let (_, inner) = names.iter().find(|(name, _)| name == "keys").expect("the type is written");
    let expanded = names_in(declare_endpoint(written));
    let is_container = |pair: &&[Name]| pair[0].0 == "__stytch" && pair[1].0 == "Vec";
    let mut containers = expanded.windows(2).filter(is_container).peekable();
    assert!(containers.peek().is_some());
    assert!(containers.all(|pair| pair[0].1.start == inner.start));
}

/// rustc reports a type that is declared twice, or an object that is not `Sync`, at this span.
#[test]
fn items_are_at_the_declared_name() {
    let declarations: [(_, Declare, _, _); 3] = [
        (ENDPOINT, declare_endpoint, "open", &["struct", "object_traits"][..]),
        ("Door { key: Key }", declare_object, "Door", &["struct", "field_type"]),
        ("Kind { Low = \"low\" }", declare_open_enum, "Kind", &["enum", "enum_traits"]),
    ];
    for (declaration, declare, name, items) in declarations {
        let written = with_crate(declaration);
        let name = names_in(written.clone()).into_iter().find(|(found, _)| found == name);
        let (_, at) = name.expect("the declaration has a name");
        let expanded = names_in(declare(written));
        for item in items {
            let mut found = expanded.iter().filter(|(found, _)| found == item);
            assert!(found.all(|(_, found)| *found == at), "{item} in: {declaration}");
        }
    }
}
