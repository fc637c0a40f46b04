//! Runs of `stytch-api bulk` over rows of a file.

mod fixture;
mod input;
#[cfg(unix)]
mod interrupted;
mod outcomes;
mod shards;
