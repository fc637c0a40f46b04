//! For generated code only: the names that the macros' expansions refer to. Not covered by semantic
//! versioning.

mod client_of;
mod cursor;
mod resource;
mod traits;

pub use core::{convert::Into, default::Default, option::Option};
pub use std::{
    boxed::Box,
    collections::{BTreeMap, HashMap},
    string::String,
    vec::Vec,
};

pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use stytch_macros::{endpoint, object, open_enum, resource};

pub use self::{
    client_of::{ClientOf, client_index},
    cursor::{HasNextCursor, next_cursor},
    resource::{AnyType, ByMacro},
};
#[cfg(feature = "management")]
pub use crate::ManagementClient;
pub use crate::{
    __enum_traits as enum_traits, __field_type as field_type, __object_traits as object_traits,
    Call, Client, Json, Metadata, Nullable, Resource, Secret, Timestamp,
    codec::{clone, debug, deserialize, deserialize_enum, equal, serialize},
    schema::{
        BodyFormat, Endpoint, EndpointSpec, EnumField, Field, FieldMut, FieldRef, FieldType,
        HeaderField, Host, IntoList, IntoMap, Kind, Location, Method, Object, Paginated, Presence,
        RetrySafety, Sendable, Table,
    },
};
