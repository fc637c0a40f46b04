//! Sessions of Members and Users.

pub(crate) mod b2b;
#[cfg(feature = "consumer")]
pub(crate) mod consumer;

use crate::{ErrorType, sandbox::store::problem::Problem};

/// Rejects a revocation unless exactly one of its arguments is given.
fn check_revoke_arguments(arguments: &[(&str, bool)]) -> Result<(), Problem> {
    let error_type = match arguments.iter().filter(|(_, is_given)| *is_given).count() {
        0 => ErrorType::NoSessionRevokeArguments,
        1 => return Ok(()),
        _ => ErrorType::TooManySessionRevokeArguments,
    };
    let names: Vec<_> = arguments.iter().map(|(name, _)| format!("`{name}`")).collect();
    Err(Problem::bad_request(error_type, format!("Give one of {}.", names.join(", "))))
}
