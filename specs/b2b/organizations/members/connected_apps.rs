//! Connected Apps that a Member has authorized.

use crate::{MemberCredential, endpoint, resource};

resource! {
    /// Connected Apps that a Member has authorized.
    pub ConnectedApps {
        endpoints: [RevokeRequest],
    }
}

endpoint! {
    /// Revokes a Member's authorization of a Connected App.
    ///
    /// The Member's grants are deleted, and all tokens that the app has for the Member stop
    /// working.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/consent-management/revoke-connected-app-access-to-member"]
    #[retry(safe)]
    ConnectedApps::revoke:
        POST "/v1/b2b/organizations/{organization_id}/members/{member_id}/connected_apps/{connected_app_id}/revoke";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// ID of the app.
        connected_app_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {}
}
