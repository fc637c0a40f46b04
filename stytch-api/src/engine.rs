//! What runs the tables: JSON both ways, path, query, headers, `Debug` and comparison, each written
//! once over [`Object`](crate::table::Object).

#[cfg(any(feature = "json", feature = "sandbox"))]
pub(crate) mod check;
mod compare;
mod copy;
mod debug;
mod decode;
mod encode;
#[cfg(any(feature = "json", feature = "sandbox"))]
mod nearest;
pub(crate) mod place;
mod redact;

pub use compare::equal;
pub use copy::clone;
#[cfg(feature = "json")]
pub(crate) use copy::copy_fields;
pub use debug::debug;
#[cfg(feature = "json")]
pub(crate) use decode::decode_json;
pub(crate) use decode::{Problem, decode, deserialize_value};
pub use decode::{deserialize, deserialize_enum};
pub(crate) use encode::encode_body;
pub use encode::serialize;
#[cfg(any(feature = "json", feature = "sandbox"))]
pub(crate) use nearest::nearest;
pub(crate) use redact::Secrets;
