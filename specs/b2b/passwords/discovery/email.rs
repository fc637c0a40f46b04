//! New passwords for all Organizations at once, set through a link sent by email.

use crate::{
    b2b::{DiscoveredOrganization, Locale},
    endpoint, resource,
};

resource! {
    /// New passwords, set through a link sent by email.
    pub Email {
        endpoints: [ResetStartRequest, ResetRequest],
    }
}

endpoint! {
    /// Sends an email with a link to set a new password.
    ///
    /// Requires passwords to be shared across Organizations, a setting of the project. The link
    /// leads to `reset_password_redirect_url` with a `token`, which `reset` requires.
    #[docs = "https://stytch.com/docs/b2b/api/discovery-email-reset-start"]
    Email::reset_start: POST "/v1/b2b/passwords/discovery/email/reset/start";

    body {
        /// Email address to send to.
        email_address: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the new password
        /// is entered; the project's default when absent.
        reset_password_redirect_url?: String,
        /// URL that the link for logging in without the password leads to, one of the project's
        /// redirect URLs, where discovery continues; the project's default when absent.
        discovery_redirect_url?: String,
        /// ID of your template for the email; the project's default when absent.
        reset_password_template_id?: String,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset then requires.
        pkce_code_challenge?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email for setting a first password, which also verifies the
        /// address; the project's default when absent.
        verify_email_template_id?: String,
    }
}

endpoint! {
    /// Sets a new password and lists the Organizations that its owner can log in to.
    ///
    /// The token is consumed. To continue, exchange the intermediate session for one in an
    /// Organization, or create a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/discovery-email-reset"]
    Email::reset: POST "/v1/b2b/passwords/discovery/email/reset";

    body {
        /// The `token` parameter of the link.
        password_reset_token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// PKCE verifier; required when the reset started with its challenge.
        pkce_code_verifier?: Secret,
    }

    response {
        /// Token to continue the login with, valid for ten minutes.
        intermediate_session_token!: Secret,
        /// When `intermediate_session_token` expires.
        intermediate_session_token_expires_at?: Timestamp,
        /// Verified email address of the person who logs in.
        email_address: String,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
    }
}
