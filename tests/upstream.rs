//! The known facts about the API, `specs/upstream.json`: reading and writing them, importing them from
//! the vendor's OpenAPI documents, and comparing them with the declared endpoints.

mod compare;
mod document;
mod facts;
mod kept;
mod merge;
mod name;
mod node;
mod presence;
mod schema;
mod write;

pub use self::{
    compare::{DIFFERENCES, Difference, compare},
    document::{Imported, Importer, read_document},
    facts::{Facts, Field, Operation, Type},
    kept::KEPT,
    node::DocumentError,
    write::{Missing, Snippet},
};
