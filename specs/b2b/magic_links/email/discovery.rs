//! Emails with magic links for logging in before an Organization is chosen.

use crate::{b2b::Locale, endpoint, resource};

resource! {
    /// Emails with links for logging in before an Organization is chosen.
    pub Discovery {
        endpoints: [SendRequest],
    }
}

endpoint! {
    /// Sends a link for logging in before an Organization is chosen.
    #[docs = "https://stytch.com/docs/b2b/api/send-discovery-email"]
    Discovery::send: POST "/v1/b2b/magic_links/email/discovery/send";

    body {
        /// Email address to send to.
        email_address: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        discovery_redirect_url?: String,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication then requires.
        pkce_code_challenge?: String,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 60.
        discovery_expiration_minutes?: i32,
    }
}
