//! Passwords of people whose Organization is not known yet: one password for all of them.

pub mod email;

use crate::{Secret, b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// Passwords of people whose Organization is not known yet.
    pub Discovery {
        endpoints: [AuthenticateRequest],
        /// New passwords, set by a link sent by email.
        email: email::Email,
    }
}

endpoint! {
    /// Checks a password and tells which Organizations its owner can log in to.
    ///
    /// Needs passwords to be shared across Organizations, a setting of the project. The login goes
    /// on by exchanging the intermediate session for one in an Organization, or by founding a new
    /// Organization.
    #[docs = "https://stytch.com/docs/b2b/api/passwords-discovery-authenticate"]
    Discovery::authenticate: POST "/v1/b2b/passwords/discovery/authenticate";

    body {
        /// Email address of whoever logs in.
        email_address: String,
        /// Password of whoever logs in.
        password: Secret,
    }

    response {
        /// Email address of whoever logs in, as proved.
        email_address: String,
        /// Token to go on with into an Organization, valid for ten minutes.
        intermediate_session_token!: Secret,
        /// The Organizations that the address belongs to, is invited to, or can join.
        discovered_organizations: Vec<DiscoveredOrganization>,
    }
}
