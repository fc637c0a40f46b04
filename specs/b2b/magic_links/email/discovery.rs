//! Emails with magic links that log a person in before an Organization is picked.

use crate::{b2b::Locale, endpoint, resource};

resource! {
    /// Emails with links that log in before an Organization is picked.
    pub Discovery {
        endpoints: [SendRequest],
    }
}

endpoint! {
    /// Sends a link by which a person logs in before an Organization is picked.
    #[docs = "https://stytch.com/docs/b2b/api/send-discovery-email"]
    Discovery::send: POST "/v1/b2b/magic_links/email/discovery/send";

    body {
        /// Email address to send to.
        email_address: String,
        /// Where the link leads, one of the project's redirect URLs, whose page authenticates it;
        /// the project's default when absent.
        discovery_redirect_url?: String,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication must then bring.
        pkce_code_challenge?: String,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 60.
        discovery_expiration_minutes?: i32,
    }
}
