//! Stytch for products whose customers are organizations: a project holds Organizations, an
//! Organization holds Members.
//!
//! Each resource has its requests and responses in a module of its own; what several resources
//! exchange, such as [`Member`] and [`Organization`], is here.

mod device;
mod factor;
mod member;
mod organization;
pub mod organizations;
pub mod recovery_codes;
mod scim;
mod search;
mod session;
pub mod sessions;
pub mod totp;

use crate::resource;

pub use self::{
    device::{DeviceAttributeDetails, DeviceInfo},
    factor::{
        AccessTokenExchangeFactor, AuthenticationFactor, AuthenticatorAppFactor, BiometricFactor,
        CryptoWalletFactor, EmailFactor, EmbeddableMagicLinkFactor, FactorDeliveryMethod,
        FactorType, ImpersonatedFactor, OauthExchangeFactor, OauthFactor, PhoneNumberFactor,
        RecoveryCodeFactor, SsoFactor, TrustedAuthTokenFactor, WebauthnFactor,
    },
    member::{
        Member, MemberRole, MemberRoleSource, MemberRoleSourceType, MemberStatus, MfaEnrollment,
        OauthRegistration, RetiredEmail, ScimRegistration, SsoRegistration,
    },
    organization::{
        ActiveScimConnection, ActiveSsoConnection, Allowance, AuthMethod, CustomRole,
        CustomRolePermission, EmailImplicitRoleAssignment, MfaMethod, MfaPolicy, Organization,
    },
    scim::{
        ScimAddress, ScimAttributes, ScimEnterpriseExtension, ScimGroup, ScimManager, ScimName,
        ScimValue,
    },
    search::{ResultsMetadata, SearchOperator, SearchQuery},
    session::{AuthorizationCheck, AuthorizationVerdict, Jwk, MemberSession},
};

resource! {
    /// Stytch's B2B API.
    pub B2b {
        endpoints: [],
        /// Authenticator apps (TOTP) of Members.
        totp: totp::Totp,
        /// Codes that stand in for a lost second factor.
        recovery_codes: recovery_codes::RecoveryCodes,
        /// Organizations and, below them, their Members.
        organizations: organizations::Organizations,
        /// Logins of Members.
        sessions: sessions::Sessions,
    }
}
