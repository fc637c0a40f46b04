//! The roles that one Organization has of its own.

use crate::{b2b::PolicyRole, object};

object! {
    /// What one Organization adds to the project's RBAC policy.
    OrgPolicy {
        /// Roles that exist in this Organization alone, besides those of the project.
        roles: Vec<PolicyRole>,
    }
}
