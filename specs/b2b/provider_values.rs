//! What an OAuth provider issues when a Member logs in with it.

use crate::{Secret, Timestamp, object};

object! {
    /// An OAuth provider's own tokens.
    ProviderValues {
        /// Scopes that the Member granted at the provider.
        scopes: Vec<String>,
        /// Access token for the provider's API.
        access_token?: Secret,
        /// What buys the next access token; absent where the provider issues none.
        refresh_token?: Secret,
        /// When the access token lapses.
        expires_at?: Timestamp,
        /// What the provider says of the Member, a signed JWT; absent where the provider issues
        /// none.
        id_token?: Secret,
    }
}
