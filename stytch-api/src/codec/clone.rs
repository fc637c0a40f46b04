//! `Clone` from the table.

use crate::schema::{FieldMut, FieldRef, ListField, MapField, Object, OptionField, SerdeField};

/// The `Clone` of every generated struct.
pub fn clone<T: Object>(object: &T) -> T {
    let mut copy = T::empty();
    copy_fields(object, &mut copy);
    copy
}

/// Writes the fields of `from` into a default value of the same type.
pub(crate) fn copy_fields(from: &dyn Object, to: &mut dyn Object) {
    for index in 0..from.table().fields.len() {
        copy(from.field(index), to.field_mut(index));
    }
}

/// Writes what `from` reads into the field of a default value of the same type.
fn copy(from: FieldRef<'_>, to: FieldMut<'_>) {
    match (from, to) {
        (FieldRef::String(from), FieldMut::String(to)) => from.clone_into(to),
        (FieldRef::OptString(from), FieldMut::OptString(to)) => to.clone_from(from),
        (FieldRef::Secret(from), FieldMut::Secret(to)) => to.clone_from(from),
        (FieldRef::OptSecret(from), FieldMut::OptSecret(to)) => to.clone_from(from),
        (FieldRef::Timestamp(from), FieldMut::Timestamp(to)) => to.clone_from(from),
        (FieldRef::OptTimestamp(from), FieldMut::OptTimestamp(to)) => to.clone_from(from),
        (FieldRef::Bool(from), FieldMut::Bool(to)) => *to = from,
        (FieldRef::OptBool(from), FieldMut::OptBool(to)) => *to = from,
        (FieldRef::I32(from), FieldMut::I32(to)) => *to = from,
        (FieldRef::OptI32(from), FieldMut::OptI32(to)) => *to = from,
        (FieldRef::I64(from), FieldMut::I64(to)) => *to = from,
        (FieldRef::U32(from), FieldMut::U32(to)) => *to = from,
        (FieldRef::U64(from), FieldMut::U64(to)) => *to = from,
        (FieldRef::F64(from), FieldMut::F64(to)) => *to = from,
        (FieldRef::Json(from), FieldMut::Json(to)) => to.clone_from(from),
        (FieldRef::Metadata(from), FieldMut::Metadata(to)) => to.clone_from(from),
        (FieldRef::Enum(from), FieldMut::Enum(to)) => to.set(from),
        (FieldRef::Object(from), FieldMut::Object(to)) => copy_fields(from, to),
        (FieldRef::List(from), FieldMut::List(to)) => copy_list(from, to),
        (FieldRef::Map(from), FieldMut::Map(to)) => copy_map(from, to),
        (FieldRef::Option(from), FieldMut::Option(to)) => copy_maybe(from, to),
        (FieldRef::Null, FieldMut::Option(to)) => to.set_null(),
        // Of a `Nullable`, whose `FieldRef` is that of its value.
        (from, FieldMut::Option(to)) => copy(from, to.insert_default()),
        (FieldRef::Header(from), FieldMut::Serde(to)) => copy_serde(from.as_serde(), to),
        (FieldRef::Serde(from), FieldMut::Serde(to)) => copy_serde(from, to),
        // `FieldType` asks for the arms of one name.
        _ => {}
    }
}

fn copy_list(from: &dyn ListField, to: &mut dyn ListField) {
    for index in 0..from.len() {
        copy(from.get(index), to.push_default());
    }
}

fn copy_map(from: &dyn MapField, to: &mut dyn MapField) {
    from.for_each(&mut |key, value| copy(value, to.insert_default(key)));
}

fn copy_maybe(from: &dyn OptionField, to: &mut dyn OptionField) {
    if let Some(value) = from.get() {
        copy(value, to.insert_default());
    }
}

/// By the type's own `Clone`.
fn copy_serde(from: &dyn SerdeField, to: &mut dyn SerdeField) {
    to.clone_from_any(from.as_any());
}
