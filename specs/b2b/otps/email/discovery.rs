//! Passcodes sent by email for logging in before an Organization is chosen.

use crate::{
    b2b::{DiscoveredOrganization, Locale},
    endpoint, resource,
};

resource! {
    /// Passcodes for logging in before an Organization is chosen.
    pub Discovery {
        endpoints: [SendRequest, AuthenticateRequest],
    }
}

endpoint! {
    /// Sends a passcode for logging in before an Organization is chosen.
    ///
    /// A new passcode invalidates the previous one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/email-otp/discovery/send-discovery-otp"]
    Discovery::send: POST "/v1/b2b/otps/email/discovery/send";

    body {
        /// Email address to send to.
        email_address: String,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the passcode expires: 2 to 15, by default 10.
        discovery_expiration_minutes?: i32,
    }
}

endpoint! {
    /// Authenticates a discovery passcode and lists the Organizations that the person can log in
    /// to.
    ///
    /// The passcode is consumed. To continue, exchange the intermediate session for one in an
    /// Organization, or create a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-email-otp"]
    Discovery::authenticate: POST "/v1/b2b/otps/email/discovery/authenticate";

    body {
        /// Email address that the passcode was sent to.
        email_address: String,
        /// The six-digit passcode from the email.
        code: Secret,
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
