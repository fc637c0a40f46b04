#![expect(missing_docs, reason = "as in the reference")]

use serde::{Deserialize, Serialize};

use crate::Metadata;

/// An Organization.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Organization {
    pub organization_id: String,
    pub organization_name: String,
    pub organization_logo_url: String,
    pub organization_slug: String,
    pub sso_jit_provisioning: Allowance,
    pub sso_jit_provisioning_allowed_connections: Vec<String>,
    pub sso_active_connections: Vec<ActiveSsoConnection>,
    pub email_allowed_domains: Vec<String>,
    pub email_jit_provisioning: Allowance,
    pub email_invites: Allowance,
    pub auth_methods: Allowance,
    pub allowed_auth_methods: Vec<AuthMethod>,
    pub mfa_policy: MfaPolicy,
    pub rbac_email_implicit_role_assignments: Vec<EmailImplicitRoleAssignment>,
    pub mfa_methods: Allowance,
    pub allowed_mfa_methods: Vec<MfaMethod>,
    pub oauth_tenant_jit_provisioning: Allowance,
    pub claimed_email_domains: Vec<String>,
    pub first_party_connected_apps_allowed_type: Allowance,
    pub allowed_first_party_connected_apps: Vec<String>,
    pub third_party_connected_apps_allowed_type: Allowance,
    pub allowed_third_party_connected_apps: Vec<String>,
    pub custom_roles: Vec<CustomRole>,
    pub trusted_metadata: Option<Metadata>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    pub organization_external_id: Option<String>,
    pub sso_default_connection_id: Option<String>,
    pub scim_active_connection: Option<ActiveScimConnection>,
    pub allowed_oauth_tenants: Option<Metadata>,
}

/// Whom or what a setting allows.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Allowance {
    AllAllowed,
    Restricted,
    NotAllowed,
    #[default]
    #[serde(other)]
    Unknown,
}

/// Who must use a second factor.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MfaPolicy {
    RequiredForAll,
    Optional,
    #[default]
    #[serde(other)]
    Unknown,
}

/// A second factor.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MfaMethod {
    SmsOtp,
    Totp,
    #[default]
    #[serde(other)]
    Unknown,
}

/// A login method.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthMethod {
    Sso,
    MagicLink,
    EmailOtp,
    Password,
    GoogleOauth,
    MicrosoftOauth,
    SlackOauth,
    GithubOauth,
    HubspotOauth,
    #[default]
    #[serde(other)]
    Unknown,
}

/// An SSO connection that Members can log in through.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ActiveSsoConnection {
    pub connection_id: String,
    pub display_name: String,
    pub identity_provider: String,
}

/// The SCIM connection that provisions Members.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ActiveScimConnection {
    pub connection_id: String,
    pub display_name: String,
    pub bearer_token_last_four: String,
    pub bearer_token_expires_at: Option<String>,
}

/// A role that Members get from the domain of their email address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct EmailImplicitRoleAssignment {
    pub domain: String,
    pub role_id: String,
}

/// A role that exists only in one Organization.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct CustomRole {
    pub role_id: String,
    pub description: String,
    pub permissions: Vec<CustomRolePermission>,
}

/// What a role allows on one resource.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct CustomRolePermission {
    pub resource_id: String,
    pub actions: Vec<String>,
}
