//! The SCIM connection of an Organization.

use crate::{
    MemberCredential,
    b2b::{
        ScimConnection, ScimConnectionGroup, ScimConnectionWithNextToken, ScimConnectionWithToken,
        ScimGroupRoleAssignment, ScimIdentityProvider,
    },
    endpoint, resource,
};

resource! {
    /// The connection of an Organization to its identity provider.
    pub Connection {
        endpoints: [
            CreateRequest,
            GetRequest,
            UpdateRequest,
            DeleteRequest,
            GetGroupsRequest,
            RotateStartRequest,
            RotateCompleteRequest,
            RotateCancelRequest,
        ],
    }
}

endpoint! {
    /// Creates the SCIM connection of an Organization, which can have only one.
    ///
    /// The response contains the URL and the token to enter in the identity provider's settings.
    #[docs = "https://stytch.com/docs/b2b/api/create-scim-connection"]
    Connection::create: POST "/v1/b2b/scim/{organization_id}/connection";

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
        /// Name to show for the connection.
        display_name?: String,
        /// Which identity provider the connection is for; any that follows SCIM when absent.
        identity_provider?: ScimIdentityProvider,
    }

    response {
        /// The new connection, with its bearer token.
        connection?: ScimConnectionWithToken,
    }
}

endpoint! {
    /// Reads the SCIM connection of an Organization.
    #[docs = "https://stytch.com/docs/b2b/api/get-scim-connection"]
    Connection::get: GET "/v1/b2b/scim/{organization_id}/connection";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// The current state of the connection; absent if it doesn't exist.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Updates a SCIM connection.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list.
    #[docs = "https://stytch.com/docs/b2b/api/update-scim-connection"]
    Connection::update: PUT "/v1/b2b/scim/{organization_id}/connection/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
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
        /// Which identity provider the connection is for.
        identity_provider?: ScimIdentityProvider,
        /// Roles that Members get from their groups at the identity provider, which must already
        /// have sent the groups.
        scim_group_implicit_role_assignments?: Vec<ScimGroupRoleAssignment>,
    }

    response {
        /// The connection after the call.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Deletes a SCIM connection; the identity provider can no longer reach Stytch through it.
    #[docs = "https://stytch.com/docs/b2b/api/delete-scim-connection"]
    Connection::delete: DELETE "/v1/b2b/scim/{organization_id}/connection/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the SCIM connection.
        connection_id!: String,
    }
}

endpoint! {
    /// Lists the groups that the identity provider has sent over a SCIM connection.
    #[docs = "https://stytch.com/docs/b2b/api/get-scim-connection-groups"]
    #[pages(scim_groups)]
    Connection::get_groups: GET "/v1/b2b/scim/{organization_id}/connection/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    query {
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// This page of groups.
        scim_groups: Vec<ScimConnectionGroup>,
        /// The `cursor` of the next page; absent on the last one.
        next_cursor?: String,
    }
}

endpoint! {
    /// Creates the next bearer token of a SCIM connection.
    ///
    /// The old one keeps working until the rotation is completed.
    #[docs = "https://stytch.com/docs/b2b/api/scim-rotate-token-start"]
    Connection::rotate_start:
        POST "/v1/b2b/scim/{organization_id}/connection/{connection_id}/rotate/start";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection, with its next bearer token.
        connection?: ScimConnectionWithNextToken,
    }
}

endpoint! {
    /// Completes the rotation of a SCIM connection's bearer token: from now on, only the next one
    /// works.
    #[docs = "https://stytch.com/docs/b2b/api/scim-rotate-token-complete"]
    Connection::rotate_complete:
        POST "/v1/b2b/scim/{organization_id}/connection/{connection_id}/rotate/complete";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection after the call.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Cancels the rotation of a SCIM connection's bearer token: only the old one keeps working.
    #[docs = "https://stytch.com/docs/b2b/api/scim-rotate-token-cancel"]
    Connection::rotate_cancel:
        POST "/v1/b2b/scim/{organization_id}/connection/{connection_id}/rotate/cancel";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection after the call.
        connection?: ScimConnection,
    }
}
