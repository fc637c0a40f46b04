//! Runs of `stytch-api bulk` over rows of a file.

mod fixture;
mod input;
#[cfg(unix)]
mod interrupted;
mod live;
mod outcomes;
mod shards;
#[cfg(unix)]
mod terminal;
