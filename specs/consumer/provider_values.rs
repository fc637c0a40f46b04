//! What an OAuth provider issues when a User logs in with it.

use crate::{Secret, Timestamp, object};

object! {
    /// An OAuth provider's own tokens.
    ProviderValues {
        /// Access token for the provider's API.
        access_token: Secret,
        /// What buys the next access token; empty where the provider issues none.
        refresh_token: Secret,
        /// What the provider says of the User, a signed JWT; empty where the provider issues none.
        id_token: Secret,
        /// Scopes that the User granted at the provider.
        scopes: Vec<String>,
        /// When the access token lapses.
        expires_at?: Timestamp,
    }
}
