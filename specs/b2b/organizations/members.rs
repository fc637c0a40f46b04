//! Members, the people of an Organization.

pub mod connected_apps;
mod credentials;
pub mod oauth_providers;

use crate::{
    MemberCredential,
    b2b::{
        GrantedConnectedApp, Member, MfaMethod, OidcProviderInfo, Organization, ResultsMetadata,
        SearchQuery,
    },
    endpoint, resource,
};

pub use self::credentials::{
    DeleteMfaPhoneNumberRequest, DeleteMfaPhoneNumberResponse, DeletePasswordRequest,
    DeletePasswordResponse, DeleteTotpRequest, DeleteTotpResponse, StartEmailUpdateRequest,
    StartEmailUpdateResponse, UnlinkRetiredEmailRequest, UnlinkRetiredEmailResponse,
};

resource! {
    /// Members of Organizations.
    pub Members {
        endpoints: [
            CreateRequest,
            GetRequest,
            DangerouslyGetRequest,
            UpdateRequest,
            DeleteRequest,
            SearchRequest,
            ReactivateRequest,
            DeleteExternalIdRequest,
            DeleteMfaPhoneNumberRequest,
            DeletePasswordRequest,
            DeleteTotpRequest,
            StartEmailUpdateRequest,
            UnlinkRetiredEmailRequest,
            GetConnectedAppsRequest,
            OidcProvidersRequest,
        ],
        /// Connected Apps that a Member has authorized.
        connected_apps: connected_apps::ConnectedApps,
        /// Tokens of the OAuth providers that a Member logs in through.
        oauth_providers: oauth_providers::OauthProviders,
    }
}

endpoint! {
    /// Creates a Member.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/create-member"]
    Members::create: POST "/v1/b2b/organizations/{organization_id}/members";

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
        /// Email address, unique within the Organization.
        email_address: String,
        /// Display name.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Whether the Member stays pending until the first login; by default it is active.
        create_member_as_pending?: bool,
        /// Whether the Member can log in with any method, even one that the Organization doesn't
        /// allow: for emergencies.
        is_breakglass?: bool,
        /// Phone number for passcodes, in E.164 format.
        mfa_phone_number?: String,
        /// Whether the Member must use a second factor even if the Organization makes it optional.
        mfa_enrolled?: bool,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
        /// Your own ID for the Member, unique within the Organization: up to 128 letters, digits
        /// and `._-|`.
        external_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The new Member.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Reads one Member by ID or email address.
    ///
    /// Send one of the two.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/get-member"]
    Members::get: GET "/v1/b2b/organizations/{organization_id}/member";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    query {
        /// The Member: ID or external ID.
        member_id?: String,
        /// Email address of the Member.
        email_address?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The current state of the Member.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Reads one Member by ID alone, from any Organization.
    ///
    /// Dangerous: nothing prevents reading a Member of one Organization on behalf of another. Check
    /// the response's `organization_id`, or call `get`.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/get-member-dangerous"]
    Members::dangerously_get: GET "/v1/b2b/organizations/members/dangerously_get/{member_id}";

    path {
        /// ID of the Member; an external ID is not accepted.
        member_id: String,
    }

    query {
        /// Whether to return deleted Members too; false when absent.
        include_deleted?: bool,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The current state of the Member.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Updates a Member.
    ///
    /// Absent fields stay unchanged. With a `member_credential`, each field requires its own
    /// permission.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/update-member"]
    Members::update: PUT "/v1/b2b/organizations/{organization_id}/members/{member_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// Display name.
        name?: String,
        /// Your own data, which only your backend can write; rejected together with a
        /// `member_credential`.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Whether the Member can log in with any method, even one that the Organization doesn't
        /// allow: for emergencies.
        is_breakglass?: bool,
        /// Phone number for passcodes, in E.164 format; rejected while the Member has another one.
        mfa_phone_number?: String,
        /// Whether the Member must use a second factor even if the Organization makes it optional.
        mfa_enrolled?: bool,
        /// IDs of the assigned roles, which replace the existing ones.
        roles?: Vec<String>,
        /// Whether to keep sessions that logged in through an SSO connection that grants a role
        /// removed by this call; by default they end.
        preserve_existing_sessions?: bool,
        /// The second factor to ask for first.
        default_mfa_method?: MfaMethod,
        /// New email address, which must be verified again. The password is deleted, and the old
        /// address stays reserved for the Member.
        email_address?: String,
        /// Your own ID for the Member, unique within the Organization: up to 128 letters, digits
        /// and `._-|`.
        external_id?: String,
        /// Whether to release the old email address when `email_address` changes; by default it
        /// stays reserved.
        unlink_email?: bool,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Deletes a Member, who can no longer log in.
    ///
    /// A deleted Member can be reactivated.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/delete-member"]
    Members::delete: DELETE "/v1/b2b/organizations/{organization_id}/members/{member_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
    }
}

endpoint! {
    /// Finds Members of one or more Organizations.
    ///
    /// Deleted Members are omitted unless the query asks for them.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/search-members"]
    #[retry(safe)]
    #[pages(members)]
    Members::search: POST "/v1/b2b/organizations/members/search";

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// IDs of the Organizations to search in, at least one.
        organization_ids: Vec<String>,
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// Filter of the search; all Members when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Members.
        members: Vec<Member>,
        /// Total number of results and the cursor of the next page.
        results_metadata: ResultsMetadata,
        /// The Organizations that these Members belong to, by ID.
        organizations: BTreeMap<String, Organization>,
    }
}

endpoint! {
    /// Reactivates a deleted Member.
    ///
    /// The Member and the email address become active again.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/reactivate-member"]
    Members::reactivate:
        PUT "/v1/b2b/organizations/{organization_id}/members/{member_id}/reactivate";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the Member.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Removes your own ID from a Member, so that another one can use it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/delete-member-external-id"]
    Members::delete_external_id:
        DELETE "/v1/b2b/organizations/{organization_id}/members/{member_id}/external_id";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Lists the Connected Apps that a Member has authorized.
    #[docs = "https://stytch.com/docs/b2b/api/connected-app-member-get-all"]
    Members::get_connected_apps:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// The apps, with the scopes that the Member granted; empty when the Member has authorized
        /// none.
        connected_apps: Vec<GrantedConnectedApp>,
    }
}

endpoint! {
    /// Reads the tokens that a Member's OIDC identity providers issued at the last login.
    ///
    /// If there is a refresh token, Stytch renews an expired access token first.
    #[docs = "https://stytch.com/docs/b2b/api/get-oidc-access-token"]
    Members::oidc_providers:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oidc_providers";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    query {
        /// Whether the response includes refresh tokens; false when absent.
        include_refresh_token?: bool,
    }

    response {
        /// The tokens, one entry for each SSO connection that the Member has logged in through.
        registrations: Vec<OidcProviderInfo>,
    }
}
