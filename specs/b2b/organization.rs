//! The Organization: one of your customers, with its rules for joining and logging in.

use crate::{
    b2b::{PolicyRole, SsoIdentityProvider},
    object, open_enum,
};

object! {
    /// One of your customers; its people are its Members.
    Organization {
        /// ID of the Organization.
        organization_id: String,
        /// Display name.
        organization_name: String,
        /// URL of the logo image; empty if not set.
        organization_logo_url: String,
        /// Name used in URLs, unique in the project.
        organization_slug: String,
        /// Who can join by logging in through SSO: everyone, users of the allowed connections, or
        /// no one.
        sso_jit_provisioning: Allowance,
        /// IDs of the connections allowed when `sso_jit_provisioning` is restricted.
        sso_jit_provisioning_allowed_connections: Vec<String>,
        /// SSO connections that Members can log in through.
        sso_active_connections: Vec<ActiveSsoConnection>,
        /// Email domains allowed when `email_invites` or `email_jit_provisioning` is restricted.
        email_allowed_domains: Vec<String>,
        /// Who can join by logging in with an email address or OAuth: users of the allowed domains
        /// (restricted) or no one.
        email_jit_provisioning: Allowance,
        /// Who can be invited by email: everyone, addresses in the allowed domains, or no one.
        email_invites: Allowance,
        /// Which methods Members can log in with: all, or the allowed ones (restricted).
        auth_methods: Allowance,
        /// Methods allowed when `auth_methods` is restricted.
        allowed_auth_methods: Vec<AuthMethod>,
        /// Who must use a second factor.
        mfa_policy: MfaPolicy,
        /// Roles that Members get from the domain of their email address.
        rbac_email_implicit_role_assignments: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members can use: all, or the allowed ones (restricted).
        mfa_methods: Allowance,
        /// Second factors allowed when `mfa_methods` is restricted.
        allowed_mfa_methods: Vec<MfaMethod>,
        /// Who can join by logging in with OAuth from a tenant: users of the allowed tenants
        /// (restricted) or no one.
        oauth_tenant_jit_provisioning: Allowance,
        /// Email domains that the Organization claims.
        claimed_email_domains: Vec<String>,
        /// Which first-party Connected Apps Members can use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type: Allowance,
        /// IDs of the apps allowed when `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps: Vec<String>,
        /// Which third-party Connected Apps Members can use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type: Allowance,
        /// IDs of the apps allowed when `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps: Vec<String>,
        /// Roles that exist only in this Organization.
        custom_roles: Vec<PolicyRole>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// When the Organization was created.
        created_at?: Timestamp,
        /// When the Organization was last changed.
        updated_at?: Timestamp,
        /// Your own ID for the Organization, which most calls accept in place of `organization_id`.
        organization_external_id?: String,
        /// ID of the SSO connection to use when several are active.
        sso_default_connection_id?: String,
        /// SCIM connection that provisions Members.
        scim_active_connection?: ActiveScimConnection,
        /// Tenants allowed when `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`), an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
    }
}

open_enum! {
    /// Whom or what a setting allows; each field says which values it accepts.
    Allowance {
        /// All are allowed.
        AllAllowed = "ALL_ALLOWED",
        /// Only those in the accompanying list are allowed.
        Restricted = "RESTRICTED",
        /// None are allowed.
        NotAllowed = "NOT_ALLOWED",
    }
}

open_enum! {
    /// Who must use a second factor.
    MfaPolicy {
        /// Every Member at every login.
        RequiredForAll = "REQUIRED_FOR_ALL",
        /// The Members who are enrolled.
        Optional = "OPTIONAL",
    }
}

open_enum! {
    /// A second factor.
    MfaMethod {
        /// A passcode sent to the phone.
        SmsOtp = "sms_otp",
        /// A passcode from an authenticator app.
        Totp = "totp",
    }
}

open_enum! {
    /// A login method.
    AuthMethod {
        /// The Organization's own identity provider.
        Sso = "sso",
        /// A link sent by email.
        MagicLink = "magic_link",
        /// A passcode sent by email.
        EmailOtp = "email_otp",
        /// A password.
        Password = "password",
        /// OAuth with Google.
        GoogleOauth = "google_oauth",
        /// OAuth with Microsoft.
        MicrosoftOauth = "microsoft_oauth",
        /// OAuth with Slack.
        SlackOauth = "slack_oauth",
        /// OAuth with GitHub.
        GithubOauth = "github_oauth",
        /// OAuth with HubSpot.
        HubspotOauth = "hubspot_oauth",
    }
}

object! {
    /// An SSO connection that Members can log in through.
    ActiveSsoConnection {
        /// ID of the SSO connection.
        connection_id: String,
        /// Name to show for the connection.
        display_name: String,
        /// Which identity provider the connection is for.
        identity_provider: SsoIdentityProvider,
    }
}

object! {
    /// The SCIM connection that provisions Members.
    ActiveScimConnection {
        /// ID of the SCIM connection.
        connection_id: String,
        /// Name to show for the connection.
        display_name: String,
        /// The last four characters of the identity provider's bearer token, to identify it.
        bearer_token_last_four: String,
        /// When that token expires.
        bearer_token_expires_at?: Timestamp,
    }
}

object! {
    /// A role that Members get from the domain of their email address.
    #[request]
    EmailImplicitRoleAssignment {
        /// Email domain, such as `example.com`; the address must be verified.
        domain: String,
        /// ID of the role.
        role_id: String,
    }
}
