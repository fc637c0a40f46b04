//! Field types that the tables know nothing about, read and written with serde's traits.

use std::any::Any;

use crate::Json;

/// A type of the user's own, through serde. Implemented for every type that has serde's traits
/// and `Clone`.
pub trait SerdeField {
    /// The value as JSON; `None` when its `Serialize` refuses.
    fn to_json(&self) -> Option<Json>;
    /// Takes a JSON value; says whether its `Deserialize` accepted it.
    fn set_json(&mut self, value: Json) -> bool;
    /// The Rust name of the type.
    fn type_name(&self) -> &'static str;
    /// The value for [`clone_from_any`](Self::clone_from_any).
    fn as_any(&self) -> &dyn Any;
    /// Takes a clone of `source`, which must be of the same type.
    fn clone_from_any(&mut self, source: &dyn Any);
}

impl<T> SerdeField for T
where
    T: serde_core::Serialize + serde_core::de::DeserializeOwned + Clone + 'static,
{
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

/// Lets a type of your own stand in a spec: it is read and written by its serde traits.
///
/// The type needs `Serialize`, `DeserializeOwned`, `Clone`, `Default`, `Send` and `Sync`. Its `Default`
/// is what an absent field reads as. Two are equal when their JSON is. Its `Debug` is never used: the
/// engine prints `Type(..)` in its place, since it cannot know what is a secret there.
///
/// ```
/// #[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
/// pub struct Percent(u8);
///
/// stytch_api::serde_field!(Percent);
///
/// stytch_api::object! {
///     /// How far a roll-out has come.
///     Rollout {
///         /// Share of Members who see it.
///         share: Percent,
///     }
/// }
/// ```
#[macro_export]
macro_rules! serde_field {
    ($ty:ty) => {
        impl $crate::schema::FieldType for $ty {
            const KIND: $crate::schema::Kind = $crate::schema::Kind::Serde(stringify!($ty));

            fn default_value() -> Self {
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
