//! Tests of the sandbox over HTTP: validation, faults, and the state of each resource.

mod clock;
mod control;
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
