//! Organizations, the customers of a project, and below them their Members.

pub mod members;

use crate::{
    MemberCredential, Metadata,
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
    /// With no rule for joining given, anybody can be invited by email; once any rule is given,
    /// `email_invites` starts out as not allowed.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/create-organization"]
    Organizations::create: POST "/v1/b2b/organizations";

    body {
        /// Name to show, 1 to 128 characters.
        organization_name: String,
        /// Name in URLs, unique in the project: 2 to 128 letters, digits and `-._~`.
        organization_slug?: String,
        /// Address of the logo.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own ID of the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// Who joins by logging in through SSO: all, those of the allowed connections, or nobody.
        sso_jit_provisioning?: Allowance,
        /// Email domains meant where `email_invites` or `email_jit_provisioning` is restricted;
        /// public ones such as `gmail.com` are refused.
        email_allowed_domains?: Vec<String>,
        /// Who joins by logging in with an email address or OAuth: those of the allowed domains
        /// (restricted), or nobody, the default.
        email_jit_provisioning?: Allowance,
        /// Who can be invited by email: all, those of the allowed domains, or nobody.
        email_invites?: Allowance,
        /// By which methods Members log in: all, the default, or the allowed ones (restricted).
        auth_methods?: Allowance,
        /// The methods meant where `auth_methods` is restricted.
        allowed_auth_methods?: Vec<AuthMethod>,
        /// Who must give a second factor; by default the Members who are enrolled.
        mfa_policy?: MfaPolicy,
        /// Roles that Members have by the domain of their email address.
        rbac_email_implicit_role_assignments?: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members use: all, the default, or the allowed ones (restricted).
        mfa_methods?: Allowance,
        /// The second factors meant where `mfa_methods` is restricted.
        allowed_mfa_methods?: Vec<MfaMethod>,
        /// Who joins by logging in with OAuth from a tenant: those of the allowed tenants
        /// (restricted), or nobody, the default.
        oauth_tenant_jit_provisioning?: Allowance,
        /// The tenants meant where `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`) an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
        /// Email domains that the Organization claims for itself.
        claimed_email_domains?: Vec<String>,
        /// Which of your own Connected Apps Members use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which Connected Apps of others Members use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `third_party_connected_apps_allowed_type` is restricted.
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
        /// The Organization as it stands.
        organization!: Organization,
    }
}

endpoint! {
    /// Changes an Organization.
    ///
    /// What is absent stays as it is; a list replaces the list that was there.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/update-organization"]
    Organizations::update: PUT "/v1/b2b/organizations/{organization_id}";

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
        /// Name to show, 1 to 128 characters.
        organization_name?: String,
        /// Name in URLs, unique in the project: 2 to 128 letters, digits and `-._~`.
        organization_slug?: String,
        /// Address of the logo.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write; refused along with a
        /// `member_credential`.
        trusted_metadata?: Metadata,
        /// Your own ID of the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// ID of the SSO connection to use where several are active.
        sso_default_connection_id?: String,
        /// Who joins by logging in through SSO: all, those of the allowed connections, or nobody.
        sso_jit_provisioning?: Allowance,
        /// IDs of the connections meant where `sso_jit_provisioning` is restricted.
        sso_jit_provisioning_allowed_connections?: Vec<String>,
        /// Email domains meant where `email_invites` or `email_jit_provisioning` is restricted;
        /// public ones such as `gmail.com` are refused.
        email_allowed_domains?: Vec<String>,
        /// Who joins by logging in with an email address or OAuth: those of the allowed domains
        /// (restricted), or nobody.
        email_jit_provisioning?: Allowance,
        /// Who can be invited by email: all, those of the allowed domains, or nobody.
        email_invites?: Allowance,
        /// By which methods Members log in: all, or the allowed ones (restricted).
        auth_methods?: Allowance,
        /// The methods meant where `auth_methods` is restricted.
        allowed_auth_methods?: Vec<AuthMethod>,
        /// Who must give a second factor.
        mfa_policy?: MfaPolicy,
        /// Roles that Members have by the domain of their email address.
        rbac_email_implicit_role_assignments?: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members use: all, or the allowed ones (restricted).
        mfa_methods?: Allowance,
        /// The second factors meant where `mfa_methods` is restricted.
        allowed_mfa_methods?: Vec<MfaMethod>,
        /// Who joins by logging in with OAuth from a tenant: those of the allowed tenants
        /// (restricted), or nobody.
        oauth_tenant_jit_provisioning?: Allowance,
        /// The tenants meant where `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`) an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
        /// Email domains that the Organization claims for itself.
        claimed_email_domains?: Vec<String>,
        /// Which of your own Connected Apps Members use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which Connected Apps of others Members use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps?: Vec<String>,
    }

    response {
        /// The Organization as the call left it.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
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
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// What to look for; all Organizations when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Organizations.
        organizations: Vec<Organization>,
        /// How many there are and how to go on.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Takes your own ID off an Organization, so that another one can have it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/organizations/delete-organization-external-id"]
    Organizations::delete_external_id: DELETE "/v1/b2b/organizations/{organization_id}/external_id";

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
        /// The Organization as the call left it.
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
    /// Lists the Connected Apps that Members of an Organization have let in.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/get-connected-apps-organization"]
    Organizations::connected_apps: GET "/v1/b2b/organizations/{organization_id}/connected_apps";

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
        /// The apps; empty when nobody has let one in.
        connected_apps: Vec<OrganizationConnectedApp>,
    }
}

endpoint! {
    /// Reads a Connected App and who in an Organization has let it in.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the app.
        connected_app_id!: String,
        /// Name to show.
        name: String,
        /// What the app is, to show next to its name; may be empty.
        description: String,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Members who have let the app in.
        active_members: Vec<ConnectedAppMember>,
        /// Address of the logo.
        logo_url?: String,
    }
}
