//! RBAC: roles and their permissions.

use crate::{consumer::Policy, endpoint, resource};

resource! {
    /// The project's RBAC policy.
    pub Rbac {
        endpoints: [PolicyRequest],
    }
}

endpoint! {
    /// Reads the project's RBAC policy, for checking permissions locally.
    ///
    /// The policy rarely changes: cache it for a few minutes.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/rbac/get-rbac-policy"]
    Rbac::policy: GET "/v1/rbac/policy";

    response {
        /// The policy; absent if the project has no policy.
        policy?: Policy,
    }
}
