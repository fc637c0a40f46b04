//! SSO connections: how an Organization is tied to its identity provider.

use crate::{Metadata, Secret, Timestamp, object, open_enum};

object! {
    /// A connection to an identity provider by SAML.
    SamlConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// Where the connection stands.
        status: SsoConnectionStatus,
        /// Name that the identity provider goes by in SAML; empty until you set it.
        idp_entity_id: String,
        /// Name to show.
        display_name: String,
        /// Where the identity provider takes login requests; empty until you set it.
        idp_sso_url: String,
        /// Where the identity provider sends its assertions; to be entered there.
        acs_url: String,
        /// The audience that assertions must name; to be entered at the identity provider.
        audience_uri: String,
        /// Certificates of Stytch's signatures on login requests; to be entered at the identity
        /// provider.
        signing_certificates: Vec<X509Certificate>,
        /// Certificates of the identity provider's signatures on its assertions.
        verification_certificates: Vec<X509Certificate>,
        /// Keys that decrypt assertions; empty where assertions come unencrypted.
        encryption_private_keys: Vec<EncryptionPrivateKey>,
        /// Roles that Members have by logging in through the connection.
        saml_connection_implicit_role_assignments: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members have by logging in through the connection, by group.
        saml_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
        /// Another audience that assertions may name, as when moving from another service; empty
        /// while there is none.
        alternative_audience_uri: String,
        /// Which identity provider it leads to.
        identity_provider: SsoIdentityProvider,
        /// Format of the NameID that login requests ask for, a URN.
        nameid_format: String,
        /// Another address that login requests name for the assertions, as when moving from another
        /// service; empty while there is none.
        alternative_acs_url: String,
        /// Whether logins that begin at the identity provider are refused.
        idp_initiated_auth_disabled: bool,
        /// Whether assertions may also come in through a gateway callback.
        allow_gateway_callback: bool,
        /// For each attribute of the Member (`email`, and `full_name` or `first_name` and
        /// `last_name`) its name at the identity provider.
        attribute_mapping?: Metadata,
    }
}

object! {
    /// A connection to an identity provider by OIDC.
    OidcConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// Where the connection stands.
        status: SsoConnectionStatus,
        /// Name to show.
        display_name: String,
        /// Where the identity provider sends Members back; to be entered there.
        redirect_url: String,
        /// ID of the client that the identity provider knows Stytch as; empty until you set it.
        client_id: String,
        /// Secret of that client; empty until you set it.
        client_secret: Secret,
        /// Address that names the identity provider; empty until you set it.
        issuer: String,
        /// Where the identity provider takes login requests.
        authorization_url: String,
        /// Where the identity provider trades codes for tokens.
        token_url: String,
        /// Where the identity provider tells who logged in.
        userinfo_url: String,
        /// Where the identity provider's public keys are.
        jwks_url: String,
        /// Which identity provider it leads to.
        identity_provider: SsoIdentityProvider,
        /// Scopes to ask for beyond the usual ones, joined by `%20`; empty while there are none.
        custom_scopes: String,
        /// For each attribute of the Member its name at the identity provider.
        attribute_mapping?: Metadata,
    }
}

object! {
    /// A connection of another Organization that this one uses too.
    ExternalConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// ID of the Organization that owns the connection.
        external_organization_id: String,
        /// ID that the connection has there.
        external_connection_id: String,
        /// Name to show.
        display_name: String,
        /// Where the connection stands.
        status: SsoConnectionStatus,
        /// Roles that Members have by logging in through the connection.
        external_connection_implicit_role_assignments: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members have by logging in through the connection, by group.
        external_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
    }
}

object! {
    /// A certificate of signatures.
    X509Certificate {
        /// ID of the certificate.
        certificate_id: String,
        /// The certificate itself, PEM.
        certificate: String,
        /// Who issued it.
        issuer: String,
        /// When it was added.
        created_at?: Timestamp,
        /// When it lapses.
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
    /// A role that Members have by logging in through a connection.
    ConnectionImplicitRoleAssignment {
        /// ID of the role.
        role_id: String,
    }
}

object! {
    /// A role that Members have by logging in through a connection as one of a group.
    GroupImplicitRoleAssignment {
        /// ID of the role.
        role_id: String,
        /// Name of the group, as the identity provider tells it.
        group: String,
    }
}

open_enum! {
    /// Where an SSO connection stands.
    SsoConnectionStatus {
        /// Members can log in through it.
        Active = "active",
        /// It lacks settings, and nobody can log in through it.
        Pending = "pending",
    }
}

open_enum! {
    /// The identity providers that an SSO connection may lead to.
    SsoIdentityProvider {
        /// ClassLink, used by schools.
        Classlink = "classlink",
        /// CyberArk Identity.
        Cyberark = "cyberark",
        /// Duo, of Cisco.
        Duo = "duo",
        /// Any other, without adaptations to it.
        Generic = "generic",
        /// Google Workspace, formerly G Suite.
        GoogleWorkspace = "google-workspace",
        /// JumpCloud.
        Jumpcloud = "jumpcloud",
        /// Keycloak, which its operator hosts.
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
