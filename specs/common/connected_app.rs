//! Connected Apps: programs that log their users in through your product.

pub mod clients;

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Apps that log their users in through your product.
    pub ConnectedApp {
        endpoints: [IntrospectRequest],
        /// The apps themselves, each an OAuth client.
        clients: clients::Clients,
    }
}

endpoint! {
    /// Returns whether a Connected App's token is currently valid.
    ///
    /// This is token introspection as in RFC 7662: an unknown, expired or revoked token is not an
    /// error; the response then contains only `active`.
    #[retry(safe)]
    #[form]
    #[no_auth]
    ConnectedApp::introspect: POST "/v1/public/{project_id}/oauth2/introspect";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    body {
        /// The access token or refresh token.
        token: Secret,
        /// ID of the app that it was issued to.
        client_id: String,
        /// The app's secret; absent for an app without a secret.
        client_secret?: Secret,
        /// Which type of token it is; Stytch detects it when absent.
        token_type_hint?: TokenTypeHint,
    }

    response {
        /// Whether the token is valid.
        active!: bool,
        /// ID of the user who authorized the app.
        sub?: String,
        /// Scopes of the token, separated by spaces.
        scope?: String,
        /// ID of the app.
        client_id?: String,
        /// Audience of the token: a name, or a list of names; `null` when not specified.
        aud: Json,
        /// Who issued it.
        iss?: String,
        /// When it expires, in seconds since 1970.
        exp?: i64,
        /// When it was issued, in seconds since 1970.
        iat?: i64,
        /// When it becomes valid, in seconds since 1970.
        nbf?: i64,
        /// Which type of token it is.
        token_type?: String,
        /// The Organization whose Member authorized the app; absent for Users.
        organization?: OrganizationClaim = "https://stytch.com/organization",
        /// ID of the token.
        jti?: String,
        /// The custom claims of the token, and Stytch's own claims that have no field above
        /// (`https://stytch.com/…`).
        #[flatten]
        custom_claims: Metadata,
    }
}

object! {
    /// The Organization that a token is for: the claim `https://stytch.com/organization`.
    OrganizationClaim {
        /// ID of the Organization.
        organization_id: String,
        /// The Organization's slug, which appears in its login URLs.
        slug: String,
    }
}

open_enum! {
    /// A type of token.
    TokenTypeHint {
        /// A token for API calls.
        AccessToken = "access_token",
        /// A token that the app exchanges for new access tokens.
        RefreshToken = "refresh_token",
    }
}
