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
    /// Reads the project's RBAC policy, to decide about permissions without asking Stytch.
    ///
    /// It changes seldom: keep it for some minutes.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/rbac/get-policy"]
    Rbac::policy: GET "/v1/b2b/rbac/policy";

    response {
        /// The policy; absent while the project has none.
        policy?: Policy,
    }
}
