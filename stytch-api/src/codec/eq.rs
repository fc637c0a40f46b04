//! `PartialEq` from the table.

use crate::schema::{FieldRef, ListField, MapField, Object};

/// The `PartialEq` of every generated struct: of one table, and equal field by field.
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let table = left.table();
    std::ptr::eq(table, right.table())
        && (0..table.fields.len())
            .all(|index| same(left.field(index).present(), right.field(index).present()))
}

fn same(left: Option<FieldRef<'_>>, right: Option<FieldRef<'_>>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => same_value(left, right),
        _ => false,
    }
}

fn same_value(left: FieldRef<'_>, right: FieldRef<'_>) -> bool {
    match (left, right) {
        (FieldRef::String(left), FieldRef::String(right))
        | (FieldRef::Enum(left), FieldRef::Enum(right)) => left == right,
        (FieldRef::Secret(left), FieldRef::Secret(right)) => left == right,
        (FieldRef::Timestamp(left), FieldRef::Timestamp(right)) => left == right,
        (FieldRef::Bool(left), FieldRef::Bool(right)) => left == right,
        (FieldRef::I32(left), FieldRef::I32(right)) => left == right,
        (FieldRef::I64(left), FieldRef::I64(right)) => left == right,
        (FieldRef::U32(left), FieldRef::U32(right)) => left == right,
        (FieldRef::U64(left), FieldRef::U64(right)) => left == right,
        #[expect(clippy::float_cmp, reason = "what a derived `PartialEq` does")]
        (FieldRef::F64(left), FieldRef::F64(right)) => left == right,
        (FieldRef::Json(left), FieldRef::Json(right)) => left == right,
        (FieldRef::Metadata(left), FieldRef::Metadata(right)) => left == right,
        (FieldRef::Object(left), FieldRef::Object(right)) => equal(left, right),
        (FieldRef::List(left), FieldRef::List(right)) => same_list(left, right),
        (FieldRef::Map(left), FieldRef::Map(right)) => same_map(left, right),
        (FieldRef::Header(left), FieldRef::Header(right)) => left.header() == right.header(),
        (FieldRef::Serde(left), FieldRef::Serde(right)) => left.to_json() == right.to_json(),
        (FieldRef::Null, FieldRef::Null) => true,
        _ => false,
    }
}

fn same_list(left: &dyn ListField, right: &dyn ListField) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| same(left.get(index).present(), right.get(index).present()))
}

fn same_map(left: &dyn MapField, right: &dyn MapField) -> bool {
    let mut equal = left.len() == right.len();
    left.for_each(&mut |key, value| {
        equal = equal && same(value.present(), right.get(key).present());
    });
    equal
}
