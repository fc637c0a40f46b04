//! `Clone` by table.

use crate::schema::{
    FieldMut, FieldRef, ListField, MapField, Object, OptionField, SerdeField, ValueRef,
    kind::scalar_kinds,
};

/// The `Clone` implementation of every generated struct.
pub fn clone<T: Object>(object: &T) -> T {
    let mut clone = T::empty();
    copy_fields(object, &mut clone);
    clone
}

/// Copies the fields of `source` to `target`, a default value of the same type.
pub(crate) fn copy_fields(source: &dyn Object, target: &mut dyn Object) {
    for index in 0..source.table().fields.len() {
        copy_field(source.field(index), target.field_mut(index));
    }
}

/// Copies a field to that of a default value, which an absent field leaves unchanged.
fn copy_field(source: FieldRef<'_>, target: FieldMut<'_>) {
    if let Some(source) = source.present() {
        copy_value(source, target);
    }
}

macro_rules! define_copy_value {
    ($($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*) => {
        /// Copies a value to a field of the same kind. A mismatch is ignored: `FieldType` requires
        /// its methods to return the variants of one name.
        fn copy_value(source: ValueRef<'_>, target: FieldMut<'_>) {
            match target {
                $(
                    FieldMut::$kind(target) => {
                        let ValueRef::$kind(source) = source else { return };
                        *target = source.to_owned();
                    }
                    $(FieldMut::$optional(target) => {
                        let ValueRef::$kind(source) = source else { return };
                        *target = Some(source.to_owned());
                    })?
                )*
                FieldMut::Json(target) => {
                    let ValueRef::Json(source) = source else { return };
                    target.clone_from(source);
                }
                FieldMut::Metadata(target) => {
                    let ValueRef::Metadata(source) = source else { return };
                    target.clone_from(source);
                }
                FieldMut::Enum(target) => {
                    let ValueRef::Enum(source) = source else { return };
                    target.set(source);
                }
                FieldMut::Object(target) => {
                    let ValueRef::Object(source) = source else { return };
                    copy_fields(source, target);
                }
                FieldMut::List(target) => {
                    let ValueRef::List(source) = source else { return };
                    copy_list(source, target);
                }
                FieldMut::Map(target) => {
                    let ValueRef::Map(source) = source else { return };
                    copy_map(source, target);
                }
                FieldMut::Option(target) => copy_into_option(source, target),
                FieldMut::Serde(target) => copy_serde(source, target),
                FieldMut::Absent => {}
            }
        }
    };
}

scalar_kinds! { define_copy_value! }

fn copy_list(source: &dyn ListField, target: &mut dyn ListField) {
    for index in 0..source.len() {
        copy_field(source.get(index), target.push_default());
    }
}

fn copy_map(source: &dyn MapField, target: &mut dyn MapField) {
    source.for_each(&mut |key, value| copy_field(value, target.insert_default(key)));
}

fn copy_into_option(source: ValueRef<'_>, target: &mut dyn OptionField) {
    if let ValueRef::Null = source {
        target.set_null();
    } else {
        copy_value(source, target.insert_default());
    }
}

/// Copies a value with its type's own `Clone`.
fn copy_serde(source: ValueRef<'_>, target: &mut dyn SerdeField) {
    if let ValueRef::Header(header) = source {
        target.clone_from_any(header.as_serde().as_any());
    } else if let ValueRef::Serde(value) = source {
        target.clone_from_any(value.as_any());
    }
}
