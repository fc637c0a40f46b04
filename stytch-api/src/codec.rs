//! Encoding, decoding, validation, `Debug`, `Clone` and comparison of generated types, each
//! implemented once over [`Object`](crate::schema::Object).

mod clone;
mod debug;
mod decode;
#[cfg(feature = "json")]
pub(crate) mod dynamic;
mod encode;
mod eq;
mod ids;
mod redact;
pub(crate) mod request;
mod scalar;
#[cfg(any(feature = "json", feature = "sandbox"))]
pub(crate) mod validate;

pub use clone::clone;
#[cfg(feature = "json")]
pub(crate) use clone::copy_fields;
pub use debug::debug;
pub(crate) use decode::decode;
#[cfg(feature = "json")]
pub(crate) use decode::decode_json;
pub use decode::{deserialize, deserialize_enum};
pub use encode::serialize;
pub(crate) use encode::{encode_body, for_each_member};
pub use eq::equal;
pub(crate) use ids::check_ids;
pub(crate) use redact::Secrets;
