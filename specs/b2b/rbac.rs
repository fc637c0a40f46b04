//! The RBAC policy: which roles there are, and what they allow.

pub mod organizations;

use crate::{b2b::Policy, endpoint, resource};

resource! {
    /// Who may do what.
    pub Rbac {
        endpoints: [PolicyRequest],
        /// Roles that one Organization has of its own.
        organizations: organizations::Organizations,
    }
}

endpoint! {
    /// Reads the project's RBAC policy.
    ///
    /// It changes seldom, so that it can be kept for some minutes to decide about permissions
    /// without asking Stytch each time.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/rbac/get-policy"]
    Rbac::policy: GET "/v1/b2b/rbac/policy";

    response {
        /// The policy; absent while the project has none.
        policy?: Policy,
    }
}
