//! Tokens and permissions checked without a call, and the calls that this takes now and then.

mod forged;
mod keys;
mod login;
mod m2m;
mod permissions;
mod sessions;
mod stage;
mod tokens;
