//! The request and the response of Migrate TOTP, written by hand with serde's derives. They have the
//! same fields as in `stytch-api`.

mod member;
mod organization;

use serde::{Deserialize, Serialize};

pub use member::{
    Member, MemberRole, MemberRoleSource, MemberRoleSourceType, MemberStatus, OauthRegistration,
    RetiredEmail, ScimRegistration, SsoRegistration,
};
pub use organization::{
    ActiveScimConnection, ActiveSsoConnection, Allowance, AuthMethod, CustomRole,
    CustomRolePermission, EmailImplicitRoleAssignment, MfaMethod, MfaPolicy, Organization,
};

/// Any JSON object.
pub type Metadata = serde_json::Map<String, serde_json::Value>;

/// The request of Migrate TOTP.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "as in the reference")]
pub struct MigrateRequest {
    pub organization_id: String,
    pub member_id: String,
    pub secret: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<Vec<String>>,
}

/// The response of Migrate TOTP.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "as in the reference")]
pub struct MigrateResponse {
    pub member_id: String,
    pub organization_id: Option<String>,
    pub member: Member,
    pub organization: Organization,
    pub totp_registration_id: String,
    #[serde(default)]
    pub recovery_codes: Vec<String>,
    #[serde(default)]
    pub status_code: u16,
    #[serde(default)]
    pub request_id: String,
}
