//! OAuth: Users log in with an account that they have at a provider such as Google.

use crate::{
    consumer::{DeviceInfo, ProviderValues, Session, User},
    endpoint, open_enum, resource,
};

resource! {
    /// Logins with an account at an OAuth provider.
    pub Oauth {
        endpoints: [AttachRequest, AuthenticateRequest],
    }
}

endpoint! {
    /// Creates a token that ties an OAuth login to an existing User.
    ///
    /// Add it to the URL that starts the login: the account is then added to that User. Otherwise,
    /// the login might create a new User. Identify the User by `user_id`, `session_token` or
    /// `session_jwt`.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/oauth/attach"]
    Oauth::attach: POST "/v1/oauth/attach";

    body {
        /// The provider that the User will log in with.
        provider: Provider,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session of the User.
        session_token?: Secret,
        /// JWT of a session of the User.
        session_jwt?: Secret,
    }

    response {
        /// The token, for the `oauth_attach_token` parameter of the URL.
        oauth_attach_token!: Secret,
    }
}

endpoint! {
    /// Authenticates the token of an OAuth redirect and logs the User in.
    ///
    /// The token is consumed. With the token or JWT of a session, the factor is added to that
    /// session, and the account to its User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/oauth/authenticate"]
    Oauth::authenticate: POST "/v1/oauth/authenticate";

    body {
        /// The `token` parameter of the redirect URL.
        token: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// PKCE verifier; required when the login started with its challenge.
        code_verifier?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the User at the provider, the `sub` of its tokens.
        provider_subject!: String,
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The provider's own tokens and the granted scopes.
        provider_values: ProviderValues,
        /// The User after the call.
        user: User,
        /// Whether the User's other sessions must end. Stytch has revoked its own; revoke any that
        /// you manage yourself.
        reset_sessions: bool,
        /// ID of the registration.
        oauth_user_registration_id!: String,
        /// The session, with its lifetime and factors; absent when none was requested.
        user_session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

open_enum! {
    /// The OAuth providers that a User can log in with.
    Provider {
        /// Amazon.
        Amazon = "amazon",
        /// Apple.
        Apple = "apple",
        /// Bitbucket.
        Bitbucket = "bitbucket",
        /// Coinbase.
        Coinbase = "coinbase",
        /// Discord.
        Discord = "discord",
        /// Facebook.
        Facebook = "facebook",
        /// Figma.
        Figma = "figma",
        /// GitHub.
        Github = "github",
        /// GitLab.
        Gitlab = "gitlab",
        /// Google.
        Google = "google",
        /// LinkedIn.
        Linkedin = "linkedin",
        /// Microsoft.
        Microsoft = "microsoft",
        /// Salesforce.
        Salesforce = "salesforce",
        /// Slack.
        Slack = "slack",
        /// Snapchat.
        Snapchat = "snapchat",
        /// TikTok.
        Tiktok = "tiktok",
        /// Twitch.
        Twitch = "twitch",
        /// Twitter.
        Twitter = "twitter",
        /// Yahoo.
        Yahoo = "yahoo",
    }
}
