//! The trait implementations that are the same for every type with a table.
//!
//! These are `macro_rules!` because they compile faster than the output of a procedural macro.

/// Implements the traits of every struct with a table.
#[doc(hidden)]
#[macro_export]
macro_rules! __object_traits {
    ($object:ident) => {
        #[automatically_derived]
        impl ::core::clone::Clone for $object {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__private::clone(self)
            }
        }
        #[automatically_derived]
        impl ::core::cmp::PartialEq for $object {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Debug for $object {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, formatter)
            }
        }
        #[automatically_derived]
        impl $crate::__private::Serialize for $object {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }
        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $object {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
    (Default $object:ident) => {
        $crate::__private::object_traits! { $object }
        #[automatically_derived]
        impl ::core::default::Default for $object {
            #[inline]
            fn default() -> Self {
                <Self as $crate::__private::Object>::empty()
            }
        }
    };
}

/// Implements `FieldType` for an object.
#[doc(hidden)]
#[macro_export]
macro_rules! __field_type {
    ($object:ident $table:ident $is_sendable:literal) => {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl $crate::__private::FieldType for $object {
            const KIND: $crate::__private::Kind = $crate::__private::Kind::Object(|| &$table);
            const SENDABLE: $crate::__private::Sendable = $crate::__private::Sendable($is_sendable);
            #[inline]
            fn absent_value() -> Self {
                <Self as $crate::__private::Object>::empty()
            }
            #[inline]
            fn field(&self) -> $crate::__private::FieldRef<'_> {
                $crate::__private::FieldRef::Object(self)
            }
            #[inline]
            fn field_mut(&mut self) -> $crate::__private::FieldMut<'_> {
                $crate::__private::FieldMut::Object(self)
            }
        }
    };
}

/// Implements the traits of every open enum, by its `From<&str>` and `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_traits {
    ($name:ident) => {
        #[automatically_derived]
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }
        #[automatically_derived]
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(::std::string::String::new())
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
        #[automatically_derived]
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_enum(deserializer)
            }
        }
        #[automatically_derived]
        impl $crate::__private::EnumField for $name {
            #[inline]
            fn set(&mut self, value: &str) {
                *self = <Self as ::core::convert::From<&str>>::from(value);
            }
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl $crate::__private::FieldType for $name {
            const KIND: $crate::__private::Kind = $crate::__private::Kind::Enum(Self::VALUES);
            #[inline]
            fn absent_value() -> Self {
                <Self as ::core::default::Default>::default()
            }
            #[inline]
            fn field(&self) -> $crate::__private::FieldRef<'_> {
                $crate::__private::FieldRef::Enum(self.as_str())
            }
            #[inline]
            fn field_mut(&mut self) -> $crate::__private::FieldMut<'_> {
                $crate::__private::FieldMut::Enum(self)
            }
        }
    };
}
