//! SSO connections by SAML.

use crate::{
    MemberCredential, Metadata, Secret,
    b2b::{
        ConnectionImplicitRoleAssignment, GroupImplicitRoleAssignment, SamlConnection,
        SsoIdentityProvider,
    },
    endpoint, resource,
};

resource! {
    /// SSO connections by SAML.
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
    /// Begins an SSO connection by SAML.
    ///
    /// It is pending until an update has told it the identity provider's settings.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/saml/create-saml-connection"]
    Saml::create_connection: POST "/v1/b2b/sso/saml/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show.
        display_name?: String,
        /// Which identity provider it leads to; `generic` when absent.
        identity_provider?: SsoIdentityProvider,
    }

    response {
        /// The new connection.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Changes an SSO connection by SAML.
    ///
    /// What is absent stays as it is; a list replaces the list that was there. The connection
    /// becomes active once it has the identity provider's `idp_entity_id`, `idp_sso_url`, a
    /// certificate and an `attribute_mapping`.
    #[docs = "https://stytch.com/docs/b2b/api/update-saml-connection"]
    // A repeat may add the certificate or key once more, of which a connection takes five.
    #[retry(unsafe)]
    Saml::update_connection: PUT "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name that the identity provider goes by in SAML.
        idp_entity_id?: String,
        /// Name to show.
        display_name?: String,
        /// For each attribute of the Member (`email`, and `full_name` or `first_name` and
        /// `last_name`) its name at the identity provider.
        attribute_mapping?: Metadata,
        /// Certificate of the identity provider's signatures on its assertions, PEM; it is added to
        /// those that are there, five at most.
        x509_certificate?: String,
        /// Where the identity provider takes login requests.
        idp_sso_url?: String,
        /// Roles that Members have by logging in through the connection.
        saml_connection_implicit_role_assignments?: Vec<ConnectionImplicitRoleAssignment>,
        /// Roles that Members have by logging in through the connection, by group; the
        /// `attribute_mapping` must map `groups`.
        saml_group_implicit_role_assignments?: Vec<GroupImplicitRoleAssignment>,
        /// Another audience that assertions may name, as when moving from another service.
        alternative_audience_uri?: String,
        /// Which identity provider it leads to.
        identity_provider?: SsoIdentityProvider,
        /// Key that signs login requests: RSA, PKCS #1, PEM. Stytch makes the certificate for it.
        signing_private_key?: Secret,
        /// Format of the NameID that login requests ask for, a URN; an email address by default.
        nameid_format?: String,
        /// Another address that login requests name for the assertions, as when moving from another
        /// service.
        alternative_acs_url?: String,
        /// Whether logins that begin at the identity provider are refused; by default they are not.
        idp_initiated_auth_disabled?: bool,
        /// Key that decrypts assertions: RSA, PKCS #1, PEM.
        saml_encryption_private_key?: Secret,
        /// Whether assertions may also come in through a gateway callback.
        allow_gateway_callback?: bool,
    }

    response {
        /// The connection as the call left it.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Takes over an identity provider's SAML settings from its metadata document.
    ///
    /// The `attribute_mapping` is not part of it and needs an update of its own.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/saml/update-saml-connection-by-metadata-url"]
    // As above: the document's certificates are added.
    #[retry(unsafe)]
    Saml::update_by_url: PUT "/v1/b2b/sso/saml/{organization_id}/connections/{connection_id}/url";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Address of the metadata document, which Stytch reads once.
        metadata_url: String,
    }

    response {
        /// The connection as the call left it.
        connection?: SamlConnection,
    }
}

endpoint! {
    /// Deletes a certificate of the identity provider, as after it has rotated its key.
    ///
    /// A connection takes five at most, and an active one keeps at least one.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the key.
        private_key_id!: String,
    }
}
