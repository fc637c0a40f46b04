//! Sessions of Members and Users.

pub(crate) mod b2b;
#[cfg(feature = "consumer")]
pub(crate) mod consumer;

use crate::sandbox::handlers::prelude::*;

/// Rejects a revocation unless exactly one of its arguments is given.
fn check_revoke_arguments(arguments: &[(&str, bool)]) -> Result<()> {
    let error_type = match arguments.iter().filter(|(_, is_given)| *is_given).count() {
        0 => ErrorType::NoSessionRevokeArguments,
        1 => return Ok(()),
        _ => ErrorType::TooManySessionRevokeArguments,
    };
    let names: Vec<_> = arguments.iter().map(|(name, _)| format!("`{name}`")).collect();
    Err(Problem::bad_request(error_type, format!("Give one of {}.", names.join(", "))))
}

/// The fields of a key set. RFC 7517 calls a thumbprint `x5t#S256`; the vendor's SDKs require it by the
/// name `x5tS256` too.
fn encode_keys(response: &dyn Object) -> Metadata {
    let mut fields = to_json(response);
    let keys = fields.get_mut("keys").and_then(Json::as_array_mut);
    for key in keys.into_iter().flatten() {
        key["x5tS256"] = key["x5t#S256"].clone();
    }
    fields
}
