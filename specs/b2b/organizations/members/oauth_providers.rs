//! Tokens for the APIs of the OAuth providers that a Member logs in through.

use crate::{
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
    /// Reads the tokens that GitHub issued when the Member logged in.
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
        /// Whether the response includes the refresh token; GitHub issues none.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// The tokens, one entry for each account that the Member has logged in with.
        registrations: Vec<GithubProviderInfo>,
    }
}

endpoint! {
    /// Reads the tokens that Google issued when the Member logged in.
    ///
    /// If there is a refresh token, Stytch renews an expired access token first. Google rarely
    /// issues a refresh token unless the login starts with `provider_prompt=consent`. Google One
    /// Tap issues no access token.
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
        /// Whether the response includes the refresh token; false when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID token of the provider: claims about the Member, as a signed JWT.
        id_token: Secret,
        /// Scopes of the access token.
        scopes: Vec<String>,
        /// Access token for the provider's API; absent when the Member has logged in only through
        /// Google One Tap.
        access_token?: Secret,
        /// Seconds until the access token expires.
        access_token_expires_in?: i32,
        /// Refresh token for the provider's API; present when requested and issued by the provider.
        refresh_token?: Secret,
    }
}

endpoint! {
    /// Reads the tokens that HubSpot issued when the Member logged in.
    ///
    /// If there is a refresh token, Stytch renews an expired access token first.
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
        /// Whether the response includes the refresh token; false when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// The tokens, one entry for each account that the Member has logged in with.
        registrations: Vec<HubspotProviderInfo>,
    }
}

endpoint! {
    /// Reads the tokens that Microsoft issued when the Member logged in.
    ///
    /// If there is a refresh token, Stytch renews an expired access token first.
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
        /// Whether the response includes the refresh token; false when absent.
        include_refresh_token?: bool,
    }

    response {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// Access token for the provider's API.
        access_token!: Secret,
        /// Seconds until the access token expires.
        access_token_expires_in: i32,
        /// ID token of the provider: claims about the Member, as a signed JWT.
        id_token: Secret,
        /// Scopes of the access token.
        scopes: Vec<String>,
        /// Refresh token for the provider's API; present when requested and issued by the provider.
        refresh_token?: Secret,
    }
}

endpoint! {
    /// Reads the tokens that Slack issued when the Member logged in.
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
        /// The tokens, one entry for each account that the Member has logged in with.
        registrations: Vec<SlackProviderInfo>,
    }
}
