//! Passcodes sent by email that log a person in before an Organization is picked.

use crate::{
    Secret,
    b2b::{DiscoveredOrganization, Locale},
    endpoint, resource,
};

resource! {
    /// Passcodes that log in before an Organization is picked.
    pub Discovery {
        endpoints: [SendRequest, AuthenticateRequest],
    }
}

endpoint! {
    /// Sends a passcode by which a person logs in before an Organization is picked.
    ///
    /// A new passcode ends the one before.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/email-otp/discovery/send-discovery-otp"]
    Discovery::send: POST "/v1/b2b/otps/email/discovery/send";

    body {
        /// Email address to send to.
        email_address: String,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the passcode lapses: 2 to 15, by default 10.
        discovery_expiration_minutes?: i32,
    }
}

endpoint! {
    /// Checks a discovery passcode and tells which Organizations the person can log in to.
    ///
    /// The passcode is used up. The login goes on by exchanging the intermediate session for one in
    /// an Organization, or by founding a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-email-otp"]
    Discovery::authenticate: POST "/v1/b2b/otps/email/discovery/authenticate";

    body {
        /// Email address that the passcode went to.
        email_address: String,
        /// The passcode that the email holds, six digits.
        code: Secret,
    }

    response {
        /// Token to go on with into an Organization, valid for ten minutes.
        intermediate_session_token!: Secret,
        /// Email address of whoever logs in, as proved.
        email_address: String,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
    }
}
