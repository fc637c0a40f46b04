//! A check of the client's configuration.

use crate::{endpoint, resource};

resource! {
    /// A check of the client's configuration.
    pub Debug {
        endpoints: [WhoamiRequest],
    }
}

endpoint! {
    /// Returns the project that the client's credentials belong to.
    Debug::whoami: GET "/v1/debug/whoami";

    response {
        /// ID of the project.
        project_id!: String,
        /// Name of the project.
        name: String,
    }
}
