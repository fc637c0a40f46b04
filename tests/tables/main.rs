//! Tests over the tables of all endpoints. They are written for no endpoint in particular, so that
//! a new spec is tested as soon as it is declared.

mod calls;
mod challenges;
mod codec;
mod endpoints;
mod large_enum;
mod mismatches;
mod replay;
mod requests;
mod sample;
mod sandbox;
mod upstream;
