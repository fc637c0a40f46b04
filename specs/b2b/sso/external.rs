//! SSO connections that another Organization of the project owns.

use crate::{
    MemberCredential,
    b2b::{ConnectionImplicitRoleAssignment, ExternalConnection, GroupImplicitRoleAssignment},
    endpoint, resource,
};

resource! {
    /// SSO connections that another Organization owns.
    pub External {
        endpoints: [CreateConnectionRequest, UpdateConnectionRequest],
    }
}

endpoint! {
    /// Lets an Organization use another one's SSO connection.
    #[docs = "https://stytch.com/docs/b2b/api/create-external-connection"]
    External::create_connection: POST "/v1/b2b/sso/external/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// The Organization that owns the connection: its ID, slug or external ID.
        external_organization_id: String,
        /// ID of the connection in that Organization.
        external_connection_id: String,
        /// Name to show for the connection.
        display_name?: String,
        /// Roles that Members get by logging in through the connection.
        connection_implicit_role_assignments?: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members of a group get by logging in through the connection.
        group_implicit_role_assignments?: Vec<GroupImplicitRoleAssignment>,
    }

    response {
        /// The new connection.
        connection?: ExternalConnection,
    }
}

endpoint! {
    /// Updates this Organization's settings for an SSO connection that another Organization owns.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/external/update-external-connection"]
    External::update_connection:
        PUT "/v1/b2b/sso/external/{organization_id}/connections/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show for the connection.
        display_name?: String,
        /// Roles that Members get by logging in through the connection.
        external_connection_implicit_role_assignments?: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members of a group get by logging in through the connection.
        external_group_implicit_role_assignments?: Vec<GroupImplicitRoleAssignment>,
    }

    response {
        /// The connection after the call.
        connection?: ExternalConnection,
    }
}
