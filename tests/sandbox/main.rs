//! The sandbox over real HTTP: its checks, its faults, and the rules of what it remembers.

mod custom_endpoint;
mod faults;
mod fixture;
mod m2m;
mod members;
mod organizations;
mod received_requests;
mod recovery_codes;
mod server;
mod sessions;
mod totps;
mod users;
mod validation;
