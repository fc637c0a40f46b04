//! Runs of `stytch-api migrate-totps`.

mod codes;
mod fixture;
mod formats;
mod outcomes;
