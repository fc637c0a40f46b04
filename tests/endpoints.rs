//! The pages that list all endpoints, made from their metadata: `stytch-api/endpoints.md`, and
//! `stytch-api/sandbox-endpoints.md` with what the sandbox does for each.

use std::fmt::Write;

use stytch_api::{
    catalog::Catalog, cli::openapi::operation::Operation, sandbox::Sandbox, schema::Credentials,
};

const HEAD: &str = "\
# Endpoints

Each endpoint by the methods that lead to it: `b2b().totps().migrate` is
`client.b2b().totps().migrate(request)`. The endpoints below `management` are called with a `ManagementClient`.
This page is made from the specs.
";

const SANDBOX_HEAD: &str = "\
# Endpoints of the sandbox

The sandbox validates requests to every endpoint. It carries out those marked **state**: their effects are visible in
later responses. To all others it responds by their **shape**: with values of the right types, and those of the request
where the names match. This page is made from the code.

| method | endpoint | |
|---|---|---|
";

/// The page about the sandbox in Markdown.
pub fn sandbox_page(catalog: &Catalog) -> String {
    let mut page = SANDBOX_HEAD.to_owned();
    for operation in Operation::all(catalog) {
        let spec = operation.spec;
        let effect = if Sandbox::is_stateful(spec) { "state" } else { "shape" };
        // Writing to a string does not fail.
        let _ = writeln!(page, "| `{}` | `{spec}` | {effect} |", chain(&operation));
    }
    page
}

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
    let chain = chain(operation);
    let summary = operation.summary().replace('|', "\\|");
    let reference = operation.spec.docs_url.map(|url| format!(" [Reference]({url})"));
    let reference = reference.unwrap_or_default();
    format!("| `{chain}` | `{}` | {summary}{reference} |", operation.spec)
}

/// The methods that lead to the endpoint, `b2b().totps().migrate`. A `ManagementClient` is the resource `management`.
fn chain(operation: &Operation) -> String {
    let name = operation.name();
    let methods = match operation.spec.host.credentials() {
        Credentials::WorkspaceKey => name.strip_prefix("management."),
        _ => None,
    };
    methods.unwrap_or(name).replace('.', "().")
}
