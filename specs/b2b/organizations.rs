//! Organizations, the customers of a project, and below them their Members.

pub mod members;

use crate::{
    MemberCredential,
    b2b::{
        Allowance, AuthMethod, ConnectedAppMember, ConnectedAppType, EmailImplicitRoleAssignment,
        MfaMethod, MfaPolicy, Organization, OrganizationConnectedApp, ResultsMetadata, SearchQuery,
    },
    endpoint, resource,
};

resource! {
    /// Organizations and, below them, their Members.
    pub Organizations {
        endpoints: [
            CreateRequest,
            GetRequest,
            UpdateRequest,
            DeleteRequest,
            SearchRequest,
            DeleteExternalIdRequest,
            MetricsRequest,
            ConnectedAppsRequest,
            GetConnectedAppRequest,
        ],
        /// Members of Organizations.
        members: members::Members,
    }
}

endpoint! {
    /// Creates an Organization.
    ///
    /// If the request sets no rule for joining, anyone can be invited by email; if it sets one,
    /// `email_invites` is not allowed by default.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/create-organization"]
    Organizations::create: POST "/v1/b2b/organizations";

    body {
        /// Display name, 1 to 128 characters.
        organization_name: String,
        /// Name used in URLs, unique in the project: 2 to 128 letters, digits and `-._~`.
        organization_slug?: String,
        /// URL of the logo image.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own ID for the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// Who can join by logging in through SSO: everyone, users of the allowed connections, or
        /// no one.
        sso_jit_provisioning?: Allowance,
        /// Email domains allowed when `email_invites` or `email_jit_provisioning` is restricted;
        /// public ones such as `gmail.com` are rejected.
        email_allowed_domains?: Vec<String>,
        /// Who can join by logging in with an email address or OAuth: users of the allowed domains
        /// (restricted) or, by default, no one.
        email_jit_provisioning?: Allowance,
        /// Who can be invited by email: everyone, addresses in the allowed domains, or no one.
        email_invites?: Allowance,
        /// Which methods Members can log in with: all, the default, or the allowed ones
        /// (restricted).
        auth_methods?: Allowance,
        /// Methods allowed when `auth_methods` is restricted.
        allowed_auth_methods?: Vec<AuthMethod>,
        /// Who must use a second factor; by default the Members who are enrolled.
        mfa_policy?: MfaPolicy,
        /// Roles that Members get from the domain of their email address.
        rbac_email_implicit_role_assignments?: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members can use: all, the default, or the allowed ones
        /// (restricted).
        mfa_methods?: Allowance,
        /// Second factors allowed when `mfa_methods` is restricted.
        allowed_mfa_methods?: Vec<MfaMethod>,
        /// Who can join by logging in with OAuth from a tenant: users of the allowed tenants
        /// (restricted) or, by default, no one.
        oauth_tenant_jit_provisioning?: Allowance,
        /// Tenants allowed when `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`), an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
        /// Email domains that the Organization claims.
        claimed_email_domains?: Vec<String>,
        /// Which first-party Connected Apps Members can use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which third-party Connected Apps Members can use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps?: Vec<String>,
    }

    response {
        /// The new Organization.
        organization!: Organization,
    }
}

endpoint! {
    /// Reads one Organization.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/get-organization"]
    Organizations::get: GET "/v1/b2b/organizations/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    response {
        /// The current state of the Organization.
        organization!: Organization,
    }
}

