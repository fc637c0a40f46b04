#![expect(missing_docs, reason = "as in the reference")]

use serde::{Deserialize, Serialize};

use crate::{Metadata, organization::MfaMethod};

/// A Member.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "as in the reference")]
pub struct Member {
    pub organization_id: String,
    pub member_id: String,
    pub email_address: String,
    pub status: MemberStatus,
    pub name: String,
    pub sso_registrations: Vec<SsoRegistration>,
    pub is_breakglass: bool,
    pub member_password_id: String,
    pub oauth_registrations: Vec<OauthRegistration>,
    pub email_address_verified: bool,
    pub mfa_phone_number_verified: bool,
    pub is_admin: bool,
    pub totp_registration_id: String,
    pub retired_email_addresses: Vec<RetiredEmail>,
    pub is_locked: bool,
    pub mfa_enrolled: bool,
    pub mfa_phone_number: String,
    pub default_mfa_method: MfaMethod,
    pub roles: Vec<MemberRole>,
    pub trusted_metadata: Option<Metadata>,
    pub untrusted_metadata: Option<Metadata>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    pub scim_registration: Option<ScimRegistration>,
    pub scim_registrations: Vec<ScimRegistration>,
    pub external_id: Option<String>,
    pub lock_created_at: Option<String>,
    pub lock_expires_at: Option<String>,
}

/// The status of a Member.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    Active,
    Pending,
    Invited,
    Deleted,
    #[default]
    #[serde(other)]
    Unknown,
}

/// An SSO connection that a Member has logged in through.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SsoRegistration {
    pub connection_id: String,
    pub external_id: String,
    pub registration_id: String,
    pub sso_attributes: Option<Metadata>,
}

/// An OAuth provider that a Member has logged in through.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct OauthRegistration {
    pub provider_type: String,
    pub provider_subject: String,
    pub member_oauth_registration_id: String,
    pub profile_picture_url: Option<String>,
    pub locale: Option<String>,
}

/// The SCIM connection that provisioned a Member.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ScimRegistration {
    pub connection_id: String,
    pub registration_id: String,
    pub external_id: Option<String>,
    pub scim_attributes: Option<Metadata>,
}

/// A former email address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct RetiredEmail {
    pub email_id: String,
    pub email_address: String,
}

/// A role of a Member.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct MemberRole {
    pub role_id: String,
    pub sources: Vec<MemberRoleSource>,
}

/// A source of a Member's role.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct MemberRoleSource {
    pub r#type: MemberRoleSourceType,
    pub details: Option<Metadata>,
}

/// The sources that a Member's role can have.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberRoleSourceType {
    DirectAssignment,
    EmailAssignment,
    SsoConnection,
    SsoConnectionGroup,
    ScimConnectionGroup,
    #[default]
    #[serde(other)]
    Unknown,
}
