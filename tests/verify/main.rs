//! Local verification of tokens and permissions, and the fetches that it needs.

mod connected_apps;
mod keys;
mod login;
mod m2m;
mod permissions;
mod remote;
mod runtimes;
mod sessions;
mod setup;
mod signatures;
mod tokens;
