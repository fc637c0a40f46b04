//! New passwords for all Organizations at once, set by a link sent by email.

use crate::{
    Secret,
    b2b::{DiscoveredOrganization, Locale},
    endpoint, resource,
};

resource! {
    /// New passwords, set by a link sent by email.
    pub Email {
        endpoints: [ResetStartRequest, ResetRequest],
    }
}

endpoint! {
    /// Sends an email with a link to set a new password.
    ///
    /// Needs passwords to be shared across Organizations, a setting of the project. The link leads
    /// to `reset_password_redirect_url` with a `token`, which `reset` takes.
    #[docs = "https://stytch.com/docs/b2b/api/discovery-email-reset-start"]
    Email::reset_start: POST "/v1/b2b/passwords/discovery/email/reset/start";

    body {
        /// Email address to send to.
        email_address: String,
        /// Where the link leads, a page of yours for the new password; the project's default when
        /// absent.
        reset_password_redirect_url?: String,
        /// Where the link to log in without the password leads, a page of yours that goes on with
        /// discovery; the project's default when absent.
        discovery_redirect_url?: String,
        /// ID of your template for the email; the project's default when absent.
        reset_password_template_id?: String,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset must then bring.
        pkce_code_challenge?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email to those who set their first password, which also
        /// verifies the address; the project's default when absent.
        verify_email_template_id?: String,
    }
}

endpoint! {
    /// Sets a new password and tells which Organizations its owner can log in to.
    ///
    /// The token is used up. The login goes on by exchanging the intermediate session for one in an
    /// Organization, or by founding a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/discovery-email-reset"]
    Email::reset: POST "/v1/b2b/passwords/discovery/email/reset";

    body {
        /// The `token` that the link brought.
        password_reset_token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// PKCE verifier; required when its challenge was sent as the reset began.
        pkce_code_verifier?: Secret,
    }

    response {
        /// Token to go on with into an Organization, valid for ten minutes.
        intermediate_session_token!: Secret,
        /// Email address of whoever logs in.
        email_address: String,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
    }
}