endpoint! {
    /// Updates an Organization.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/update-organization"]
    Organizations::update: PUT "/v1/b2b/organizations/{organization_id}";

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
        /// Display name, 1 to 128 characters.
        organization_name?: String,
        /// Name used in URLs, unique in the project: 2 to 128 letters, digits and `-._~`.
        organization_slug?: String,
        /// URL of the logo image.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write; rejected together with a
        /// `member_credential`.
        trusted_metadata?: Metadata,
        /// Your own ID for the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// ID of the SSO connection to use when several are active.
        sso_default_connection_id?: String,
        /// Who can join by logging in through SSO: everyone, users of the allowed connections, or
        /// no one.
        sso_jit_provisioning?: Allowance,
        /// IDs of the connections allowed when `sso_jit_provisioning` is restricted.
        sso_jit_provisioning_allowed_connections?: Vec<String>,
        /// Email domains allowed when `email_invites` or `email_jit_provisioning` is restricted;
        /// public ones such as `gmail.com` are rejected.
        email_allowed_domains?: Vec<String>,
        /// Who can join by logging in with an email address or OAuth: users of the allowed domains
        /// (restricted) or no one.
        email_jit_provisioning?: Allowance,
        /// Who can be invited by email: everyone, addresses in the allowed domains, or no one.
        email_invites?: Allowance,
        /// Which methods Members can log in with: all, or the allowed ones (restricted).
        auth_methods?: Allowance,
        /// Methods allowed when `auth_methods` is restricted.
        allowed_auth_methods?: Vec<AuthMethod>,
        /// Who must use a second factor.
        mfa_policy?: MfaPolicy,
        /// Roles that Members get from the domain of their email address.
        rbac_email_implicit_role_assignments?: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members can use: all, or the allowed ones (restricted).
        mfa_methods?: Allowance,
        /// Second factors allowed when `mfa_methods` is restricted.
        allowed_mfa_methods?: Vec<MfaMethod>,
        /// Who can join by logging in with OAuth from a tenant: users of the allowed tenants
        /// (restricted) or no one.
        oauth_tenant_jit_provisioning?: Allowance,
        /// Tenants allowed when `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`), an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
        /// Email domains that the Organization claims.
        claimed_email_domains?: Vec<String>,
        /// Which first-party Connected Apps Members can use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which third-party Connected Apps Members can use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps?: Vec<String>,
    }

    response {
        /// The Organization after the call.
        organization!: Organization,
    }
}

endpoint! {
    /// Deletes an Organization with all its Members.
    ///
    /// This cannot be undone.
    #[docs = "https://stytch.com/docs/b2b/api/delete-organization"]
    Organizations::delete: DELETE "/v1/b2b/organizations/{organization_id}";

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
        /// ID of the Organization.
        organization_id!: String,
    }
}

endpoint! {
    /// Finds Organizations.
    ///
    /// Not meant for login flows: a search may take seconds.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/search-organizations"]
    #[retry(safe)]
    #[pages(organizations)]
    Organizations::search: POST "/v1/b2b/organizations/search";

    body {
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// Filter of the search; all Organizations when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Organizations.
        organizations: Vec<Organization>,
        /// Total number of results and the cursor of the next page.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Removes your own ID from an Organization, so that another one can use it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/delete-organization-external-id"]
    Organizations::delete_external_id: DELETE "/v1/b2b/organizations/{organization_id}/external_id";

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
        /// The Organization after the call.
        organization!: Organization,
    }
}

endpoint! {
    /// Counts the Members of an Organization.
    Organizations::metrics: GET "/v1/b2b/organizations/{organization_id}/metrics";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    response {
        /// How many Members there are.
        member_count: i32,
    }
}

endpoint! {
    /// Lists the Connected Apps that Members of an Organization have authorized.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/get-connected-apps-organization"]
    Organizations::connected_apps: GET "/v1/b2b/organizations/{organization_id}/connected_apps";

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
        /// The apps; empty when no Member has authorized one.
        connected_apps: Vec<OrganizationConnectedApp>,
    }
}

endpoint! {
    /// Reads a Connected App and the Members of an Organization who have authorized it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/get-connected-app-details"]
    Organizations::get_connected_app:
        GET "/v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the app.
        connected_app_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the app.
        connected_app_id!: String,
        /// Display name.
        name: String,
        /// Description to show next to the name; may be empty.
        description: String,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// Members who have authorized the app.
        active_members: Vec<ConnectedAppMember>,
        /// URL of the logo image.
        logo_url?: String,
    }
}
