//! Tokens that an OAuth provider issues when a User logs in.

use crate::object;

object! {
    /// An OAuth provider's own tokens.
    ProviderValues {
        /// Access token for the provider's API.
        access_token: Secret,
        /// Refresh token for the provider's API; empty if the provider issues none.
        refresh_token: Secret,
        /// ID token of the provider: claims about the User, as a signed JWT; empty if the provider
        /// issues none.
        id_token: Secret,
        /// Scopes that the User granted at the provider.
        scopes: Vec<String>,
        /// When the access token expires.
        expires_at?: Timestamp,
    }
}
