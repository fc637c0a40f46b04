//! Field types that the tables know nothing about, read and written with serde's traits.

use std::any::Any;

use serde_core::{Serialize, de::DeserializeOwned};

use crate::Json;

/// A field type that is read and written with its serde traits. Every type with serde's traits and
/// `Clone` implements it; [`serde_field!`](crate::serde_field!) makes it a field type.
#[doc(hidden)]
pub trait SerdeField {
    /// The value as JSON; `None` if its `Serialize` fails.
    fn to_json(&self) -> Option<Json>;

    /// Sets the value from JSON. Returns whether its `Deserialize` succeeded; if not, the value is
    /// unchanged.
    fn set_json(&mut self, value: Json) -> bool;

    /// The Rust name of the type.
    fn type_name(&self) -> &'static str;

    /// The value, for [`clone_from_any`](Self::clone_from_any).
    fn as_any(&self) -> &dyn Any;

    /// Sets the value to a clone of `source`. Does nothing if `source` has another type.
    fn clone_from_any(&mut self, source: &dyn Any);
}

impl<T: Serialize + DeserializeOwned + Clone + 'static> SerdeField for T {
    fn to_json(&self) -> Option<Json> {
        serde_json::to_value(self).ok()
    }

    fn set_json(&mut self, value: Json) -> bool {
        match serde_json::from_value(value) {
            Ok(value) => {
                *self = value;
                true
            }
            Err(_) => false,
        }
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clone_from_any(&mut self, source: &dyn Any) {
        if let Some(source) = source.downcast_ref::<T>() {
            self.clone_from(source);
        }
    }
}

/// Makes your own type usable in a spec: it is read and written with its serde traits.
///
/// The type must implement `Serialize`, `DeserializeOwned`, `Clone`, `Default`, `Send` and `Sync`.
/// An absent field is its `Default`. Two values are equal if their JSON is equal. `Debug` of a
/// struct prints `Type(..)` for such a field, because the value may be a secret.
///
/// ```
/// #[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
/// pub struct Percent(u8);
///
/// stytch_api::serde_field!(Percent);
///
/// stytch_api::object! {
///     /// The progress of a rollout.
///     Rollout {
///         /// The share of Members who have the feature.
///         share: Percent,
///     }
/// }
/// ```
#[macro_export]
macro_rules! serde_field {
    ($ty:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::schema::FieldType for $ty {
            const KIND: $crate::schema::Kind = $crate::schema::Kind::Serde(::core::stringify!($ty));

            fn absent_value() -> Self {
                ::core::default::Default::default()
            }

            fn field(&self) -> $crate::schema::FieldRef<'_> {
                $crate::schema::FieldRef::Serde(self)
            }

            fn field_mut(&mut self) -> $crate::schema::FieldMut<'_> {
                $crate::schema::FieldMut::Serde(self)
            }
        }
    };
}
