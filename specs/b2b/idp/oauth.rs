//! OAuth authorization: a Member lets a Connected App in, or doesn't.

use crate::{
    Secret,
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
    /// Answers a Connected App's authorization request as the Member decided, and tells where to
    /// send the Member.
    ///
    /// Name the Member by one of `session_token`, `session_jwt`, and `member_id` with
    /// `organization_id`. The scopes that the Member granted are remembered.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/submit-oauth-authorization"]
    Oauth::authorize: POST "/v1/b2b/idp/oauth/authorize";

    body {
        /// Whether the Member let the app in.
        consent_granted: bool,
        /// Scopes that the app asks for.
        scopes: Vec<String>,
        /// ID of the app.
        client_id: String,
        /// Where the app wants the Member back, one of its redirect URLs.
        redirect_uri: String,
        /// What the app wants.
        response_type: OauthResponseType,
        /// The Member's Organization: its ID, slug or external ID.
        organization_id?: String,
        /// The Member: ID or external ID.
        member_id?: String,
        /// Token of a session of the Member.
        session_token?: Secret,
        /// JWT of a session of the Member.
        session_jwt?: Secret,
        /// What to ask the Member in any case; only what was not granted before when absent.
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
        /// Where to send the Member: back to the app, with the code or the refusal as parameters.
        redirect_uri!: Secret,
        /// The code that the app trades for tokens; absent when the Member refused.
        authorization_code?: Secret,
    }
}

endpoint! {
    /// Checks a Connected App's authorization request and tells what to ask the Member.
    ///
    /// Send what the app put into its request. Name the Member by one of `session_token`,
    /// `session_jwt`, and `member_id` with `organization_id`.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/start-oauth-authorization"]
    #[retry(safe)]
    Oauth::authorize_start: POST "/v1/b2b/idp/oauth/authorize/start";

    body {
        /// ID of the app.
        client_id: String,
        /// Where the app wants the Member back, one of its redirect URLs.
        redirect_uri: String,
        /// What the app wants.
        response_type: OauthResponseType,
        /// Scopes that the app asks for.
        scopes: Vec<String>,
        /// The Member's Organization: its ID, slug or external ID.
        organization_id?: String,
        /// The Member: ID or external ID.
        member_id?: String,
        /// Token of a session of the Member.
        session_token?: Secret,
        /// JWT of a session of the Member.
        session_jwt?: Secret,
        /// What to ask the Member in any case; only what was not granted before when absent.
        prompt?: OauthPrompt,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as it stands.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The app, to show to the Member.
        client: ConnectedAppPublic,
        /// Whether the Member must be asked; false when all was granted before, or needs no
        /// consent.
        consent_required: bool,
        /// The scopes that the app asks for, each with whether the Member can grant it.
        scope_results: Vec<ScopeResult>,
    }
}
