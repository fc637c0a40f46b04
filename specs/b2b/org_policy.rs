//! The roles that exist only in one Organization.

use crate::{b2b::PolicyRole, object};

object! {
    /// The roles that one Organization adds to the project's RBAC policy.
    #[request]
    OrgPolicy {
        /// Roles that exist only in this Organization, in addition to those of the project.
        roles: Vec<PolicyRole>,
    }
}
