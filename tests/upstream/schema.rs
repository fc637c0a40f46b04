//! Reads the types of the vendor's document.

use std::collections::BTreeMap;

use super::{
    facts::{Field, Type},
    node::{DocumentError, Node},
};

/// The prefix of a type name in a `$ref`.
const COMPONENT: &str = "#/components/schemas/";

/// The document and the types read from it so far.
pub(super) struct Schemas<'y> {
    root: Node<'y>,
    pub(super) types: BTreeMap<String, Type>,
}

impl<'y> Schemas<'y> {
    pub(super) fn new(root: Node<'y>) -> Self {
        Self { root, types: BTreeMap::new() }
    }

    /// The target of the `$ref` of `node`, or `node` itself without one.
    pub(super) fn resolve(&self, node: Node<'y>) -> Result<Node<'y>, DocumentError> {
        let Some(reference) = node.get_text("$ref")? else { return Ok(node) };
        let mut found = Some(self.root.clone());
        for name in reference.trim_start_matches("#/").split('/') {
            found = found.and_then(|node| node.get(name));
        }
        found.ok_or_else(|| node.error(format!("`{reference}` is not in the document")))
    }

    /// The name of a schema's type in the facts. Also reads the types that the schema refers to.
    pub(super) fn type_name(&mut self, schema: &Node<'y>) -> Result<String, DocumentError> {
        if let Some(reference) = schema.get_text("$ref")? {
            return self.component(schema, reference);
        }
        if let Some(parts) = schema.get("allOf") {
            return match &parts.items()?[..] {
                [part] => self.type_name(part),
                _ => Err(schema.error("an inline `allOf` has one part at most; use a `$ref`")),
            };
        }
        let ty = schema.require("type")?;
        match (ty.text()?, schema.get_text("format")?) {
            ("integer", Some(format @ "int64")) => Ok(format.to_owned()),
            ("integer", _) => Ok("int32".to_owned()),
            ("array", _) => Ok(format!("array<{}>", self.type_name(&schema.require("items")?)?)),
            ("object", _) => self.map_name(schema),
            (name @ ("string" | "boolean" | "number"), _) => Ok(name.to_owned()),
            (other, _) => Err(ty.error(format!("unknown type `{other}`"))),
        }
    }

    fn map_name(&mut self, schema: &Node<'y>) -> Result<String, DocumentError> {
        if has_fields(schema) {
            return Err(schema.error("an inline object cannot have properties; use a `$ref`"));
        }
        let values = schema.get("additionalProperties").filter(|values| {
            values.is_object() && (values.get("type").is_some() || values.get("$ref").is_some())
        });
        match values {
            Some(values) => Ok(format!("map<{}>", self.type_name(&values)?)),
            None => Ok("map<any>".to_owned()),
        }
    }

    /// Reads the type that `reference` refers to into `types`, and returns its name. For an alias of a
    /// string, a list or a map, returns the name of the aliased type.
    fn component(&mut self, at: &Node<'y>, reference: &str) -> Result<String, DocumentError> {
        let name = reference.strip_prefix(COMPONENT).ok_or_else(|| {
            at.error(format!(
                "expected a `$ref` that starts with `{COMPONENT}`, found `{reference}`"
            ))
        })?;
        if self.types.contains_key(name) {
            return Ok(name.to_owned());
        }
        let schema = self.resolve(at.clone())?;
        let ty = if let Some(values) = schema.get("enum") {
            let values = values.items()?;
            let values: Result<_, _> =
                values.iter().map(|value| value.text().map(str::to_owned)).collect();
            Type::Enum(values?)
        } else if has_fields(&schema) || schema.get("allOf").is_some() {
            // Inserted before its fields are read, because the type may contain itself.
            self.types.insert(name.to_owned(), Type::Fields(Vec::new()));
            Type::Fields(self.fields(&schema)?)
        } else {
            return self.type_name(&schema);
        };
        self.types.insert(name.to_owned(), ty);
        Ok(name.to_owned())
    }

    fn fields(&mut self, schema: &Node<'y>) -> Result<Vec<Field>, DocumentError> {
        let mut fields = Vec::new();
        for part in schema.get("allOf").map(|parts| parts.items()).transpose()?.unwrap_or_default()
        {
            let part = self.resolve(part)?;
            fields.extend(self.fields(&part)?);
        }
        let required = schema.get("required").map(|names| names.items()).transpose()?;
        let required: Result<Vec<_>, _> =
            required.unwrap_or_default().iter().map(Node::text).collect();
        let required = required?;
        let properties = schema.get("properties").map(|properties| properties.entries());
        for (name, property) in properties.transpose()?.unwrap_or_default() {
            let ty = self.type_name(&property)?;
            let required = required.contains(&name.as_str());
            fields.push(Field { name, ty, required });
        }
        Ok(fields)
    }
}

fn has_fields(schema: &Node<'_>) -> bool {
    schema.get("properties").is_some()
}
