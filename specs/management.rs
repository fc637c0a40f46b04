//! The Management API: the projects of a workspace, their environments and their settings.
//!
//! It has its own host and credentials, so a [`ManagementClient`] calls it.

pub mod projects;

use crate::{ManagementClient, resource};

resource! {
    /// Stytch's Management API.
    #[host(management)]
    pub Management {
        endpoints: [],
        /// Projects of the workspace.
        projects: projects::Projects,
    }
}

impl ManagementClient {
    /// Projects of the workspace.
    pub fn projects(&self) -> projects::Projects<'_> {
        Management::new(self).projects()
    }
}
