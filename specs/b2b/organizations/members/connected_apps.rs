//! Connected Apps that a Member has let in.

use crate::{MemberCredential, endpoint, resource};

resource! {
    /// Connected Apps that a Member has let in.
    pub ConnectedApps {
        endpoints: [RevokeRequest],
    }
}

endpoint! {
    /// Shuts a Connected App out that a Member had let in.
    ///
    /// What the Member granted is forgotten, and all tokens that the app has for the Member stop
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {}
}
