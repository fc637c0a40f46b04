//! What is said about a permission that was asked for.

use crate::object;

object! {
    /// The answer to an authorization check.
    AuthorizationVerdict {
        /// Whether the user has the permission.
        authorized: bool,
        /// IDs of the user's roles that give it.
        granting_roles: Vec<String>,
    }
}
