//! The run-time description of endpoints and their types.
//!
//! The macros generate a [`Table`] and an [`Object`] implementation for each request, response and
//! object, and an [`EndpointSpec`] for each endpoint. Everything else, such as JSON, paths,
//! queries, headers, `Debug` and comparison, is implemented once, on top of these.
//!
//! You don't need this module to make calls. It is for programs that inspect endpoints at run time,
//! and for generated code.

pub(crate) mod argument;
pub(crate) mod container;
pub(crate) mod endpoint;
pub(crate) mod field_mut;
pub(crate) mod field_ref;
pub(crate) mod field_traits;
pub(crate) mod field_type;
pub(crate) mod kind;
pub(crate) mod location;
pub(crate) mod serde_field;
pub(crate) mod table;

pub use self::{
    argument::{IntoList, IntoMap},
    endpoint::{
        Auth, BodyFormat, Credentials, Endpoint, EndpointSpec, Envelope, Host, Method, Paginated,
        RetrySafety,
    },
    field_mut::FieldMut,
    field_ref::FieldRef,
    field_traits::{EnumField, HeaderField, ListField, MapField, OptionField},
    field_type::{FieldType, Sendable, Unboxed},
    kind::Kind,
    location::Location,
    serde_field::SerdeField,
    table::{Field, Object, Presence, Table},
};
pub(crate) use self::{
    field_mut::{match_field_mut, scalar_field_mut},
    field_ref::{ValueRef, match_value},
};
