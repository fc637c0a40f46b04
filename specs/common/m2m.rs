//! Machine to machine: programs that authenticate as themselves, with OAuth client credentials.

pub mod clients;

use crate::{
    common::{GrantType, TokenType},
    endpoint, resource,
};

resource! {
    /// Machine-to-machine (M2M) authentication.
    pub M2m {
        endpoints: [TokenRequest],
        /// The M2M clients, each an OAuth client.
        clients: clients::Clients,
    }
}

endpoint! {
    /// Issues an access token to an M2M client for its client ID and client secret.
    ///
    /// This is the client credentials grant of RFC 6749. An error has that RFC's `error` and
    /// `error_description`.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/m2m/token/get-access-token"]
    #[form]
    #[no_auth]
    #[bare]
    M2m::token: POST "/v1/public/{project_id}/oauth2/token";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    body {
        /// ID of the M2M client.
        client_id: String,
        /// The M2M client's secret.
        client_secret: Secret,
        /// How the client authenticates: with client credentials.
        grant_type: GrantType,
        /// Scopes to request, separated by spaces; all of the client's scopes when absent.
        scope?: String,
        /// Further parameters of the request, by name, such as `audience`. Treated as secrets, because
        /// they may be credentials.
        #[flatten]
        parameters: BTreeMap<String, Secret>,
    }

    response {
        /// The access token, a JWT.
        access_token!: Secret,
        /// How to present the token.
        token_type: TokenType,
        /// Seconds until the token expires: 3600, an hour.
        expires_in: i32,
    }
}
