//! The facts file, with one line for each operation and each type to keep diffs readable.

use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// The operations of the API and their types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Facts {
    /// Sorted by resource, path and method.
    pub operations: Vec<Operation>,
    /// The types by their names in the vendor's document.
    pub types: BTreeMap<String, Type>,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Operation {
    /// The resource in the vendor's SDKs, `b2b/magic_links_email`.
    pub resource: String,
    /// The method in the vendor's SDKs, `login_or_signup`.
    pub sdk_method: String,
    /// The HTTP method, `POST`.
    pub method: String,
    /// `api`, `telemetry` or `management`.
    pub host: String,
    /// The path with its placeholders.
    pub path: String,
    /// The placeholders of the path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path_params: Vec<String>,
    /// The parameters of the query.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<Field>,
    /// The optional headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<String>,
    /// The type of the request body; `None` without a body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The type of the response body.
    pub response: String,
}

impl Operation {
    /// Method and path, which identify the operation: `POST /v1/b2b/totp/migrate`.
    pub fn route(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// A field of a type or a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// `string`, `int32`, `boolean`, `any`, `map<any>`, `array<T>`, `map<T>` or the name of a type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether the vendor documents it as always present.
    pub required: bool,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// An object.
    Fields(Vec<Field>),
    /// A string with these values.
    Enum(Vec<String>),
}

impl Facts {
    /// The path of the facts file.
    pub fn file() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/upstream.json")
    }

    /// Parses the text of the facts file.
    ///
    /// # Errors
    /// Fails if the text is not valid JSON or doesn't have the form of the facts.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The fields of the object `name`, or an empty slice if there is no such object.
    pub(super) fn fields(&self, name: &str) -> &[Field] {
        match self.types.get(name) {
            Some(Type::Fields(fields)) => fields,
            Some(Type::Enum(_)) | None => &[],
        }
    }

    /// Whether the query or the body of `operation` has a field `name`.
    pub fn has_request_field(&self, operation: &Operation, name: &str) -> bool {
        let body = self.fields(operation.body.as_deref().unwrap_or_default());
        operation.query.iter().chain(body).any(|field| field.name == name)
    }
}

/// The text of the facts file, without its last line break.
impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<_> = self.operations.iter().map(line).collect();
        let types: Vec<_> =
            self.types.iter().map(|(name, ty)| format!("\"{name}\": {}", line(ty))).collect();
        write!(f, "{{\n\"operations\": [\n{}\n],\n", operations.join(",\n"))?;
        write!(f, "\"types\": {{\n{}\n}}\n}}", types.join(",\n"))
    }
}

fn line(value: &impl Serialize) -> String {
    let mut line = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut line, OneLine);
    value.serialize(&mut serializer).expect("strings, lists and booleans have a JSON form");
    String::from_utf8(line).expect("serde_json writes UTF-8")
}

/// Formats JSON on one line, with a space after each comma and colon.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
