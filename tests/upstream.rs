//! What is known of the API, `specs/upstream.json`: how it is read and written, how it is made from
//! the vendor's OpenAPI document, and how the declared endpoints compare with it.

mod compare;
mod document;
mod facts;
mod kept;
mod name;
mod node;
mod schema;

pub use self::{
    compare::{DIFFERENCES, Difference, compare},
    document::{News, read_document},
    facts::{Facts, Field, Operation, Type},
    node::DocumentError,
};
