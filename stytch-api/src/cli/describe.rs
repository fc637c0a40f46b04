//! `stytch-api describe`: an endpoint as text.

use std::fmt::Write as _;

use clap::Args;

use crate::{
    catalog::Catalog,
    cli::{failure::Failure, openapi::operation::inner_table},
    schema::{EndpointSpec, Field, Kind, Location, Presence, RetrySafety, Table},
};

/// Options of `stytch-api describe`.
#[derive(Args)]
pub(super) struct DescribeOptions {
    /// The name of the endpoint, such as `b2b totps migrate` or `b2b.totps.migrate`
    #[arg(required = true, value_name = "NAME")]
    words: Vec<String>,

    /// Also describes the objects in the request and the response, at any depth
    #[arg(long)]
    deep: bool,
}

/// Describes the endpoint that the options name.
pub(super) fn describe(options: &DescribeOptions, catalog: &Catalog) -> Result<String, Failure> {
    let name = options.words.join(".").replace('-', "_");
    let endpoint = catalog.find(&name);
    let endpoint = endpoint
        .map_err(|error| Failure::usage(format!("{error}; `stytch-api list` lists all")))?;
    Ok(describe_endpoint(&name, endpoint, options.deep))
}

/// Describes an endpoint, its request and its response and, if `deep`, all objects in them.
fn describe_endpoint(name: &str, spec: &EndpointSpec, deep: bool) -> String {
    // Writing to a `String` never fails, here and below.
    let mut text = format!("{name}: {spec}\n");
    describe_docs(&mut text, "  ", spec.docs);
    if let Some(url) = spec.docs_url {
        let _ = writeln!(text, "  See {url}");
    }
    let retry_safety = match spec.retry_safety {
        RetrySafety::Safe => "Retried after an ambiguous failure.",
        RetrySafety::Unsafe => "Not retried after an ambiguous failure.",
    };
    let _ = writeln!(text, "  {retry_safety}");
    let mut objects = Vec::new();
    for (title, table) in [("Request", (spec.request)()), ("Response", (spec.response)())] {
        let _ = writeln!(text, "\n{title}:");
        describe_fields(&mut text, table, &mut objects);
    }
    let mut next = 0;
    while deep && let Some(&table) = objects.get(next) {
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
        if let Some(table) = inner_table(&field.kind)
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
        Location::Body => "",
    };
    let presence = match field.presence {
        Presence::Required => ", required",
        Presence::Optional => ", optional",
        Presence::Defaulted => "",
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
        Kind::Json | Kind::Serde(_) => "any JSON".to_owned(),
    }
}
