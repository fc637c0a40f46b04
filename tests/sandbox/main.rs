//! The sandbox over real HTTP: its checks, its faults, and the rules of what it remembers.

mod checks;
mod faults;
mod m2m;
mod members;
mod organizations;
mod own_endpoint;
mod received;
mod recovery_codes;
mod server;
mod sessions;
mod stage;
mod totp;
mod users;
