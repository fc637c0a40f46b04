//! Organizations that a person can log in to, and the creation of new ones.

use crate::{
    b2b::{
        Allowance, AuthMethod, DeviceInfo, DiscoveredOrganization, EmailImplicitRoleAssignment,
        Member, MemberSession, MfaMethod, MfaPolicy, MfaRequired, Organization, PrimaryRequired,
    },
    endpoint, resource,
};

resource! {
    /// Organizations that a person can log in to.
    pub Organizations {
        endpoints: [ListRequest, CreateRequest],
    }
}

endpoint! {
    /// Lists the Organizations that a person belongs to, is invited to or can join.
    ///
    /// Send one of the tokens; it is not consumed.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/discovery/list-organizations"]
    #[retry(safe)]
    Organizations::list: POST "/v1/b2b/discovery/organizations";

    body {
        /// Token of a login for which no Organization is chosen yet.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
    }

    response {
        /// Verified email address of the person who logs in.
        email_address: String,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
        /// ID of the Organization that the login started from; absent for a login without one, and
        /// for sessions.
        organization_id_hint?: String,
    }
}

endpoint! {
    /// Creates an Organization and logs the person in as its first Member.
    ///
    /// The Member has the role `stytch_admin`. The token is consumed unless the new Organization
    /// requires another factor. In that case the response contains it again, to send with that
    /// factor.
    #[docs = "https://stytch.com/docs/b2b/api/create-organization-via-discovery"]
    Organizations::create: POST "/v1/b2b/discovery/organizations/create";

    body {
        /// Token of a login for which no Organization is chosen yet.
        intermediate_session_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Display name, 1 to 128 characters; derived from the email address when absent.
        organization_name?: String,
        /// Name used in URLs, unique in the project: 2 to 128 letters, digits and `-._~`. Derived
        /// from the name when absent.
        organization_slug?: String,
        /// Your own ID for the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// URL of the logo image.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
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
        /// Which first-party Connected Apps Members can use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which third-party Connected Apps Members can use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps allowed when `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps?: Vec<String>,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Member after the call.
        member: Member,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says which
        /// factor is missing.
        member_authenticated: bool,
        /// Token to complete the login with, valid for ten minutes; absent when the login is
        /// complete.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
        /// The session, with its lifetime and factors; absent while another factor is required.
        member_session?: MemberSession,
        /// The new Organization; not every response includes it.
        organization?: Organization,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
