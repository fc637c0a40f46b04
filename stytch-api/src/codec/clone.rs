//! `Clone` from the table.

use crate::schema::{Get, List, Map, Maybe, Object, Other, Slot};

/// The `Clone` of every generated struct.
pub fn clone<T: Object>(object: &T) -> T {
    let mut copy = T::empty();
    copy_fields(object, &mut copy);
    copy
}

/// Writes the fields of `from` into a zero of the same type.
pub(crate) fn copy_fields(from: &dyn Object, to: &mut dyn Object) {
    for index in 0..from.table().fields.len() {
        copy(from.get(index), to.slot(index));
    }
}

/// Writes what `from` reads into the slot of a zero of the same type.
fn copy(from: Get<'_>, to: Slot<'_>) {
    match (from, to) {
        (Get::String(from), Slot::String(to)) => from.clone_into(to),
        (Get::OptString(from), Slot::OptString(to)) => to.clone_from(from),
        (Get::Secret(from), Slot::Secret(to)) => to.clone_from(from),
        (Get::OptSecret(from), Slot::OptSecret(to)) => to.clone_from(from),
        (Get::Timestamp(from), Slot::Timestamp(to)) => to.clone_from(from),
        (Get::OptTimestamp(from), Slot::OptTimestamp(to)) => to.clone_from(from),
        (Get::Bool(from), Slot::Bool(to)) => *to = from,
        (Get::OptBool(from), Slot::OptBool(to)) => *to = from,
        (Get::I32(from), Slot::I32(to)) => *to = from,
        (Get::OptI32(from), Slot::OptI32(to)) => *to = from,
        (Get::I64(from), Slot::I64(to)) => *to = from,
        (Get::U32(from), Slot::U32(to)) => *to = from,
        (Get::U64(from), Slot::U64(to)) => *to = from,
        (Get::F64(from), Slot::F64(to)) => *to = from,
        (Get::Json(from), Slot::Json(to)) => to.clone_from(from),
        (Get::Metadata(from), Slot::Metadata(to)) => to.clone_from(from),
        (Get::Enum(from), Slot::Enum(to)) => to.set(from),
        (Get::Object(from), Slot::Object(to)) => copy_fields(from, to),
        (Get::List(from), Slot::List(to)) => copy_list(from, to),
        (Get::Map(from), Slot::Map(to)) => copy_map(from, to),
        (Get::Maybe(from), Slot::Maybe(to)) => copy_maybe(from, to),
        (Get::Null, Slot::Maybe(to)) => to.set_null(),
        // Of a `Nullable`, whose `Get` is that of its value.
        (from, Slot::Maybe(to)) => copy(from, to.fill()),
        (Get::Header(from), Slot::Other(to)) => copy_other(from.as_other(), to),
        (Get::Other(from), Slot::Other(to)) => copy_other(from, to),
        // `FieldType` asks for the arms of one name.
        _ => {}
    }
}

fn copy_list(from: &dyn List, to: &mut dyn List) {
    for index in 0..from.len() {
        copy(from.item(index), to.push());
    }
}

fn copy_map(from: &dyn Map, to: &mut dyn Map) {
    from.each(&mut |key, value| copy(value, to.insert(key)));
}

fn copy_maybe(from: &dyn Maybe, to: &mut dyn Maybe) {
    if let Some(value) = from.peek() {
        copy(value, to.fill());
    }
}

/// By the type's own `Clone`.
fn copy_other(from: &dyn Other, to: &mut dyn Other) {
    to.copy(from.as_any());
}
