//! Members, the people of an Organization.

pub mod connected_apps;
mod credentials;
pub mod oauth_providers;

use std::collections::BTreeMap;

use crate::{
    MemberCredential, Metadata,
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
        /// Connected Apps that a Member has let in.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Email address, unique within the Organization.
        email_address: String,
        /// Name to show.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Whether the Member stays pending until the first login; by default it starts out active.
        create_member_as_pending?: bool,
        /// Whether the Member may log in by any method, whatever the Organization allows: for
        /// emergencies.
        is_breakglass?: bool,
        /// Phone number for passcodes, in E.164 format.
        mfa_phone_number?: String,
        /// Whether the Member must give a second factor also where the Organization leaves it open.
        mfa_enrolled?: bool,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
        /// Your own ID of the Member, unique within the Organization: up to 128 letters, digits and
        /// `._-|`.
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
        /// The Member as it stands.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Reads one Member by ID alone, of whichever Organization.
    ///
    /// Dangerous: nothing keeps a Member of one Organization from being read on behalf of another.
    /// Check the answer's `organization_id`, or call `get`.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/get-member-dangerous"]
    Members::dangerously_get: GET "/v1/b2b/organizations/members/dangerously_get/{member_id}";

    path {
        /// ID of the Member; an external ID won't do.
        member_id: String,
    }

    query {
        /// Whether a deleted Member is found too; false when absent.
        include_deleted?: bool,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as it stands.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Changes a Member.
    ///
    /// What is absent stays as it is. Along with a `member_credential`, each field needs its own
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show.
        name?: String,
        /// Your own data, which only your backend can write; refused along with a
        /// `member_credential`.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Whether the Member may log in by any method, whatever the Organization allows: for
        /// emergencies.
        is_breakglass?: bool,
        /// Phone number for passcodes, in E.164 format; refused while the Member has another one.
        mfa_phone_number?: String,
        /// Whether the Member must give a second factor also where the Organization leaves it open.
        mfa_enrolled?: bool,
        /// IDs of the assigned roles, in place of those assigned so far.
        roles?: Vec<String>,
        /// Whether to keep sessions that logged in through an SSO connection which also brings a
        /// role that is taken away here; by default they end.
        preserve_existing_sessions?: bool,
        /// The second factor to ask for first.
        default_mfa_method?: MfaMethod,
        /// New email address, to be verified again; the password is dropped, and the old address
        /// stays reserved for the Member.
        email_address?: String,
        /// Your own ID of the Member, unique within the Organization: up to 128 letters, digits and
        /// `._-|`.
        external_id?: String,
        /// Whether to set the old email address free when `email_address` changes; by default it
        /// stays reserved.
        unlink_email?: bool,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
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
    /// Deleted Members are left out unless the query asks for them.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/search-members"]
    #[retry(safe)]
    #[pages(members)]
    Members::search: POST "/v1/b2b/organizations/members/search";

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// IDs of the Organizations to look in, at least one.
        organization_ids: Vec<String>,
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// What to look for; all Members when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Members.
        members: Vec<Member>,
        /// How many there are and how to go on.
        results_metadata: ResultsMetadata,
        /// The Organizations that these Members belong to, by ID.
        organizations: BTreeMap<String, Organization>,
    }
}

endpoint! {
    /// Brings a deleted Member back.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {}

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Takes your own ID off a Member, so that another one can have it.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Lists the Connected Apps that a Member has let in.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// The apps, with what the Member granted them; empty when the Member has let none in.
        connected_apps: Vec<GrantedConnectedApp>,
    }
}

endpoint! {
    /// Reads the tokens that a Member's OIDC identity providers gave at the last login.
    ///
    /// Where there is a refresh token, Stytch has renewed the access token when it had lapsed.
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
        /// Whether the answer holds refresh tokens too; they are left out when absent.
        include_refresh_token?: bool,
    }

    response {
        /// The tokens, once for each SSO connection that the Member has logged in through.
        registrations: Vec<OidcProviderInfo>,
    }
}
