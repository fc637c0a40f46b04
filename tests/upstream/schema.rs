//! Reads the types of the vendor's document.

use std::collections::BTreeMap;

use super::{
    facts::{Field, Type},
    node::{DocumentError, Node},
};

/// The prefix of a type name in a `$ref`.
const COMPONENT: &str = "#/components/schemas/";

/// Members that describe a type. A part of `allOf` without any of them is a remark, `{ nullable: true }`.
const TYPE_MEMBERS: [&str; 8] =
    ["$ref", "allOf", "anyOf", "enum", "oneOf", "properties", "required", "type"];

/// The document and the types read from it so far.
pub(super) struct Schemas<'y> {
    pub(super) root: Node<'y>,
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
    ///
    /// An inline object or enum is named `place`: `{parent}_{field}`. Any value is `any`.
    pub(super) fn type_name(
        &mut self,
        schema: &Node<'y>,
        place: &str,
    ) -> Result<String, DocumentError> {
        if let Some(reference) = schema.get_text("$ref")? {
            return self.component(schema, reference);
        }
        if let Some(parts) = schema.get("allOf") {
            let parts = parts.items()?;
            let types: Vec<_> = parts.iter().filter(|part| describes_type(part)).collect();
            if let ([part], false) = (&types[..], has_fields(schema)) {
                return self.type_name(part, place);
            }
            return self.object(schema, place);
        }
        if let Some(values) = enum_values(schema)? {
            return Ok(self.insert(place, Type::Enum(values)));
        }
        if let Some(choices) = choices(schema)? {
            return match &choices[..] {
                [choice] => self.type_name(choice, place),
                _ => Err(schema.error("a choice between several types is not supported")),
            };
        }
        let Some(ty) = type_text(schema)? else {
            if has_fields(schema) {
                return self.object(schema, place);
            }
            if schema.is_empty() {
                return Ok("any".to_owned());
            }
            return Err(schema.error("missing `type`"));
        };
        match (ty, schema.get_text("format")?) {
            ("integer", Some(format @ "int64")) => Ok(format.to_owned()),
            ("integer", _) => Ok("int32".to_owned()),
            ("array", _) => {
                let items = schema.require("items")?;
                Ok(format!("array<{}>", self.type_name(&items, place)?))
            }
            ("object", _) if has_fields(schema) => self.object(schema, place),
            ("object", _) => self.map_name(schema, place),
            (name @ ("string" | "boolean" | "number"), _) => Ok(name.to_owned()),
            (other, _) => Err(schema.require("type")?.error(format!("unknown type `{other}`"))),
        }
    }

    fn map_name(&mut self, schema: &Node<'y>, place: &str) -> Result<String, DocumentError> {
        let values = schema.get("additionalProperties").filter(describes_type);
        match values {
            Some(values) => Ok(format!("map<{}>", self.type_name(&values, place)?)),
            None => Ok("map<any>".to_owned()),
        }
    }

    fn object(&mut self, schema: &Node<'y>, place: &str) -> Result<String, DocumentError> {
        let fields = self.fields(schema, place)?;
        Ok(self.insert(place, Type::Fields(fields)))
    }

    /// Adds an inline type, and returns its name. A number is added to a name that another type has.
    fn insert(&mut self, place: &str, ty: Type) -> String {
        let numbered = (2..).map(|number| format!("{place}_{number}"));
        for name in std::iter::once(place.to_owned()).chain(numbered) {
            match self.types.get(&name) {
                Some(known) if *known != ty => {}
                Some(_) => return name,
                None => {
                    self.types.insert(name.clone(), ty);
                    return name;
                }
            }
        }
        unreachable!("there is always another number")
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
        let ty = if let Some(values) = enum_values(&schema)? {
            Type::Enum(values)
        } else if has_fields(&schema) || schema.get("allOf").is_some() {
            // Inserted before its fields are read, because the type may contain itself.
            self.types.insert(name.to_owned(), Type::Fields(Vec::new()));
            Type::Fields(self.fields(&schema, name)?)
        } else {
            return self.type_name(&schema, name);
        };
        self.types.insert(name.to_owned(), ty);
        Ok(name.to_owned())
    }

    /// The fields of an object, with those of all parts of its `allOf`.
    fn fields(&mut self, schema: &Node<'y>, place: &str) -> Result<Vec<Field>, DocumentError> {
        let mut fields: Vec<Field> = Vec::new();
        let parts = schema.get("allOf").map(|parts| parts.items()).transpose()?;
        let mut required = required_names(schema)?;
        for part in parts.unwrap_or_default() {
            let part = self.resolve(part)?;
            required.extend(required_names(&part)?);
            for field in self.fields(&part, place)? {
                set_field(&mut fields, field);
            }
        }
        let properties = schema.get("properties").map(|properties| properties.entries());
        for (name, property) in properties.transpose()?.unwrap_or_default() {
            let ty = self.type_name(&property, &format!("{place}_{name}"))?;
            set_field(&mut fields, Field { name, ty, required: false });
        }
        for field in fields.iter_mut().filter(|field| required.contains(&field.name.as_str())) {
            field.required = true;
        }
        Ok(fields)
    }
}

