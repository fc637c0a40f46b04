//! What a field holds.

use crate::schema::Table;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A string.
    String,
    /// A string that is never printed.
    Secret,
    /// An RFC 3339 timestamp in a string.
    Timestamp,
    /// `true` or `false`.
    Bool,
    /// A whole number of 32 bits.
    I32,
    /// A whole number of 64 bits.
    I64,
    /// A whole number of 32 bits, 0 or more.
    U32,
    /// A whole number of 64 bits, 0 or more.
    U64,
    /// A number.
    F64,
    /// Any JSON value.
    Json,
    /// A JSON object with members of any kind.
    Metadata,
    /// A string, with the values known at the time of writing; others may come.
    Enum(&'static [&'static str]),
    /// An object with a table of its own.
    Object(fn() -> &'static Table),
    /// An array.
    List(&'static Kind),
    /// A JSON object whose members are all of one kind.
    Map(&'static Kind),
    /// `null` or a value.
    Nullable(&'static Kind),
    /// A value that goes into one of these headers.
    Header(&'static [&'static str]),
    /// A type of the user's own, read and written by serde; its Rust name.
    Serde(&'static str),
}
