//! The RBAC policy: roles and their permissions.

pub mod organizations;

use crate::{b2b::Policy, endpoint, resource};

resource! {
    /// The project's RBAC policy.
    pub Rbac {
        endpoints: [PolicyRequest],
        /// Roles that exist only in one Organization.
        organizations: organizations::Organizations,
    }
}

endpoint! {
    /// Reads the project's RBAC policy, for checking permissions locally.
    ///
    /// The policy rarely changes: cache it for a few minutes.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/rbac/get-policy"]
    Rbac::policy: GET "/v1/b2b/rbac/policy";

    response {
        /// The policy; absent if the project has no policy.
        policy?: Policy,
    }
}
