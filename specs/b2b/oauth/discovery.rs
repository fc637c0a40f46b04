//! OAuth logins before an Organization is chosen.

use crate::{b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// OAuth logins before an Organization is chosen.
    pub Discovery {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Authenticates the token of an OAuth redirect and lists the Organizations that the person can
    /// log in to.
    ///
    /// The token is consumed. To continue, exchange the intermediate session for one in an
    /// Organization, or create a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-oauth"]
    Discovery::authenticate: POST "/v1/b2b/oauth/discovery/authenticate";

    body {
        /// The `token` parameter of the redirect URL.
        discovery_oauth_token: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
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
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the person's tenant at the provider, such as a Slack workspace; empty unless there
        /// is exactly one, so prefer `provider_tenant_ids`.
        provider_tenant_id: String,
        /// IDs of the person's tenants at the provider, such as Slack workspaces or GitHub
        /// organizations.
        provider_tenant_ids: Vec<String>,
        /// Name of the person at the provider; empty if unknown.
        full_name: String,
    }
}
