//! Roles that one Organization has of its own.

use crate::{b2b::OrgPolicy, endpoint, resource};

resource! {
    /// Roles that one Organization has of its own.
    pub Organizations {
        endpoints: [GetOrgPolicyRequest, SetOrgPolicyRequest],
    }
}

endpoint! {
    /// Reads the roles that exist in one Organization alone.
    ///
    /// In private beta: Stytch must have turned it on for your workspace.
    Organizations::get_org_policy: GET "/v1/b2b/rbac/organizations/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    response {
        /// The Organization's own roles; none while no policy has been set.
        org_policy!: OrgPolicy,
    }
}

endpoint! {
    /// Replaces the roles that exist in one Organization alone.
    ///
    /// In private beta: Stytch must have turned it on for your workspace.
    Organizations::set_org_policy: PUT "/v1/b2b/rbac/organizations/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    body {
        /// The Organization's own roles, in place of those that it had. They can refer to the
        /// resources and actions of the project's policy.
        org_policy: OrgPolicy,
    }

    response {
        /// The Organization's own roles as the call left them.
        org_policy!: OrgPolicy,
    }
}
