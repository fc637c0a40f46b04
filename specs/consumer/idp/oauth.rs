//! OAuth authorization: a User lets a Connected App in, or doesn't.

use crate::{
    Secret,
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
    /// Answers a Connected App's authorization request as the User decided, and tells where to send
    /// the User.
    ///
    /// Name the User by one of `user_id`, `session_token` and `session_jwt`. The scopes that the
    /// User granted are remembered.
    #[docs = "https://stytch.com/docs/api/connected-apps-oauth-authorize"]
    Oauth::authorize: POST "/v1/idp/oauth/authorize";

    body {
        /// Whether the User let the app in.
        consent_granted: bool,
        /// Scopes that the app asks for.
        scopes: Vec<String>,
        /// ID of the app.
        client_id: String,
        /// Where the app wants the User back, one of its redirect URLs.
        redirect_uri: String,
        /// What the app wants.
        response_type: OauthResponseType,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session of the User.
        session_token?: Secret,
        /// JWT of a session of the User.
        session_jwt?: Secret,
        /// What to ask the User in any case; only what was not granted before when absent.
        prompt?: OauthPrompt,
        /// The app's own state, handed back to it unchanged.
        state?: String,
        /// The app's own value, put into the ID token so that the app can tell a replayed one.
        nonce?: String,
        /// Base64url of the SHA-256 of the app's PKCE verifier; public apps must send one.
        code_challenge?: String,
        /// Addresses of the services that the access token is for, as in RFC 8707.
        resources?: Vec<String>,
    }

    response {
        /// Where to send the User: back to the app, with the code or the refusal as parameters.
        redirect_uri!: Secret,
        /// The code that the app trades for tokens; absent when the User refused.
        authorization_code?: Secret,
    }
}

endpoint! {
    /// Checks a Connected App's authorization request and tells what to ask the User.
    ///
    /// Send what the app put into its request. Name the User by one of `user_id`, `session_token`
    /// and `session_jwt`.
    #[docs = "https://stytch.com/docs/api/connected-apps-oauth-authorize-start"]
    #[retry(safe)]
    Oauth::authorize_start: POST "/v1/idp/oauth/authorize/start";

    body {
        /// ID of the app.
        client_id: String,
        /// Where the app wants the User back, one of its redirect URLs.
        redirect_uri: String,
        /// What the app wants.
        response_type: OauthResponseType,
        /// Scopes that the app asks for.
        scopes: Vec<String>,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session of the User.
        session_token?: Secret,
        /// JWT of a session of the User.
        session_jwt?: Secret,
        /// What to ask the User in any case; only what was not granted before when absent.
        prompt?: OauthPrompt,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User as it stands.
        user: User,
        /// The app, to show to the User.
        client: ConnectedAppPublic,
        /// Whether the User must be asked; false when all was granted before, or needs no consent.
        consent_required: bool,
        /// The scopes that the app asks for, each with whether the User can grant it.
        scope_results: Vec<ScopeResult>,
    }
}