/// Adds a field, or replaces the one of the same name.
fn set_field(fields: &mut Vec<Field>, added: Field) {
    match fields.iter_mut().find(|field| field.name == added.name) {
        Some(field) => *field = added,
        None => fields.push(added),
    }
}

fn required_names<'y>(schema: &Node<'y>) -> Result<Vec<&'y str>, DocumentError> {
    let names = schema.get("required").map(|names| names.items()).transpose()?;
    names.unwrap_or_default().iter().map(Node::text).collect()
}

/// The values of an enum, or of an open enum: `anyOf: [{ enum: […] }, { type: string }]`.
fn enum_values(schema: &Node<'_>) -> Result<Option<Vec<String>>, DocumentError> {
    if let Some(values) = schema.get("enum") {
        let values = values.items()?.into_iter().filter(|value| !value.is_null());
        return values
            .map(|value| value.text().map(str::to_owned))
            .collect::<Result<_, _>>()
            .map(Some);
    }
    let Some(choices) = choices(schema)? else { return Ok(None) };
    let [left, right] = &choices[..] else { return Ok(None) };
    for (values, string) in [(left, right), (right, left)] {
        let is_open = string.get("enum").is_none() && type_text(string)? == Some("string");
        if is_open && values.get("enum").is_some() {
            return enum_values(values);
        }
    }
    Ok(None)
}

/// The schemas of `anyOf` or `oneOf`, except for `{ type: null }`.
fn choices<'y>(schema: &Node<'y>) -> Result<Option<Vec<Node<'y>>>, DocumentError> {
    let Some(choices) = schema.get("anyOf").or_else(|| schema.get("oneOf")) else {
        return Ok(None);
    };
    let is_null = |choice: &Node<'_>| {
        choice.get("type").is_some_and(|ty| ty.is_null() || ty.text().is_ok_and(|ty| ty == "null"))
    };
    let choices = choices.items()?.into_iter();
    Ok(Some(choices.filter(|choice| !is_null(choice)).collect()))
}

/// The `type` of a schema, `string` for `[string, "null"]`.
fn type_text<'y>(schema: &Node<'y>) -> Result<Option<&'y str>, DocumentError> {
    let Some(ty) = schema.get("type") else { return Ok(None) };
    let Ok(types) = ty.items() else { return ty.text().map(Some) };
    let types = types.iter().filter(|ty| !ty.is_null()).map(Node::text);
    let types: Vec<&str> = types.collect::<Result<_, _>>()?;
    match &types.into_iter().filter(|ty| *ty != "null").collect::<Vec<_>>()[..] {
        [ty] => Ok(Some(ty)),
        _ => Err(ty.error("expected one type, or one type and `null`")),
    }
}

fn has_fields(schema: &Node<'_>) -> bool {
    schema.get("properties").is_some()
}

fn describes_type(schema: &Node<'_>) -> bool {
    TYPE_MEMBERS.iter().any(|member| schema.get(member).is_some())
}
