//! OAuth authorization: a User grants or denies a Connected App access.

use crate::{
    consumer::{ConnectedAppPublic, OauthPrompt, OauthResponseType, ScopeResult, User},
    endpoint, resource,
};

resource! {
    /// OAuth authorization of Connected Apps by Users.
    pub Oauth {
        endpoints: [AuthorizeRequest, AuthorizeStartRequest],
    }
}

endpoint! {
    /// Completes a Connected App's authorization request with the User's decision and returns the
    /// redirect URL.
    ///
    /// Identify the User by `user_id`, `session_token` or `session_jwt`. Stytch stores the scopes
    /// that the User granted.
    #[docs = "https://stytch.com/docs/api/connected-apps-oauth-authorize"]
    Oauth::authorize: POST "/v1/idp/oauth/authorize";

    body {
        /// Whether the User gave consent to the app.
        consent_granted: bool,
        /// Scopes that the app requests.
        scopes: Vec<String>,
        /// ID of the app.
        client_id: String,
        /// One of the app's redirect URLs, which the User is sent back to.
        redirect_uri: String,
        /// Response type that the app requests.
        response_type: OauthResponseType,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session of the User.
        session_token?: Secret,
        /// JWT of a session of the User.
        session_jwt?: Secret,
        /// What to ask the User even if it was granted before; when absent, only new scopes need
        /// consent.
        prompt?: OauthPrompt,
        /// The app's own state, returned to it unchanged.
        state?: String,
        /// The app's own value, put into the ID token so that the app can detect a replay.
        nonce?: String,
        /// Base64url of the SHA-256 of the app's PKCE verifier; required for public apps.
        code_challenge?: String,
        /// URIs of the services that the access token is for, as in RFC 8707.
        resources?: Vec<String>,
    }

    response {
        /// URL to redirect the User to: the app's, with the code or the error as parameters.
        redirect_uri!: Secret,
        /// Code that the app exchanges for tokens; absent when the User denied consent.
        authorization_code?: Secret,
    }
}

endpoint! {
    /// Validates a Connected App's authorization request and returns what to ask the User.
    ///
    /// Send the parameters of the app's request. Identify the User by `user_id`, `session_token` or
    /// `session_jwt`.
    #[docs = "https://stytch.com/docs/api/connected-apps-oauth-authorize-start"]
    #[retry(safe)]
    Oauth::authorize_start: POST "/v1/idp/oauth/authorize/start";

    body {
        /// ID of the app.
        client_id: String,
        /// One of the app's redirect URLs, which the User is sent back to.
        redirect_uri: String,
        /// Response type that the app requests.
        response_type: OauthResponseType,
        /// Scopes that the app requests.
        scopes: Vec<String>,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session of the User.
        session_token?: Secret,
        /// JWT of a session of the User.
        session_jwt?: Secret,
        /// What to ask the User even if it was granted before; when absent, only new scopes need
        /// consent.
        prompt?: OauthPrompt,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The current state of the User.
        user: User,
        /// The app, to show to the User.
        client: ConnectedAppPublic,
        /// Whether to ask the User; false when everything was granted before or needs no consent.
        consent_required: bool,
        /// The requested scopes, each with whether the User can grant it.
        scope_results: Vec<ScopeResult>,
    }
}
