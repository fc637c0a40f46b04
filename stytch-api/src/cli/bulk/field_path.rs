//! Fields by dotted names, such as `name.first_name`.

use crate::{
    Json, Metadata,
    codec::validate::nearest,
    schema::{Kind, Table},
};

/// A field of a request, or of an object in it.
#[derive(Clone, Debug)]
pub(crate) struct FieldPath {
    /// The names of the objects around the field, then its own.
    segments: Vec<String>,
    pub(crate) kind: Kind,
}

impl FieldPath {
    /// Finds a field by its name, in which dots separate the names of nested objects.
    pub(crate) fn find(table: &Table, name: &str) -> Result<Self, String> {
        let mut segments = Vec::new();
        let kind = find_field(table, name, &mut segments)?;
        Ok(Self { segments, kind })
    }

    /// A column that is not a field.
    pub(crate) fn column(name: &str) -> Self {
        Self { segments: vec![name.to_owned()], kind: Kind::String }
    }

    /// Whether one of the two fields is the other one, or contains it.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.segments.iter().zip(&other.segments).all(|(a, b)| a == b)
    }

    /// Sets the value of the field, and creates the objects around it.
    pub(crate) fn insert(&self, fields: &mut Metadata, value: Json) {
        let Some((last, objects)) = self.segments.split_last() else { return };
        let mut fields = fields;
        for name in objects {
            let object = fields.entry(name.as_str()).or_insert_with(|| Metadata::new().into());
            match object.as_object_mut() {
                Some(object) => fields = object,
                // The columns of a file don't overlap.
                None => return,
            }
        }
        fields.insert(last.clone(), value);
    }

    /// Returns the value of the field.
    pub(crate) fn get<'f>(&self, fields: &'f Metadata) -> Option<&'f Json> {
        let (first, rest) = self.segments.split_first()?;
        rest.iter().try_fold(fields.get(first)?, |value, name| value.get(name))
    }
}

/// Finds a field of `table`. The names of the objects around it are added to `segments`, then its own.
fn find_field(table: &Table, name: &str, segments: &mut Vec<String>) -> Result<Kind, String> {
    if let Some(index) = table.index_of(name, 0) {
        segments.push(name.to_owned());
        return Ok(table.fields[index].kind);
    }
    if let Some((outer, inner)) = name.split_once('.')
        && let Some(index) = table.index_of(outer, 0)
    {
        segments.push(outer.to_owned());
        return find_member(&table.fields[index].kind, outer, inner, segments);
    }
    // The flattened field holds all members that have no field.
    if let Some(index) = table.flattened() {
        segments.push(name.to_owned());
        return Ok(member_kind(&table.fields[index].kind));
    }
    let near = nearest(name, table.fields.iter().map(|field| field.wire_name));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Err(format!("unknown field `{name}`{near}"))
}

/// Finds a member of the value of the field `outer`.
fn find_member(
    kind: &Kind,
    outer: &str,
    inner: &str,
    segments: &mut Vec<String>,
) -> Result<Kind, String> {
    match kind {
        Kind::Object(table) => find_field(table(), inner, segments),
        Kind::Nullable(kind) => find_member(kind, outer, inner, segments),
        Kind::Map(_) | Kind::Metadata => {
            segments.push(inner.to_owned());
            Ok(member_kind(kind))
        }
        _ => Err(format!("`{outer}` is not an object, so it has no field `{inner}`")),
    }
}

/// The kind of the members of an object. Those of metadata may be of any kind: in a cell, they are strings.
fn member_kind(object: &Kind) -> Kind {
    match object {
        Kind::Map(kind) => **kind,
        _ => Kind::String,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{consumer::users, schema::Endpoint as _};

    fn find(name: &str) -> Result<FieldPath, String> {
        FieldPath::find((users::CreateRequest::spec().request)(), name)
    }

    #[test]
    fn nested_fields_have_dotted_names() {
        let mut fields = Metadata::new();
        for name in ["email", "name.first_name", "name.last_name", "trusted_metadata.a.b"] {
            find(name).unwrap().insert(&mut fields, json!(name));
        }
        let expected = json!({
            "email": "email",
            "name": {"first_name": "name.first_name", "last_name": "name.last_name"},
            "trusted_metadata": {"a.b": "trusted_metadata.a.b"},
        });
        assert_eq!(Json::Object(fields.clone()), expected);
        let last_name = find("name.last_name").unwrap();
        assert_eq!(last_name.get(&fields), Some(&json!("name.last_name")));
        assert_eq!(last_name.get(&Metadata::new()), None);
    }

    #[test]
    fn unknown_fields_are_errors() {
        let cases = [
            ("emial", "unknown field `emial`; did you mean `email`?"),
            ("name.first_nam", "unknown field `first_nam`; did you mean `first_name`?"),
            ("email.x", "`email` is not an object, so it has no field `x`"),
            ("", "unknown field ``"),
        ];
        for (name, expected) in cases {
            assert_eq!(find(name).unwrap_err(), expected);
        }
    }

    #[test]
    fn an_object_overlaps_its_fields() {
        let overlaps = |a: &str, b: &str| find(a).unwrap().overlaps(&find(b).unwrap());
        assert!(overlaps("name", "name.first_name") && overlaps("name.first_name", "name"));
        assert!(overlaps("email", "email"));
        assert!(!overlaps("name.last_name", "name.first_name") && !overlaps("email", "name"));
    }
}
