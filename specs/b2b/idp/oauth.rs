//! OAuth authorization: a Member grants or denies a Connected App access.

use crate::{
    b2b::{ConnectedAppPublic, Member, OauthPrompt, OauthResponseType, Organization, ScopeResult},
    endpoint, resource,
};

resource! {
    /// OAuth authorization of Connected Apps by Members.
    pub Oauth {
        endpoints: [AuthorizeRequest, AuthorizeStartRequest],
    }
}

endpoint! {
    /// Completes a Connected App's authorization request with the Member's decision and returns the
    /// redirect URL.
    ///
    /// Identify the Member by `session_token`, by `session_jwt`, or by `member_id` and
    /// `organization_id`. Stytch stores the scopes that the Member granted.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/submit-oauth-authorization"]
    Oauth::authorize: POST "/v1/b2b/idp/oauth/authorize";

    body {
        /// Whether the Member gave consent to the app.
        consent_granted: bool,
        /// Scopes that the app requests.
        scopes: Vec<String>,
        /// ID of the app.
        client_id: String,
        /// One of the app's redirect URLs, which the Member is sent back to.
        redirect_uri: String,
        /// Response type that the app requests.
        response_type: OauthResponseType,
        /// The Member's Organization: its ID, slug or external ID.
        organization_id?: String,
        /// The Member: ID or external ID.
        member_id?: String,
        /// Token of a session of the Member.
        session_token?: Secret,
        /// JWT of a session of the Member.
        session_jwt?: Secret,
        /// What to ask the Member even if it was granted before; when absent, only new scopes need
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
        /// URL to redirect the Member to: the app's, with the code or the error as parameters.
        redirect_uri!: Secret,
        /// Code that the app exchanges for tokens; absent when the Member denied consent.
        authorization_code?: Secret,
    }
}

endpoint! {
    /// Validates a Connected App's authorization request and returns what to ask the Member.
    ///
    /// Send the parameters of the app's request. Identify the Member by `session_token`, by
    /// `session_jwt`, or by `member_id` and `organization_id`.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/start-oauth-authorization"]
    #[retry(safe)]
    Oauth::authorize_start: POST "/v1/b2b/idp/oauth/authorize/start";

    body {
        /// ID of the app.
        client_id: String,
        /// One of the app's redirect URLs, which the Member is sent back to.
        redirect_uri: String,
        /// Response type that the app requests.
        response_type: OauthResponseType,
        /// Scopes that the app requests.
        scopes: Vec<String>,
        /// The Member's Organization: its ID, slug or external ID.
        organization_id?: String,
        /// The Member: ID or external ID.
        member_id?: String,
        /// Token of a session of the Member.
        session_token?: Secret,
        /// JWT of a session of the Member.
        session_jwt?: Secret,
        /// What to ask the Member even if it was granted before; when absent, only new scopes need
        /// consent.
        prompt?: OauthPrompt,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The current state of the Member.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The app, to show to the Member.
        client: ConnectedAppPublic,
        /// Whether to ask the Member; false when everything was granted before or needs no consent.
        consent_required: bool,
        /// The requested scopes, each with whether the Member can grant it.
        scope_results: Vec<ScopeResult>,
    }
}
