//! Connected Apps that Members have authorized.

use crate::{b2b::ConnectedAppType, object};

object! {
    /// A Connected App that Members of an Organization have authorized.
    OrganizationConnectedApp {
        /// ID of the app.
        connected_app_id: String,
        /// Display name.
        name: String,
        /// Description to show next to the name; may be empty.
        description: String,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// URL of the logo image.
        logo_url?: String,
    }
}

object! {
    /// A Member who has authorized a Connected App.
    ConnectedAppMember {
        /// ID of the Member.
        member_id: String,
        /// Scopes that the Member granted when the app last asked.
        granted_scopes: Vec<String>,
    }
}
