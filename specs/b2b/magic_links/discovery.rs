//! Magic links for logging in before an Organization is chosen.

use crate::{b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// Links for logging in before an Organization is chosen.
    pub Discovery {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Authenticates the token of a discovery link and lists the Organizations that the person can
    /// log in to.
    ///
    /// The token is consumed. To continue, exchange the intermediate session for one in an
    /// Organization, or create a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-magic-link"]
    Discovery::authenticate: POST "/v1/b2b/magic_links/discovery/authenticate";

    body {
        /// The `token` parameter of the link.
        discovery_magic_links_token: Secret,
        /// PKCE verifier; required when the login started with its challenge.
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
