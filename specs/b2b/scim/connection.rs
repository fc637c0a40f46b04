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
    /// Creates the SCIM connection of an Organization, which can have one.
    ///
    /// The answer holds the address and the token that go into the identity provider's settings.
    #[docs = "https://stytch.com/docs/b2b/api/create-scim-connection"]
    Connection::create: POST "/v1/b2b/scim/{organization_id}/connection";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show.
        display_name?: String,
        /// Which identity provider it is for; any that keeps to SCIM when absent.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// The connection as it stands; absent when there is none.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Changes a SCIM connection.
    ///
    /// What is absent stays as it is; a list replaces the list that was there.
    #[docs = "https://stytch.com/docs/b2b/api/update-scim-connection"]
    Connection::update: PUT "/v1/b2b/scim/{organization_id}/connection/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show.
        display_name?: String,
        /// Which identity provider it is for.
        identity_provider?: ScimIdentityProvider,
        /// Roles that Members have by their groups at the identity provider; the groups must have
        /// been sent before.
        scim_group_implicit_role_assignments?: Vec<ScimGroupRoleAssignment>,
    }

    response {
        /// The connection as the call left it.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Deletes a SCIM connection; the identity provider can no longer reach Stytch by it.
    #[docs = "https://stytch.com/docs/b2b/api/delete-scim-connection"]
    Connection::delete: DELETE "/v1/b2b/scim/{organization_id}/connection/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
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
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// This page of groups.
        scim_groups: Vec<ScimConnectionGroup>,
        /// What to send as `cursor` for the next page; absent on the last one.
        next_cursor?: String,
    }
}

endpoint! {
    /// Mints the next bearer token of a SCIM connection.
    ///
    /// The old one works on beside it until the rotation is completed.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection, with its next bearer token.
        connection?: ScimConnectionWithNextToken,
    }
}

endpoint! {
    /// Ends the rotation of a SCIM connection's bearer token: only the next one works from now on.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection as the call left it.
        connection?: ScimConnection,
    }
}

endpoint! {
    /// Gives the rotation of a SCIM connection's bearer token up: only the old one works on.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// The connection as the call left it.
        connection?: ScimConnection,
    }
}
