//! Imports the facts from the vendor's OpenAPI documents.

use std::collections::BTreeMap;

use super::{
    facts::{Facts, Field, Operation, Type},
    kept,
    merge::merge,
    name,
    node::{DocumentError, Node, parse_yaml},
    presence::copy_presence,
    schema::Schemas,
};

const METHODS: [&str; 5] = ["delete", "get", "patch", "post", "put"];

/// Facts that were imported from documents.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The facts, including operations that are maintained by hand.
    pub facts: Facts,
    /// One note for each operation that is maintained by hand, with the reason.
    pub notes: Vec<String>,
}

/// Reads the facts from several documents of the vendor.
///
/// An operation in the known facts keeps its names and its host. Where the vendor's documents are known
/// to be wrong, the known operation takes precedence.
#[derive(Debug)]
pub struct Importer<'f> {
    known: &'f Facts,
    facts: Facts,
}

impl<'f> Importer<'f> {
    /// Creates an importer without any document.
    pub fn new(known: &'f Facts) -> Self {
        Self { known, facts: Facts { operations: Vec::new(), types: BTreeMap::new() } }
    }

    /// Adds the text of a document, in YAML or JSON. An operation that several documents describe is
    /// read from the first.
    ///
    /// # Errors
    /// Fails if the text is not YAML or not OpenAPI 3, or uses a feature of OpenAPI that is not supported.
    pub fn add(&mut self, text: &str) -> Result<(), DocumentError> {
        let facts = read_facts(text, self.known)?;
        merge(&mut self.facts, facts);
        Ok(())
    }

    /// The facts of all documents.
    pub fn finish(self) -> Imported {
        let Self { known, mut facts } = self;
        let notes = kept::keep(&mut facts, known);
        facts.operations.sort_by(|left, right| {
            let key = |operation: &Operation| {
                (operation.resource.clone(), operation.path.clone(), operation.method.clone())
            };
            key(left).cmp(&key(right))
        });
        Imported { facts, notes }
    }
}

/// Reads the facts from one document of the vendor, as [`Importer`] does.
///
/// # Errors
/// The same as those of [`Importer::add`].
pub fn read_document(text: &str, known: &Facts) -> Result<Imported, DocumentError> {
    let mut importer = Importer::new(known);
    importer.add(text)?;
    Ok(importer.finish())
}

fn read_facts(text: &str, known: &Facts) -> Result<Facts, DocumentError> {
    let yaml = parse_yaml(text)?;
    let root = Node::root(&yaml);
    if !root.get_text("openapi")?.is_some_and(|version| version.starts_with("3.")) {
        return Err(root.error("expected `openapi: 3.…`"));
    }
    let mut schemas = Schemas::new(root.clone());
    let mut operations = Vec::new();
    for (path, item) in root.require("paths")?.entries()? {
        for method in METHODS {
            if let Some(node) = item.get(method) {
                let route = Route { method: method.to_uppercase(), path: braced(&path) };
                operations.push(read_operation(route, &item, &node, &mut schemas, known)?);
            }
        }
    }
    let mut facts = Facts { operations, types: schemas.types };
    if is_our_own(&root)? {
        copy_presence(&mut facts, known);
    }
    Ok(facts)
}

/// Whether `stytch-api openapi` printed the document.
fn is_our_own(root: &Node<'_>) -> Result<bool, DocumentError> {
    let Some(info) = root.get("info") else { return Ok(false) };
    Ok(info.get_text("title")? == Some("Stytch API"))
}

struct Route {
    method: String,
    path: String,
}

fn read_operation<'y>(
    route: Route,
    item: &Node<'y>,
    node: &Node<'y>,
    schemas: &mut Schemas<'y>,
    known: &Facts,
) -> Result<Operation, DocumentError> {
    let Route { method, path } = route;
    let id = node.require("operationId")?.text()?;
    let known = known.operations.iter().find(|known| known.method == method && known.path == path);
    let (resource, sdk_method) = match known {
        Some(known) => (known.resource.clone(), known.sdk_method.clone()),
        None => name::names(id, &path),
    };
    let host = match known {
        Some(known) => known.host.clone(),
        None => read_host(id, &schemas.root, node)?,
    };
    let mut operation = Operation {
        resource,
        sdk_method,
        method,
        host,
        path,
        path_params: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
        response: String::new(),
    };
    let place = id.replace('.', "_");
    for parent in [item, node] {
        read_parameters(parent, &place, schemas, &mut operation)?;
    }
    // The vendor's SDKs send no body with GET and DELETE, even where the document has one.
    if !matches!(operation.method.as_str(), "GET" | "DELETE") {
        operation.body = read_body(node, &format!("{place}Request"), schemas)?;
    }
    operation.response = read_response(node, &format!("{place}Response"), schemas)?;
    Ok(operation)
}

