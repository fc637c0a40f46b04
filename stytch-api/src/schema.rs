//! What a spec becomes: a struct seen through a static table, and an endpoint at run time.
//!
//! The macros write one [`Table`] and one [`Object`] implementation for each request, response and
//! object; everything else (JSON, path, query, headers, `Debug`, comparison, the sandbox's checks)
//! is done once, by the engine, over these. Nothing here is needed to make a call.

pub(crate) mod container;
pub(crate) mod endpoint;
pub(crate) mod field_mut;
pub(crate) mod field_ref;
pub(crate) mod field_type;
pub(crate) mod header_field;
pub(crate) mod kind;
pub(crate) mod location;
pub(crate) mod serde_field;
pub(crate) mod table;

pub use self::{
    container::{ListField, MapField, OptionField},
    endpoint::{
        Auth, BodyFormat, Endpoint, EndpointSpec, Envelope, Host, Method, Paginated, RetrySafety,
    },
    field_mut::{EnumField, FieldMut},
    field_ref::FieldRef,
    field_type::FieldType,
    header_field::HeaderField,
    kind::Kind,
    location::Location,
    serde_field::SerdeField,
    table::{Field, Object, Presence, Table},
};
#[cfg(feature = "json")]
pub use crate::codec::dynamic::Unreadable;
