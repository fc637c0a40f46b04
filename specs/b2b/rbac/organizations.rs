//! Roles that exist only in one Organization.

use crate::{b2b::OrgPolicy, endpoint, resource};

resource! {
    /// Roles that exist only in one Organization.
    pub Organizations {
        endpoints: [GetOrgPolicyRequest, SetOrgPolicyRequest],
    }
}

endpoint! {
    /// Reads the roles that exist only in one Organization.
    ///
    /// In private beta: Stytch must enable it for your workspace.
    Organizations::get_org_policy: GET "/v1/b2b/rbac/organizations/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    response {
        /// The Organization's own roles; empty until a policy is set.
        org_policy: OrgPolicy,
    }
}

endpoint! {
    /// Replaces the roles that exist only in one Organization.
    ///
    /// In private beta: Stytch must enable it for your workspace.
    Organizations::set_org_policy: PUT "/v1/b2b/rbac/organizations/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    body {
        /// The Organization's own roles, which replace the existing ones. They can refer to the
        /// resources and actions of the project's policy.
        org_policy: OrgPolicy,
    }

    response {
        /// The Organization's own roles after the call.
        org_policy: OrgPolicy,
    }
}
