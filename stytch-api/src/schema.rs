//! The run-time description of endpoints and their types.
//!
//! The macros generate a [`Table`] and an [`Object`] implementation for each request, response and
//! object, and an [`EndpointSpec`] for each endpoint. Everything else, such as JSON, paths,
//! queries, headers, `Debug` and comparison, is implemented once, on top of these.
//!
//! You don't need this module to make calls. It is for programs that inspect endpoints at run time,
//! and for generated code.

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
pub(crate) use self::{
    field_mut::{match_field_mut, scalar_field_mut},
    field_ref::{ValueRef, match_value},
    kind::scalar_kind,
};
