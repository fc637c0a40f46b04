//! The page that lists all endpoints, `stytch-api/endpoints.md`, made from their metadata.

use std::fmt::Write;

use stytch_api::{catalog::Catalog, cli::openapi::operation::Operation};

const HEAD: &str = "\
# Endpoints

Each endpoint by the methods that lead to it: `b2b().totps().migrate` is
`client.b2b().totps().migrate(request)`. This page is made from the specs.
";

/// The page in Markdown: a table for each resource.
pub fn page(catalog: &Catalog) -> String {
    let operations = Operation::all(catalog);
    let mut page = HEAD.to_owned();
    let mut resource = Vec::new();
    for operation in &operations {
        if operation.resources() != resource {
            resource = operation.resources();
            let heading = resource.join(", ");
            // Writing to a string does not fail.
            let _ = write!(page, "\n## {heading}\n\n| method | endpoint | |\n|---|---|---|\n");
        }
        let _ = writeln!(page, "{}", row(operation));
    }
    page
}

fn row(operation: &Operation) -> String {
    let chain = operation.name().replace('.', "().");
    let summary = operation.summary().replace('|', "\\|");
    let reference = operation.spec.docs_url.map(|url| format!(" [Reference]({url})"));
    let reference = reference.unwrap_or_default();
    format!("| `{chain}` | `{}` | {summary}{reference} |", operation.spec)
}
