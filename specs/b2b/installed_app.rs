//! Connected Apps that Members have let in.

use crate::{b2b::ConnectedAppType, object};

object! {
    /// A Connected App that Members of an Organization have let in.
    OrganizationConnectedApp {
        /// ID of the app.
        connected_app_id: String,
        /// Name to show.
        name: String,
        /// What the app is, to show next to its name; may be empty.
        description: String,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Address of the logo.
        logo_url?: String,
    }
}

object! {
    /// A Member who has let a Connected App in.
    ConnectedAppMember {
        /// ID of the Member.
        member_id: String,
        /// Scopes that the Member granted, the last time that the app asked.
        granted_scopes: Vec<String>,
    }
}
