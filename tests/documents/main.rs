//! What is made from the metadata, and the facts that the metadata is compared with.

mod round_trip;
mod upstream;
