//! The vendor's OpenAPI document → facts.

use super::{
    facts::{Facts, Field, Operation},
    kept, name,
    node::{DocumentError, Node, parse_yaml},
    schema::Schemas,
};

const METHODS: [&str; 5] = ["delete", "get", "patch", "post", "put"];

/// Facts from a document.
#[derive(Clone, Debug)]
pub struct News {
    /// The facts, with what is kept by hand.
    pub facts: Facts,
    /// What was kept by hand, and why.
    pub notes: Vec<String>,
}

/// Reads the facts from the vendor's document, YAML or JSON. An operation that is `known` keeps its
/// names and its host; what the vendor's document is known to have wrong is kept as it is `known`.
///
/// # Errors
/// When the text is not YAML, not OpenAPI 3, or has a form that the vendor's document has not had.
pub fn read_document(text: &str, known: &Facts) -> Result<News, DocumentError> {
    let yaml = parse_yaml(text)?;
    let root = Node::root(&yaml);
    if !root.get_text("openapi")?.is_some_and(|version| version.starts_with("3.")) {
        return Err(root.refuse("it does not say `openapi: 3.…`"));
    }
    let mut schemas = Schemas::new(root.clone());
    let mut operations = Vec::new();
    for (path, item) in root.need("paths")?.entries()? {
        for method in METHODS {
            if let Some(node) = item.get(method) {
                let route = Route { method: method.to_uppercase(), path: path.clone() };
                operations.push(read_operation(route, &item, &node, &mut schemas, known)?);
            }
        }
    }
    let types = schemas.types;
    let mut facts = Facts { operations, types };
    let notes = kept::keep(&mut facts, known);
    facts.operations.sort_by(|left, right| {
        let key = |operation: &Operation| {
            (operation.resource.clone(), operation.path.clone(), operation.method.clone())
        };
        key(left).cmp(&key(right))
    });
    Ok(News { facts, notes })
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
    let id = node.need("operationId")?.text()?;
    let known = known.operations.iter().find(|known| known.method == method && known.path == path);
    let (resource, sdk_method) = match known {
        Some(known) => (known.resource.clone(), known.sdk_method.clone()),
        None => name::names(id, &path),
    };
    // The fraud products have a host of their own.
    let host = if id.starts_with("api_fraud_") { "telemetry" } else { "api" };
    let host = known.map_or(host, |known| &known.host).to_owned();
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
    for place in [item, node] {
        read_parameters(place, schemas, &mut operation)?;
    }
    // The vendor's own SDKs send none with these, whatever the document says.
    if !matches!(operation.method.as_str(), "GET" | "DELETE") {
        operation.body = read_body(node, schemas)?;
    }
    operation.response = read_response(node, schemas)?;
    Ok(operation)
}

/// The parameters that `node`, an operation or its path, has.
fn read_parameters<'y>(
    node: &Node<'y>,
    schemas: &mut Schemas<'y>,
    operation: &mut Operation,
) -> Result<(), DocumentError> {
    let Some(parameters) = node.get("parameters") else { return Ok(()) };
    for parameter in parameters.items()? {
        let parameter = schemas.resolve(parameter)?;
        let name = parameter.need("name")?.text()?.to_owned();
        let place = parameter.need("in")?;
        match place.text()? {
            "path" => operation.path_params.push(name),
            "header" => operation.headers.push(name),
            "query" => {
                let ty = schemas.type_name(&parameter.need("schema")?)?;
                let required = parameter.get("required").is_some_and(|node| node.is_true());
                operation.query.push(Field { name, ty, required });
            }
            other => return Err(place.refuse(format!("a place `{other}` is not known"))),
        }
    }
    Ok(())
}

fn read_body<'y>(
    node: &Node<'y>,
    schemas: &mut Schemas<'y>,
) -> Result<Option<String>, DocumentError> {
    let Some(body) = node.get("requestBody") else { return Ok(None) };
    let body = schemas.resolve(body)?;
    read_content(&body, schemas).map(Some)
}

fn read_response<'y>(node: &Node<'y>, schemas: &mut Schemas<'y>) -> Result<String, DocumentError> {
    let responses = node.need("responses")?;
    let answer = responses.entries()?.into_iter().find(|(status, _)| status.starts_with('2'));
    let (_, answer) = answer.ok_or_else(|| responses.refuse("there is no answer of success"))?;
    let answer = schemas.resolve(answer)?;
    read_content(&answer, schemas)
}

/// The name of the type in a `content`.
fn read_content<'y>(node: &Node<'y>, schemas: &mut Schemas<'y>) -> Result<String, DocumentError> {
    let content = node.need("content")?;
    let media = content.entries()?.into_iter().next();
    let (_, media) = media.ok_or_else(|| content.refuse("it is empty"))?;
    let schema = media.need("schema")?;
    let name = schemas.type_name(&schema)?;
    if !schemas.types.contains_key(&name) {
        return Err(schema.refuse("it should be a `$ref` to an object"));
    }
    Ok(name)
}
