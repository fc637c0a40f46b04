//! What a spec becomes: a struct seen through a static table, and an endpoint at run time.
//!
//! The macros write one [`Table`] and one [`Object`] implementation for each request, response and
//! object; everything else (JSON, path, query, headers, `Debug`, comparison, the sandbox's checks)
//! is done once, by the engine, over these. Nothing here is needed to make a call.

pub(crate) mod boxed;
pub(crate) mod endpoint;
pub(crate) mod field_ref;
pub(crate) mod field_type;
pub(crate) mod location;
pub(crate) mod table;

pub use self::{
    endpoint::{
        Auth, BodyFormat, Endpoint, EndpointSpec, Envelope, Host, Method, Paginated, RetrySafety,
    },
    field_ref::{
        EnumField, FieldMut, FieldRef, HeaderField, ListField, MapField, OptionField, SerdeField,
    },
    field_type::FieldType,
    table::{Field, Kind, Location, Object, Presence, Table},
};
#[cfg(feature = "json")]
pub use crate::codec::dynamic::Unreadable;
