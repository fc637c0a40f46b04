//! Describes endpoints as text.

use std::fmt::Write as _;

use stytch_api::{
    catalog::Catalog,
    schema::{EndpointSpec, Field, Kind, Location, Presence, RetrySafety, Table},
};

/// Returns one line per endpoint: its name, method and path.
pub(crate) fn list(catalog: &Catalog) -> String {
    let width = catalog.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
    catalog.iter().fold(String::new(), |mut text, entry| {
        // Writing to a `String` never fails, here and below.
        let _ = writeln!(text, "{:width$}  {}", entry.name, entry.spec);
        text
    })
}

/// Describes an endpoint, its request, its response and all objects in them.
pub(crate) fn describe(name: &str, spec: &EndpointSpec) -> String {
    let mut text = format!("{name}: {spec}\n");
    describe_docs(&mut text, "  ", spec.docs);
    if let Some(url) = spec.docs_url {
        let _ = writeln!(text, "  See {url}");
    }
    let retry_safety = match spec.retry_safety {
        RetrySafety::Safe => "Retried after an ambiguous failure.",
        _ => "Not retried after an ambiguous failure.",
    };
    let _ = writeln!(text, "  {retry_safety}");
    let mut objects = Vec::new();
    for (title, table) in [("Request", (spec.request)()), ("Response", (spec.response)())] {
        let _ = writeln!(text, "\n{title}:");
        describe_fields(&mut text, table, &mut objects);
    }
    let mut next = 0;
    while let Some(&table) = objects.get(next) {
        let _ = writeln!(text, "\n{}:", table.name);
        describe_fields(&mut text, table, &mut objects);
        next += 1;
    }
    text
}

fn describe_docs(text: &mut String, indent: &str, docs: &str) {
    for line in docs.lines() {
        let _ = writeln!(text, "{}", format!("{indent}{line}").trim_end());
    }
}

/// Describes the fields of a table, and adds the objects in them to `objects`, each once.
fn describe_fields(text: &mut String, table: &'static Table, objects: &mut Vec<&'static Table>) {
    if table.fields.is_empty() {
        text.push_str("  (no fields)\n");
    }
    for field in table.fields {
        let _ =
            writeln!(text, "  {}: {}{}", field.wire_name, type_name(&field.kind), remarks(field));
        describe_docs(text, "      ", field.docs);
        if let Some(table) = object_in(&field.kind)
            && !objects.iter().any(|known| std::ptr::eq(*known, table))
        {
            objects.push(table);
        }
    }
}

fn remarks(field: &Field) -> String {
    let location = match field.location {
        Location::Path => ", in the path",
        Location::Query => ", in the query",
        Location::Header => ", in a header",
        Location::Flattened => ", as members of the body",
        _ => "",
    };
    let presence = match field.presence {
        Presence::Required => ", required",
        Presence::Optional => ", optional",
        _ => "",
    };
    format!("{location}{presence}")
}

fn type_name(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".to_owned(),
        Kind::Secret => "secret string".to_owned(),
        Kind::Timestamp => "RFC 3339 timestamp".to_owned(),
        Kind::Bool => "boolean".to_owned(),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => "integer".to_owned(),
        Kind::F64 => "number".to_owned(),
        Kind::Metadata => "object with any members".to_owned(),
        Kind::Enum(values) => {
            let values: Vec<_> = values.iter().map(|value| format!("\"{value}\"")).collect();
            values.join(" | ")
        }
        Kind::Object(table) => table().name.to_owned(),
        Kind::List(kind) => format!("list of {}", type_name(kind)),
        Kind::Map(kind) => format!("object with members of type {}", type_name(kind)),
        Kind::Nullable(kind) => format!("{} or null", type_name(kind)),
        Kind::Header(names) => format!("object with one of {}", names.join(", ")),
        _ => "any JSON".to_owned(),
    }
}

fn object_in(kind: &Kind) -> Option<&'static Table> {
    match kind {
        Kind::Object(table) => Some(table()),
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => object_in(kind),
        _ => None,
    }
}
