//! Authenticators in files: in CSV, in JSON Lines, and in the formats of providers.
//!
//! A reader of a format turns a file into [records](record::Record). A record becomes a [row](row::Row) once its
//! secret is decoded and it is known to be an authenticator that can be migrated.

mod auth0;
mod columns;
mod custom;
mod django_otp;
pub(crate) mod duplicates;
mod encoding;
mod fusionauth;
mod keycloak;
pub(crate) mod options;
mod parameters;
mod position;
pub(crate) mod read;
mod record;
pub(crate) mod recovery_codes;
pub(crate) mod row;
mod user;
mod verification;
