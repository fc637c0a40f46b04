//! Stytch for products whose customers are organizations: a project holds Organizations, an
//! Organization holds Members.
//!
//! Each resource has its own module with its requests and responses; types that several resources
//! share, such as [`Member`] and [`Organization`], are here.

mod discovered;
pub mod discovery;
pub mod idp;
pub mod impersonation;
mod installed_app;
mod login;
pub mod magic_links;
mod member;
pub mod oauth;
mod org_policy;
mod organization;
pub mod organizations;
pub mod otps;
mod password;
pub mod passwords;
mod provider_info;
mod provider_values;
pub mod rbac;
pub mod recovery_codes;
pub mod scim;
mod scim_attributes;
mod scim_connection;
mod session;
pub mod sessions;
pub mod sso;
mod sso_connection;
pub mod totps;

use crate::resource;

pub use self::{
    discovered::{DiscoveredOrganization, Membership, MembershipType},
    installed_app::{ConnectedAppMember, OrganizationConnectedApp},
    login::{MfaOptions, MfaRequired, PrimaryRequired},
    member::{
        EmailUpdateMethod, Member, MemberRole, MemberRoleSource, MemberRoleSourceType,
        MemberStatus, MfaEnrollment, OauthRegistration, RetiredEmail, ScimRegistration,
        SsoRegistration,
    },
    org_policy::OrgPolicy,
    organization::{
        ActiveScimConnection, ActiveSsoConnection, Allowance, AuthMethod,
        EmailImplicitRoleAssignment, MfaMethod, MfaPolicy, Organization,
    },
    password::ZxcvbnFeedback,
    provider_info::{GithubProviderInfo, HubspotProviderInfo, OidcProviderInfo, SlackProviderInfo},
    provider_values::ProviderValues,
    scim_attributes::{
        ScimAddress, ScimAttributes, ScimEnterpriseExtension, ScimGroup, ScimManager, ScimName,
        ScimValue,
    },
    scim_connection::{
        ScimConnection, ScimConnectionGroup, ScimConnectionStatus, ScimConnectionWithNextToken,
        ScimConnectionWithToken, ScimGroupRoleAssignment, ScimIdentityProvider,
    },
    session::{AuthorizationCheck, MemberSession},
    sso_connection::{
        ConnectionImplicitRoleAssignment, EncryptionPrivateKey, ExternalConnection,
        GroupImplicitRoleAssignment, OidcConnection, SamlConnection, SsoConnectionStatus,
        SsoIdentityProvider, X509Certificate,
    },
};
pub use crate::common::*;

resource! {
    /// Stytch's B2B API.
    pub B2b {
        endpoints: [],
        /// Apps that log their users in through your product.
        connected_app: connected_app::ConnectedApp,
        /// A check of the client's configuration.
        debug: debug::Debug,
        /// Logins that start without an Organization.
        discovery: discovery::Discovery,
        /// Risk ratings of devices and email addresses.
        fraud: fraud::Fraud,
        /// Your product as an identity provider for Connected Apps.
        idp: idp::Idp,
        /// Logins as a Member by your support team.
        impersonation: impersonation::Impersonation,
        /// Machine-to-machine (M2M) authentication.
        m2m: m2m::M2m,
        /// Logins with a link sent by email.
        magic_links: magic_links::MagicLinks,
        /// Logins with an account at an OAuth provider.
        oauth: oauth::Oauth,
        /// Organizations and, below them, their Members.
        organizations: organizations::Organizations,
        /// Passcodes sent by email or text message.
        otps: otps::Otps,
        /// Passwords of Members.
        passwords: passwords::Passwords,
        /// Metrics of the project.
        project: project::Project,
        /// The project's RBAC policy.
        rbac: rbac::Rbac,
        /// Codes that replace a lost second factor.
        recovery_codes: recovery_codes::RecoveryCodes,
        /// Provisioning of Members by identity providers.
        scim: scim::Scim,
        /// Sessions of Members.
        sessions: sessions::Sessions,
        /// Logins with an Organization's own identity provider.
        sso: sso::Sso,
        /// Authenticator apps (TOTP) of Members.
        totps: totps::Totps,
    }
}
