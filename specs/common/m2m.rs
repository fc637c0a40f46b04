//! Machine to machine: programs that log in as themselves, by OAuth's client credentials.

pub mod clients;

use crate::{
    Secret,
    common::{GrantType, TokenType},
    endpoint, resource,
};

resource! {
    /// Programs that log in as themselves.
    pub M2m {
        endpoints: [TokenRequest],
        /// The programs, each an OAuth client.
        clients: clients::Clients,
    }
}

endpoint! {
    /// Gives an M2M client an access token for its client ID and client secret.
    ///
    /// The client credentials grant of RFC 6749. A refusal has that RFC's `error` and
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
        /// How the client proves itself: by client credentials.
        grant_type: GrantType,
        /// Scopes to ask for, separated by spaces; all that the client has when absent.
        scope?: String,
    }

    response {
        /// The access token, a JWT.
        access_token!: Secret,
        /// How to present the token.
        token_type: TokenType,
        /// Seconds until the token lapses: 3600, an hour.
        expires_in: i32,
    }
}
