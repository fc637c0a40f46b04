//! What runs the tables: JSON both ways, path, query, headers, `Debug` and comparison, each written
//! once over [`Object`](crate::table::Object).

mod compare;
mod copy;
mod debug;
mod decode;
mod encode;
pub(crate) mod place;
mod redact;

pub use compare::equal;
pub use copy::clone;
pub use debug::debug;
pub(crate) use decode::{Problem, decode, deserialize_value};
pub use decode::{deserialize, deserialize_enum};
pub(crate) use encode::encode_body;
pub use encode::serialize;
pub(crate) use redact::Secrets;
