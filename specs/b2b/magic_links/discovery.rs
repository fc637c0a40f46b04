//! Magic links that log a person in before an Organization is picked.

use crate::{Secret, b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// Links that log in before an Organization is picked.
    pub Discovery {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Takes the token of a discovery link and tells which Organizations the person can log in to.
    ///
    /// The token is used up. The login goes on by exchanging the intermediate session for one in an
    /// Organization, or by founding a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-magic-link"]
    Discovery::authenticate: POST "/v1/b2b/magic_links/discovery/authenticate";

    body {
        /// Token of the link, its `token` parameter.
        discovery_magic_links_token: Secret,
        /// PKCE verifier; required when its challenge was sent as the login began.
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
