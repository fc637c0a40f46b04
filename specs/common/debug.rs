//! A check that the client is set up as it should be.

use crate::{endpoint, resource};

resource! {
    /// A check that the client is set up as it should be.
    pub Debug {
        endpoints: [WhoamiRequest],
    }
}

endpoint! {
    /// Tells which project the client's credentials are for.
    Debug::whoami: GET "/v1/debug/whoami";

    response {
        /// ID of the project.
        project_id!: String,
        /// Name of the project.
        name: String,
    }
}
