//! The run-time description of endpoints and their types.
//!
//! The macros generate a [`Table`] and an [`Object`] implementation for each request, response and
//! object, and an [`EndpointSpec`] for each endpoint. Everything else, such as JSON, paths, queries,
//! headers, `Debug` and comparison, is implemented once, on top of these.
//!
//! You don't need this module to make calls. It is for programs that inspect endpoints at run time, and
//! for generated code.

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

#[doc(hidden)]
pub use self::{
    container::{ListField, MapField, OptionField},
    field_mut::{EnumField, FieldMut},
    field_ref::FieldRef,
    header_field::HeaderField,
    serde_field::SerdeField,
};
pub use self::{
    endpoint::{
        Auth, BodyFormat, Endpoint, EndpointSpec, Envelope, Host, Method, Paginated, RetrySafety,
    },
    field_type::FieldType,
    kind::Kind,
    location::Location,
    table::{Field, Object, Presence, Table},
};
pub(crate) use self::{
    field_mut::{match_field_mut, scalar_field_mut},
    field_ref::{ValueRef, match_value},
    kind::scalar_kind,
};
