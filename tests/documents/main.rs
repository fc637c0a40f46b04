//! What is made from the metadata, and the facts that the metadata is compared with.

mod endpoints;
mod openapi;
mod round_trip;
mod upstream;
