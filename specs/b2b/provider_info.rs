//! Tokens of the identity providers that a Member logs in through, one object per provider.

use crate::object;

object! {
    /// Tokens that an OIDC identity provider issued when the Member logged in.
    OidcProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID token of the provider: claims about the Member, as a signed JWT.
        id_token: Secret,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Seconds until the access token expires.
        access_token_expires_in: i32,
        /// Scopes of the access token.
        scopes: Vec<String>,
        /// ID of the SSO connection.
        connection_id: String,
        /// Refresh token for the provider's API; present when requested and issued by the provider.
        refresh_token?: Secret,
    }
}

object! {
    /// Tokens that GitHub issued when the Member logged in.
    GithubProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// IDs of the Member's organizations at GitHub.
        provider_tenant_ids: Vec<String>,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Scopes of the access token.
        scopes: Vec<String>,
    }
}

object! {
    /// Tokens that HubSpot issued when the Member logged in.
    HubspotProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the Member's hub at HubSpot.
        provider_tenant_id: String,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Seconds until the access token expires.
        access_token_expires_in: i32,
        /// Scopes of the access token.
        scopes: Vec<String>,
        /// Refresh token for the provider's API; present when requested and issued by the provider.
        refresh_token?: Secret,
    }
}

object! {
    /// Tokens that Slack issued when the Member logged in.
    SlackProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the Member's workspace at Slack.
        provider_tenant_id: String,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Scopes of the access token.
        scopes: Vec<String>,
        /// Access token of your app's Slack bot; empty if the app has no bot.
        bot_access_token: Secret,
        /// Scopes of the bot's token.
        bot_scopes: Vec<String>,
    }
}
