//! `PartialEq` by table.

use crate::schema::{FieldRef, ListField, MapField, Object, ValueRef, kind::scalar_kinds};

/// The `PartialEq` implementation of every generated struct: two objects are equal if they have the
/// same table and all their fields are equal.
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let table = left.table();
    std::ptr::eq(table, right.table())
        && (0..table.fields.len()).all(|index| fields_equal(left.field(index), right.field(index)))
}

fn fields_equal(left: FieldRef<'_>, right: FieldRef<'_>) -> bool {
    match (left.present(), right.present()) {
        (Some(left), Some(right)) => values_equal(left, right),
        (left, right) => left.is_none() && right.is_none(),
    }
}

macro_rules! define_values_equal {
    ($($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*) => {
        #[expect(clippy::float_cmp, reason = "a derived `PartialEq` does the same")]
        fn values_equal(left: ValueRef<'_>, right: ValueRef<'_>) -> bool {
            match left {
                $(ValueRef::$kind(left) => {
                    matches!(right, ValueRef::$kind(right) if left == right)
                })*
                ValueRef::Json(left) => matches!(right, ValueRef::Json(right) if left == right),
                ValueRef::Metadata(left) => {
                    matches!(right, ValueRef::Metadata(right) if left == right)
                }
                ValueRef::Enum(left) => matches!(right, ValueRef::Enum(right) if left == right),
                ValueRef::Object(left) => {
                    matches!(right, ValueRef::Object(right) if equal(left, right))
                }
                ValueRef::List(left) => {
                    matches!(right, ValueRef::List(right) if lists_equal(left, right))
                }
                ValueRef::Map(left) => {
                    matches!(right, ValueRef::Map(right) if maps_equal(left, right))
                }
                ValueRef::Null => matches!(right, ValueRef::Null),
                ValueRef::Header(left) => {
                    matches!(right, ValueRef::Header(right) if left.header() == right.header())
                }
                ValueRef::Serde(left) => {
                    matches!(right, ValueRef::Serde(right) if left.to_json() == right.to_json())
                }
            }
        }
    };
}

scalar_kinds! { define_values_equal! }

fn lists_equal(left: &dyn ListField, right: &dyn ListField) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| fields_equal(left.get(index), right.get(index)))
}

fn maps_equal(left: &dyn MapField, right: &dyn MapField) -> bool {
    let mut equal = left.len() == right.len();
    left.for_each(&mut |key, value| {
        equal = equal && fields_equal(value, right.get(key));
    });
    equal
}
