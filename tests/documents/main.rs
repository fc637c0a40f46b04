//! Tests of the docs, of the documents generated from the metadata, and of the facts that it is compared with.

mod endpoints;
mod importer;
mod login_guide;
mod messages;
mod openapi;
mod round_trip;
mod upstream;
mod width;
