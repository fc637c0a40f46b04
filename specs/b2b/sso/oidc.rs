//! OIDC SSO connections.

use crate::{
    MemberCredential,
    b2b::{OidcConnection, SsoIdentityProvider},
    endpoint, resource,
};

resource! {
    /// OIDC SSO connections.
    pub Oidc {
        endpoints: [CreateConnectionRequest, UpdateConnectionRequest],
    }
}

endpoint! {
    /// Creates an OIDC SSO connection.
    ///
    /// It is pending until an update adds the identity provider's settings.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/oidc/create-oidc-connection"]
    Oidc::create_connection: POST "/v1/b2b/sso/oidc/{organization_id}";

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
        connection?: OidcConnection,
    }
}

endpoint! {
    /// Updates an OIDC SSO connection.
    ///
    /// Absent fields stay unchanged. When the issuer changes, Stytch reads the URLs from the new
    /// issuer's discovery document. The connection becomes active once it has a client, an issuer
    /// and all four URLs.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/oidc/update-oidc-connection"]
    Oidc::update_connection: PUT "/v1/b2b/sso/oidc/{organization_id}/connections/{connection_id}";

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
        /// Name to show for the connection.
        display_name?: String,
        /// Client ID of Stytch at the identity provider.
        client_id?: String,
        /// Secret of that client.
        client_secret?: Secret,
        /// URL that identifies the identity provider, `https` and case-sensitive.
        issuer?: String,
        /// URL where the identity provider accepts login requests.
        authorization_url?: String,
        /// URL where the identity provider exchanges codes for tokens.
        token_url?: String,
        /// URL where the identity provider returns the attributes of the Member.
        userinfo_url?: String,
        /// URL of the identity provider's public keys.
        jwks_url?: String,
        /// Which identity provider the connection is for.
        identity_provider?: SsoIdentityProvider,
        /// Scopes to request in addition to the default ones, joined by `%20`.
        custom_scopes?: String,
        /// Name of each Member attribute at the identity provider.
        attribute_mapping?: Metadata,
    }

    response {
        /// The connection after the call.
        connection?: OidcConnection,
        /// Why the issuer's discovery document could not be used although the update succeeded.
        warning?: String,
    }
}
