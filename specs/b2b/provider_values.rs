//! Tokens that an OAuth provider issues when a Member logs in.

use crate::object;

object! {
    /// An OAuth provider's own tokens.
    ProviderValues {
        /// Scopes that the Member granted at the provider.
        scopes: Vec<String>,
        /// Access token for the provider's API.
        access_token?: Secret,
        /// Refresh token for the provider's API; absent if the provider issues none.
        refresh_token?: Secret,
        /// When the access token expires.
        expires_at?: Timestamp,
        /// ID token of the provider: claims about the Member, as a signed JWT; absent if the
        /// provider issues none.
        id_token?: Secret,
    }
}
