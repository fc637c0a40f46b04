//! The Organization: a customer of yours, with its rules for joining and logging in.

use crate::{
    Metadata, Timestamp,
    b2b::{PolicyRole, SsoIdentityProvider},
    object, open_enum,
};

object! {
    /// A customer of yours, whose people are its Members.
    Organization {
        /// ID of the Organization.
        organization_id: String,
        /// Name to show.
        organization_name: String,
        /// Address of the logo; empty while there is none.
        organization_logo_url: String,
        /// Name in URLs, unique in the project.
        organization_slug: String,
        /// Who joins by logging in through SSO: all, those of the allowed connections, or nobody.
        sso_jit_provisioning: Allowance,
        /// IDs of the connections meant where `sso_jit_provisioning` is restricted.
        sso_jit_provisioning_allowed_connections: Vec<String>,
        /// SSO connections that Members can log in through.
        sso_active_connections: Vec<ActiveSsoConnection>,
        /// Email domains meant where `email_invites` or `email_jit_provisioning` is restricted.
        email_allowed_domains: Vec<String>,
        /// Who joins by logging in with an email address or OAuth: those of the allowed domains
        /// (restricted), or nobody.
        email_jit_provisioning: Allowance,
        /// Who can be invited by email: all, those of the allowed domains, or nobody.
        email_invites: Allowance,
        /// By which methods Members log in: all, or the allowed ones (restricted).
        auth_methods: Allowance,
        /// The methods meant where `auth_methods` is restricted.
        allowed_auth_methods: Vec<AuthMethod>,
        /// Who must give a second factor.
        mfa_policy: MfaPolicy,
        /// Roles that Members have by the domain of their email address.
        rbac_email_implicit_role_assignments: Vec<EmailImplicitRoleAssignment>,
        /// Which second factors Members use: all, or the allowed ones (restricted).
        mfa_methods: Allowance,
        /// The second factors meant where `mfa_methods` is restricted.
        allowed_mfa_methods: Vec<MfaMethod>,
        /// Who joins by logging in with OAuth from a tenant: those of the allowed tenants
        /// (restricted), or nobody.
        oauth_tenant_jit_provisioning: Allowance,
        /// Email domains that the Organization claims for itself.
        claimed_email_domains: Vec<String>,
        /// Which of your own Connected Apps Members use: all, the allowed ones, or none.
        first_party_connected_apps_allowed_type: Allowance,
        /// IDs of the apps meant where `first_party_connected_apps_allowed_type` is restricted.
        allowed_first_party_connected_apps: Vec<String>,
        /// Which Connected Apps of others Members use: all, the allowed ones, or none.
        third_party_connected_apps_allowed_type: Allowance,
        /// IDs of the apps meant where `third_party_connected_apps_allowed_type` is restricted.
        allowed_third_party_connected_apps: Vec<String>,
        /// Roles that exist in this Organization alone.
        custom_roles: Vec<PolicyRole>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// When the Organization was created.
        created_at?: Timestamp,
        /// When the Organization was last changed.
        updated_at?: Timestamp,
        /// Your own ID of the Organization, which most calls take in place of `organization_id`.
        organization_external_id?: String,
        /// ID of the SSO connection to use where several are active.
        sso_default_connection_id?: String,
        /// SCIM connection that provisions Members.
        scim_active_connection?: ActiveScimConnection,
        /// The tenants meant where `oauth_tenant_jit_provisioning` is restricted: for each provider
        /// (`slack`, `hubspot`, `github`) an array of tenant IDs.
        allowed_oauth_tenants?: Metadata,
    }
}

open_enum! {
    /// How far a setting opens a door; each field says which values it takes.
    Allowance {
        /// All may.
        AllAllowed = "ALL_ALLOWED",
        /// Those may that the accompanying list names.
        Restricted = "RESTRICTED",
        /// Nobody may.
        NotAllowed = "NOT_ALLOWED",
    }
}

open_enum! {
    /// Who must give a second factor.
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
    /// A method of logging in.
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
        /// Name to show.
        display_name: String,
        /// Which identity provider it leads to.
        identity_provider: SsoIdentityProvider,
    }
}

object! {
    /// The SCIM connection that provisions Members.
    ActiveScimConnection {
        /// ID of the SCIM connection.
        connection_id: String,
        /// Name to show.
        display_name: String,
        /// The last four characters of the identity provider's bearer token, to tell it by.
        bearer_token_last_four: String,
        /// When that token lapses.
        bearer_token_expires_at?: Timestamp,
    }
}

object! {
    /// A role that Members have by the domain of their email address.
    EmailImplicitRoleAssignment {
        /// Email domain, such as `example.com`; the address must be verified.
        domain: String,
        /// ID of the role.
        role_id: String,
    }
}
