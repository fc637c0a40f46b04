//! SAML SSO connections.

use crate::{
    MemberCredential,
    b2b::{
        ConnectionImplicitRoleAssignment, GroupImplicitRoleAssignment, SamlConnection,
        SsoIdentityProvider,
    },
    endpoint, resource,
};

resource! {
    /// SAML SSO connections.
    pub Saml {
        endpoints: [
            CreateConnectionRequest,
            UpdateConnectionRequest,
            UpdateByUrlRequest,
            DeleteVerificationCertificateRequest,
            DeleteEncryptionPrivateKeyRequest,
        ],
    }
}

endpoint! {
    /// Creates a SAML SSO connection.
    ///
    /// It is pending until an update adds the identity provider's settings.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/saml/create-saml-connection"]
    Saml::create_connection: POST "/v1/b2b/sso/saml/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show for the connection.
        display_name?: String,
        /// Which identity provider the connection is for; `generic` when absent.
        identity_provider?: SsoIdentityProvider,
    }

    response {
        /// The new connection.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Updates a SAML SSO connection.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list. The connection becomes
    /// active once it has the identity provider's `idp_entity_id`, `idp_sso_url`, a certificate and
    /// an `attribute_mapping`.
    #[docs = "https://stytch.com/docs/b2b/api/update-saml-connection"]
    // A retry may add the certificate or key again, and a connection accepts five at most.
    #[retry(unsafe)]
    Saml::update_connection: PUT "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// SAML entity ID of the identity provider.
        idp_entity_id?: String,
        /// Name to show for the connection.
        display_name?: String,
        /// Name of each Member attribute (`email`, and `full_name` or `first_name` and `last_name`)
        /// at the identity provider.
        attribute_mapping?: Metadata,
        /// Certificate that verifies the identity provider's assertions, PEM; it is added to the
        /// existing ones, five at most.
        x509_certificate?: String,
        /// URL where the identity provider accepts login requests.
        idp_sso_url?: String,
        /// Roles that Members get by logging in through the connection.
        saml_connection_implicit_role_assignments?: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members of a group get by logging in through the connection; the
        /// `attribute_mapping` must map `groups`.
        saml_group_implicit_role_assignments?: Vec<GroupImplicitRoleAssignment>,
        /// Another audience that assertions may name, for example after migrating from another
        /// service.
        alternative_audience_uri?: String,
        /// Which identity provider the connection is for.
        identity_provider?: SsoIdentityProvider,
        /// Key that signs login requests: RSA, PKCS #1, PEM. Stytch creates the certificate for it.
        signing_private_key?: Secret,
        /// Format of the NameID that login requests ask for, a URN; an email address by default.
        nameid_format?: String,
        /// Another URL that login requests name for the assertions, for example after migrating
        /// from another service.
        alternative_acs_url?: String,
        /// Whether logins that start at the identity provider are rejected; false by default.
        idp_initiated_auth_disabled?: bool,
        /// Key that decrypts assertions: RSA, PKCS #1, PEM.
        saml_encryption_private_key?: Secret,
        /// Whether assertions may also arrive through a gateway callback.
        allow_gateway_callback?: bool,
    }

    response {
        /// The connection after the call.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Updates a SAML SSO connection from the identity provider's metadata document.
    ///
    /// The `attribute_mapping` is not part of the document and requires a separate update.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/saml/update-saml-connection-by-metadata-url"]
    // As above: a retry may add the document's certificates again.
    #[retry(unsafe)]
    Saml::update_by_url: PUT "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}/url";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// URL of the metadata document, which Stytch reads once.
        metadata_url: String,
    }

    response {
        /// The connection after the call.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Deletes a certificate of the identity provider, for example after a key rotation.
    ///
    /// A connection has at most five, and an active one must keep at least one.
    #[docs = "https://stytch.com/docs/b2b/api/delete-verification-certificate"]
    Saml::delete_verification_certificate:
        DELETE "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}/verification_certificates/{certificate_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// ID of the certificate.
        certificate_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the certificate.
        certificate_id!: String,
    }
}

endpoint! {
    /// Deletes a key that decrypts assertions.
    #[docs = "https://stytch.com/docs/b2b/api/delete-encryption-private-key"]
    Saml::delete_encryption_private_key:
        DELETE "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}/encryption_private_keys/{private_key_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
        /// ID of the key.
        private_key_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the key.
        private_key_id!: String,
    }
}
