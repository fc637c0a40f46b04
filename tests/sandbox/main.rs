//! Tests of the sandbox over HTTP: validation, faults, and the state of each resource.

mod clock;
mod control;
mod custom_endpoint;
mod discovery;
mod faults;
mod fixture;
mod load;
mod m2m;
mod magic_links;
mod management;
mod members;
mod oauth;
mod organizations;
mod otps;
mod passwords;
mod received_requests;
mod recovery_codes;
mod second_factors;
mod server;
mod sessions;
mod stubs;
mod totps;
mod user_logins;
mod users;
mod validation;
