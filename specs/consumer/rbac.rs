//! RBAC: who may do what.

use crate::{consumer::Policy, endpoint, resource};

resource! {
    /// The project's RBAC policy.
    pub Rbac {
        endpoints: [PolicyRequest],
    }
}

endpoint! {
    /// Reads the project's RBAC policy, to decide about permissions without asking Stytch.
    ///
    /// It changes seldom: keep it for some minutes.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/rbac/get-rbac-policy"]
    Rbac::policy: GET "/v1/rbac/policy";

    response {
        /// The policy; absent while the project has none.
        policy?: Policy,
    }
}
