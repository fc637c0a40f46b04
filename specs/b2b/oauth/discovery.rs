//! OAuth logins of a person before an Organization is picked.

use crate::{Metadata, Secret, b2b::DiscoveredOrganization, endpoint, resource};

resource! {
    /// OAuth logins before an Organization is picked.
    pub Discovery {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Takes the token that came back from an OAuth provider and tells which Organizations the
    /// person can log in to.
    ///
    /// The token is used up. The login goes on by exchanging the intermediate session for one in an
    /// Organization, or by founding a new Organization.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-discovery-oauth"]
    Discovery::authenticate: POST "/v1/b2b/oauth/discovery/authenticate";

    body {
        /// Token that the redirect brought, its `token` parameter.
        discovery_oauth_token: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
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
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the person's tenant at the provider, such as a Slack workspace; empty unless there
        /// is exactly one, so prefer `provider_tenant_ids`.
        provider_tenant_id: String,
        /// IDs of the person's tenants at the provider, such as Slack workspaces or GitHub
        /// organizations.
        provider_tenant_ids: Vec<String>,
        /// Name of the person at the provider; empty when it tells none.
        full_name: String,
    }
}
