//! Passwords for logging in before an Organization is chosen: one password for all Organizations.

pub mod email;

use crate::{b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// Passwords for logging in before an Organization is chosen.
    pub Discovery {
        endpoints: [AuthenticateRequest],
        /// New passwords, set through a link sent by email.
        email: email::Email,
    }
}

endpoint! {
    /// Authenticates a password and lists the Organizations that its owner can log in to.
    ///
    /// Requires passwords to be shared across Organizations, a setting of the project. To continue,
    /// exchange the intermediate session for one in an Organization, or create a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/passwords-discovery-authenticate"]
    Discovery::authenticate: POST "/v1/b2b/passwords/discovery/authenticate";

    body {
        /// Email address of the person who logs in.
        email_address: String,
        /// Password of the person who logs in.
        password: Secret,
    }

    response {
        /// Verified email address of the person who logs in.
        email_address: String,
        /// Token to continue the login with, valid for ten minutes.
        intermediate_session_token!: Secret,
        /// When `intermediate_session_token` expires.
        intermediate_session_token_expires_at?: Timestamp,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
    }
}