/// The host of a new operation: the first part of its server's name, `management`.
fn read_host(id: &str, root: &Node<'_>, node: &Node<'_>) -> Result<String, DocumentError> {
    // The fraud products are served by a separate host, which the document doesn't name.
    if id.starts_with("api_fraud_") {
        return Ok("telemetry".to_owned());
    }
    let Some(servers) = node.get("servers").or_else(|| root.get("servers")) else {
        return Ok("api".to_owned());
    };
    let server = servers.items()?.into_iter().next();
    let url = server.ok_or_else(|| servers.error("expected a server"))?.require("url")?.text()?;
    let name = url.rsplit("//").next().and_then(|host| host.split('.').next()).unwrap_or_default();
    // The host of test projects stands for that of live ones, as in the client.
    Ok(if name == "test" { "api" } else { name }.to_owned())
}

/// Reads the parameters of `node`, which is an operation or a path.
fn read_parameters<'y>(
    node: &Node<'y>,
    place: &str,
    schemas: &mut Schemas<'y>,
    operation: &mut Operation,
) -> Result<(), DocumentError> {
    let Some(parameters) = node.get("parameters") else { return Ok(()) };
    for parameter in parameters.items()? {
        let parameter = schemas.resolve(parameter)?;
        let name = parameter.require("name")?.text()?.to_owned();
        let location = parameter.require("in")?;
        match location.text()? {
            "path" => operation.path_params.push(name),
            "header" => operation.headers.push(name),
            "query" => {
                let schema = parameter.require("schema")?;
                let ty = schemas.type_name(&schema, &format!("{place}_{name}"))?;
                let required = parameter.get("required").is_some_and(|node| node.is_true());
                operation.query.push(Field { name, ty, required });
            }
            other => return Err(location.error(format!("unknown location `{other}`"))),
        }
    }
    Ok(())
}

/// Reads the type of the request body, or `None` for a body without fields.
fn read_body<'y>(
    node: &Node<'y>,
    place: &str,
    schemas: &mut Schemas<'y>,
) -> Result<Option<String>, DocumentError> {
    let Some(body) = node.get("requestBody") else { return Ok(None) };
    let body = schemas.resolve(body)?;
    let (schema, name) = read_content(&body, place, schemas)?;
    match name.as_str() {
        "map<any>" => Ok(None),
        _ => object_name(&schema, name, schemas).map(Some),
    }
}

fn read_response<'y>(
    node: &Node<'y>,
    place: &str,
    schemas: &mut Schemas<'y>,
) -> Result<String, DocumentError> {
    let responses = node.require("responses")?;
    let success = responses.entries()?.into_iter().find(|(status, _)| status.starts_with('2'));
    let (_, success) = success.ok_or_else(|| responses.error("missing a 2xx response"))?;
    let success = schemas.resolve(success)?;
    let (schema, name) = read_content(&success, place, schemas)?;
    object_name(&schema, name, schemas)
}

/// Reads the schema and the name of the type in the `content` of `node`.
fn read_content<'y>(
    node: &Node<'y>,
    place: &str,
    schemas: &mut Schemas<'y>,
) -> Result<(Node<'y>, String), DocumentError> {
    let content = node.require("content")?;
    let media = content.entries()?.into_iter().next();
    let (_, media) = media.ok_or_else(|| content.error("expected a media type"))?;
    let schema = media.require("schema")?;
    let name = schemas.type_name(&schema, place)?;
    Ok((schema, name))
}

/// `name`, if it is the name of an object.
fn object_name(
    schema: &Node<'_>,
    name: String,
    schemas: &Schemas<'_>,
) -> Result<String, DocumentError> {
    match schemas.types.get(&name) {
        Some(Type::Fields(_)) => Ok(name),
        Some(Type::Enum(_)) | None => Err(schema.error("expected an object")),
    }
}

/// `/projects/{slug}` for `/projects/:slug`.
fn braced(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
        Some(name) => format!("{{{name}}}"),
        None => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}
