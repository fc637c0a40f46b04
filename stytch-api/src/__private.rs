//! What the macros' expansions name and nothing else may.

pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use stytch_macros::{endpoint, object, open_enum};

pub use crate::{
    Call, Client, Json, Metadata, Nullable, Secret, Timestamp,
    endpoint::{BodyFormat, Endpoint, EndpointSpec, Host, Method, Repeat, Resource},
    engine::{debug, deserialize, deserialize_enum, equal, serialize},
    table::{
        EnumSlot, Field, FieldType, Get, HeaderField, Kind, Object, Place, Presence, Slot, Table,
    },
};
