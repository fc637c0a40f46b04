//! `PartialEq` from the table.

use crate::schema::{Get, List, Map, Object};

/// The `PartialEq` of every generated struct: of one table, and equal field by field.
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let table = left.table();
    std::ptr::eq(table, right.table())
        && (0..table.fields.len())
            .all(|index| same(left.get(index).present(), right.get(index).present()))
}

fn same(left: Option<Get<'_>>, right: Option<Get<'_>>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => same_value(left, right),
        _ => false,
    }
}

fn same_value(left: Get<'_>, right: Get<'_>) -> bool {
    match (left, right) {
        (Get::String(left), Get::String(right)) | (Get::Enum(left), Get::Enum(right)) => {
            left == right
        }
        (Get::Secret(left), Get::Secret(right)) => left == right,
        (Get::Timestamp(left), Get::Timestamp(right)) => left == right,
        (Get::Bool(left), Get::Bool(right)) => left == right,
        (Get::I32(left), Get::I32(right)) => left == right,
        (Get::I64(left), Get::I64(right)) => left == right,
        (Get::U32(left), Get::U32(right)) => left == right,
        (Get::U64(left), Get::U64(right)) => left == right,
        #[expect(clippy::float_cmp, reason = "what a derived `PartialEq` does")]
        (Get::F64(left), Get::F64(right)) => left == right,
        (Get::Json(left), Get::Json(right)) => left == right,
        (Get::Metadata(left), Get::Metadata(right)) => left == right,
        (Get::Object(left), Get::Object(right)) => equal(left, right),
        (Get::List(left), Get::List(right)) => same_list(left, right),
        (Get::Map(left), Get::Map(right)) => same_map(left, right),
        (Get::Header(left), Get::Header(right)) => left.header() == right.header(),
        (Get::Other(left), Get::Other(right)) => left.to_json() == right.to_json(),
        (Get::Null, Get::Null) => true,
        _ => false,
    }
}

fn same_list(left: &dyn List, right: &dyn List) -> bool {
    left.len() == right.len()
        && (0..left.len())
            .all(|index| same(left.item(index).present(), right.item(index).present()))
}

fn same_map(left: &dyn Map, right: &dyn Map) -> bool {
    let mut equal = left.len() == right.len();
    left.each(&mut |key, value| {
        equal = equal && same(value.present(), right.value(key).present());
    });
    equal
}
