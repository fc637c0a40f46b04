//! SSO connections by OIDC.

use crate::{
    MemberCredential, Metadata, Secret,
    b2b::{OidcConnection, SsoIdentityProvider},
    endpoint, resource,
};

resource! {
    /// SSO connections by OIDC.
    pub Oidc {
        endpoints: [CreateConnectionRequest, UpdateConnectionRequest],
    }
}

endpoint! {
    /// Begins an SSO connection by OIDC.
    ///
    /// It is pending until an update has told it the identity provider's settings.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sso/oidc/create-oidc-connection"]
    Oidc::create_connection: POST "/v1/b2b/sso/oidc/{organization_id}";

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
        connection?: OidcConnection,
    }
}

endpoint! {
    /// Changes an SSO connection by OIDC.
    ///
    /// What is absent stays as it is. When the issuer changes, Stytch reads its discovery document
    /// and takes the URLs from there. The connection becomes active once it has a client, an issuer
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Name to show.
        display_name?: String,
        /// ID of the client that the identity provider knows Stytch as.
        client_id?: String,
        /// Secret of that client.
        client_secret?: Secret,
        /// Address that names the identity provider, `https` and case-sensitive.
        issuer?: String,
        /// Where the identity provider takes login requests.
        authorization_url?: String,
        /// Where the identity provider trades codes for tokens.
        token_url?: String,
        /// Where the identity provider tells who logged in.
        userinfo_url?: String,
        /// Where the identity provider's public keys are.
        jwks_url?: String,
        /// Which identity provider it leads to.
        identity_provider?: SsoIdentityProvider,
        /// Scopes to ask for beyond the usual ones, joined by `%20`.
        custom_scopes?: String,
        /// For each attribute of the Member its name at the identity provider.
        attribute_mapping?: Metadata,
    }

    response {
        /// The connection as the call left it.
        connection?: OidcConnection,
        /// Why the issuer's discovery document could not be used, where the change went through all
        /// the same.
        warning?: String,
    }
}
