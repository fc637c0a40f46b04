//! Connected Apps: programs that log their users in through you.

pub mod clients;

use crate::{Json, Secret, endpoint, open_enum, resource};

resource! {
    /// Apps that log their users in through you.
    pub ConnectedApp {
        endpoints: [IntrospectRequest],
        /// The apps themselves, each an OAuth client.
        clients: clients::Clients,
    }
}

endpoint! {
    /// Asks whether a Connected App's token is good now.
    ///
    /// Token introspection as in RFC 7662: a token that is unknown, expired or revoked is not an error
    /// but answered with `active` alone.
    #[retry(safe)]
    #[form]
    #[no_auth]
    #[bare]
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
        /// The app's secret; absent for an app that has none.
        client_secret?: Secret,
        /// Which kind of token it is; Stytch finds out when absent.
        token_type_hint?: TokenTypeHint,
    }

    response {
        /// Whether the token is good.
        active!: bool,
        /// ID of the user who let the app in.
        sub?: String,
        /// What the token is good for, separated by spaces.
        scope?: String,
        /// ID of the app.
        client_id?: String,
        /// Whom the token is for: a name, or a list of names; `null` when it is not said.
        aud: Json,
        /// Who issued it.
        iss?: String,
        /// When it expires, in seconds since 1970.
        exp?: i64,
        /// When it was issued, in seconds since 1970.
        iat?: i64,
        /// From when on it is good, in seconds since 1970.
        nbf?: i64,
        /// Which kind of token it is.
        token_type?: String,
    }
}

open_enum! {
    /// A kind of token.
    TokenTypeHint {
        /// What the app calls with.
        AccessToken = "access_token",
        /// What the app gets new access tokens for.
        RefreshToken = "refresh_token",
    }
}
