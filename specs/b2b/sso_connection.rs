//! SSO connections between an Organization and its identity provider.

use crate::{object, open_enum};

object! {
    /// A SAML connection to an identity provider.
    SamlConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// Status of the connection.
        status: SsoConnectionStatus,
        /// SAML entity ID of the identity provider; empty until you set it.
        idp_entity_id: String,
        /// Name to show for the connection.
        display_name: String,
        /// URL where the identity provider accepts login requests; empty until you set it.
        idp_sso_url: String,
        /// URL that the identity provider sends its assertions to; enter it there.
        acs_url: String,
        /// Audience that assertions must name; enter it at the identity provider.
        audience_uri: String,
        /// Certificates that verify Stytch's signatures on login requests; enter them at the
        /// identity provider.
        signing_certificates: Vec<X509Certificate>,
        /// Certificates that verify the identity provider's assertions.
        verification_certificates: Vec<X509Certificate>,
        /// Keys that decrypt assertions; empty if assertions are not encrypted.
        encryption_private_keys: Vec<EncryptionPrivateKey>,
        /// Roles that Members get by logging in through the connection.
        saml_connection_implicit_role_assignments: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members of a group get by logging in through the connection.
        saml_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
        /// Another audience that assertions may name, for example after migrating from another
        /// service; may be empty.
        alternative_audience_uri: String,
        /// Which identity provider the connection is for.
        identity_provider: SsoIdentityProvider,
        /// Format of the NameID that login requests ask for, a URN.
        nameid_format: String,
        /// Another URL that login requests name for the assertions, for example after migrating
        /// from another service; may be empty.
        alternative_acs_url: String,
        /// Whether logins that start at the identity provider are rejected.
        idp_initiated_auth_disabled: bool,
        /// Whether assertions may also arrive through a gateway callback.
        allow_gateway_callback: bool,
        /// Name of each Member attribute (`email`, and `full_name` or `first_name` and `last_name`)
        /// at the identity provider.
        attribute_mapping?: Metadata,
    }
}

object! {
    /// An OIDC connection to an identity provider.
    OidcConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// Status of the connection.
        status: SsoConnectionStatus,
        /// Name to show for the connection.
        display_name: String,
        /// URL that the identity provider redirects Members to; enter it there.
        redirect_url: String,
        /// Client ID of Stytch at the identity provider; empty until you set it.
        client_id: String,
        /// Secret of that client; empty until you set it.
        client_secret: Secret,
        /// URL that identifies the identity provider; empty until you set it.
        issuer: String,
        /// URL where the identity provider accepts login requests.
        authorization_url: String,
        /// URL where the identity provider exchanges codes for tokens.
        token_url: String,
        /// URL where the identity provider returns the attributes of the Member.
        userinfo_url: String,
        /// URL of the identity provider's public keys.
        jwks_url: String,
        /// Which identity provider the connection is for.
        identity_provider: SsoIdentityProvider,
        /// Scopes to request in addition to the default ones, joined by `%20`; may be empty.
        custom_scopes: String,
        /// Name of each Member attribute at the identity provider.
        attribute_mapping?: Metadata,
    }
}

object! {
    /// A connection of another Organization that this one also uses.
    ExternalConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// ID of the Organization that owns the connection.
        external_organization_id: String,
        /// ID of the connection in that Organization.
        external_connection_id: String,
        /// Name to show for the connection.
        display_name: String,
        /// Status of the connection.
        status: SsoConnectionStatus,
        /// Roles that Members get by logging in through the connection.
        external_connection_implicit_role_assignments: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members of a group get by logging in through the connection.
        external_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
    }
}

object! {
    /// A certificate that verifies signatures.
    X509Certificate {
        /// ID of the certificate.
        certificate_id: String,
        /// The certificate itself, PEM.
        certificate: String,
        /// Who issued it.
        issuer: String,
        /// When it was added.
        created_at?: Timestamp,
        /// When it expires.
        expires_at?: Timestamp,
        /// When it was last changed.
        updated_at?: Timestamp,
    }
}

object! {
    /// A key that decrypts assertions.
    EncryptionPrivateKey {
        /// ID of the key.
        private_key_id: String,
        /// The key itself, PEM.
        private_key: Secret,
        /// When it was added.
        created_at?: Timestamp,
    }
}

object! {
    /// A role that Members get by logging in through a connection.
    #[request]
    ConnectionImplicitRoleAssignment {
        /// ID of the role.
        role_id: String,
    }
}

object! {
    /// A role that Members of a group get by logging in through a connection.
    #[request]
    GroupImplicitRoleAssignment {
        /// ID of the role.
        role_id: String,
        /// Name of the group, as the identity provider sends it.
        group: String,
    }
}

open_enum! {
    /// The status of an SSO connection.
    SsoConnectionStatus {
        /// Members can log in through it.
        Active = "active",
        /// Settings are missing; no one can log in through it.
        Pending = "pending",
    }
}

open_enum! {
    /// The identity providers that an SSO connection can be for.
    SsoIdentityProvider {
        /// ClassLink, used by schools.
        Classlink = "classlink",
        /// CyberArk Identity.
        Cyberark = "cyberark",
        /// Cisco Duo.
        Duo = "duo",
        /// Any other, without specific adaptations.
        Generic = "generic",
        /// Google Workspace, formerly G Suite.
        GoogleWorkspace = "google-workspace",
        /// JumpCloud.
        Jumpcloud = "jumpcloud",
        /// Keycloak, which is self-hosted.
        Keycloak = "keycloak",
        /// miniOrange.
        Miniorange = "miniorange",
        /// Microsoft Entra ID, formerly Azure AD.
        MicrosoftEntra = "microsoft-entra",
        /// Okta.
        Okta = "okta",
        /// OneLogin, of One Identity.
        Onelogin = "onelogin",
        /// PingFederate, of Ping Identity.
        Pingfederate = "pingfederate",
        /// Rippling.
        Rippling = "rippling",
        /// Salesforce.
        Salesforce = "salesforce",
        /// Shibboleth, used by universities.
        Shibboleth = "shibboleth",
    }
}
