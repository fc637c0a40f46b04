//! The Organizations that a person can log in to, and founding a new one.

use crate::{
    Metadata, Secret,
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
    /// Send one of the tokens; it is not used up.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/discovery/list-organizations"]
    #[retry(safe)]
    Organizations::list: POST "/v1/b2b/discovery/organizations";

    body {
        /// Token of a login that still lacks an Organization.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
    }

    response {
        /// Email address of whoever logs in, as proved.
        email_address: String,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
        /// ID of the Organization that the login began with; absent when it began with none, and
        /// for sessions.
        organization_id_hint?: String,
    }
}

endpoint! {
    /// Founds an Organization and logs the person in to it as its first Member.
    ///
    /// The Member has the role `stytch_admin`. The token is used up, unless the new Organization
    /// asks for a factor that the login lacks: then it comes back, to be sent along with that
    /// factor.
    #[docs = "https://stytch.com/docs/b2b/api/create-organization-via-discovery"]
    Organizations::create: POST "/v1/b2b/discovery/organizations/create";

    body {
        /// Token of a login that still lacks an Organization.
        intermediate_session_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Name to show, 1 to 128 characters; made from the email address when absent.
        organization_name?: String,
        /// Name in URLs, unique in the project: 2 to 128 letters, digits and `-._~`. Made from the
        /// name when absent.
        organization_slug?: String,
        /// Your own ID of the Organization, unique in the project: up to 128 letters, digits and
        /// `._-|`.
        organization_external_id?: String,
        /// Address of the logo.
        organization_logo_url?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
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
        /// Which of your own Connected Apps Members use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps?: Vec<String>,
        /// Which Connected Apps of others Members use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type?: Allowance,
        /// IDs of the apps meant where `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps?: Vec<String>,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Member as the call left it.
        member: Member,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
        /// The session, with its lifetime and factors; absent while the login lacks a factor.
        member_session?: MemberSession,
        /// The new Organization; not every response has it.
        organization?: Organization,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
