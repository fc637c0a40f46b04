//! Tokens and permissions checked without a call, and the calls that this takes now and then.

mod connected_apps;
mod forged;
mod keys;
mod login;
mod m2m;
mod permissions;
mod runtimes;
mod sessions;
mod setup;
mod signatures;
mod tokens;
