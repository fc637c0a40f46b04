//! The result of a permission check.

use crate::object;

object! {
    /// The result of a permission check.
    AuthorizationVerdict {
        /// Whether the user has the permission.
        authorized: bool,
        /// IDs of the user's roles that grant it.
        granting_roles: Vec<String>,
    }
}
