//! Tokens of the OAuth providers that a Member logs in through, to call the providers' APIs with.

use crate::{
    Secret,
    b2b::{GithubProviderInfo, HubspotProviderInfo, SlackProviderInfo},
    endpoint, resource,
};

resource! {
    /// Tokens of the OAuth providers that a Member logs in through.
    pub OauthProviders {
        endpoints: [
            GithubRequest,
            GoogleRequest,
            HubspotRequest,
            MicrosoftRequest,
            SlackRequest,
        ],
    }
}

endpoint! {
    /// Reads the tokens that GitHub gave when the Member logged in.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/oauth/token/github"]
    OauthProviders::github:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/github";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    query {
        /// Whether the answer holds the refresh token too; GitHub gives none.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// The tokens, once for each account that the Member has logged in through.
        registrations: Vec<GithubProviderInfo>,
    }
}

endpoint! {
    /// Reads the tokens that Google gave when the Member logged in.
    ///
    /// Where there is a refresh token, Stytch has renewed the access token when it had lapsed.
    /// Google gives a refresh token seldom by itself; `provider_prompt=consent` when the login
    /// starts makes it. Google One Tap gives no access token.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/oauth/token/google"]
    OauthProviders::google:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/google";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    query {
        /// Whether the answer holds the refresh token too; it is left out when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// What the provider says of the Member, a signed JWT.
        id_token: Secret,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
        /// Access token for the provider's API; absent when the Member has logged in through Google
        /// One Tap alone.
        access_token?: Secret,
        /// Seconds until the access token lapses.
        access_token_expires_in?: i32,
        /// What buys the next access token; there when asked for and where the provider issues one.
        refresh_token?: Secret,
    }
}

endpoint! {
    /// Reads the tokens that HubSpot gave when the Member logged in.
    ///
    /// Where there is a refresh token, Stytch has renewed the access token when it had lapsed.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/oauth/token/hubspot"]
    OauthProviders::hubspot:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/hubspot";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    query {
        /// Whether the answer holds the refresh token too; it is left out when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// The tokens, once for each account that the Member has logged in through.
        registrations: Vec<HubspotProviderInfo>,
    }
}

endpoint! {
    /// Reads the tokens that Microsoft gave when the Member logged in.
    ///
    /// Where there is a refresh token, Stytch has renewed the access token when it had lapsed.
    #[docs = "https://stytch.com/docs/b2b/api/get-microsoft-access-token"]
    OauthProviders::microsoft:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/microsoft";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    query {
        /// Whether the answer holds the refresh token too; it is left out when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// Access token for the provider's API.
        access_token!: Secret,
        /// Seconds until the access token lapses.
        access_token_expires_in: i32,
        /// What the provider says of the Member, a signed JWT.
        id_token: Secret,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
        /// What buys the next access token; there when asked for and where the provider issues one.
        refresh_token?: Secret,
    }
}

endpoint! {
    /// Reads the tokens that Slack gave when the Member logged in.
    #[docs = "https://stytch.com/docs/b2b/api/get-slack-access-token"]
    OauthProviders::slack:
        GET "/v1/b2b/organizations/{organization_id}/members/{member_id}/oauth_providers/slack";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// The tokens, once for each account that the Member has logged in through.
        registrations: Vec<SlackProviderInfo>,
    }
}
