//! Tokens of the identity providers that a Member logs in through, one object per provider.

use crate::{Secret, object};

object! {
    /// What an OIDC identity provider gave when the Member logged in.
    OidcProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// What the provider says of the Member, a signed JWT.
        id_token: Secret,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Seconds until the access token lapses.
        access_token_expires_in: i32,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
        /// ID of the SSO connection.
        connection_id: String,
        /// What buys the next access token; there when asked for and where the provider issues one.
        refresh_token?: Secret,
    }
}

object! {
    /// What GitHub gave when the Member logged in.
    GithubProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// IDs of the Member's organizations at GitHub.
        provider_tenant_ids: Vec<String>,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
    }
}

object! {
    /// What HubSpot gave when the Member logged in.
    HubspotProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the Member's hub at HubSpot.
        provider_tenant_id: String,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Seconds until the access token lapses.
        access_token_expires_in: i32,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
        /// What buys the next access token; there when asked for and where the provider issues one.
        refresh_token?: Secret,
    }
}

object! {
    /// What Slack gave when the Member logged in.
    SlackProviderInfo {
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the Member's workspace at Slack.
        provider_tenant_id: String,
        /// Access token for the provider's API.
        access_token: Secret,
        /// Scopes that the access token holds.
        scopes: Vec<String>,
        /// Access token for Slack's API as your app's bot; empty when the app has none.
        bot_access_token: Secret,
        /// Scopes that the bot's token holds.
        bot_scopes: Vec<String>,
    }
}
