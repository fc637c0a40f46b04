//! Projects of the workspace.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Projects of the workspace, each with its environments.
    #[host(management)]
    pub Projects {
        endpoints: [CreateRequest, DeleteRequest, GetRequest, ListRequest, UpdateRequest],
    }
}

open_enum! {
    /// The product of a project.
    Vertical {
        /// Both products.
        All = "ALL",
        /// The consumer API: Users.
        Consumer = "CONSUMER",
        /// The B2B API: Organizations and Members.
        B2b = "B2B",
    }
}

object! {
    /// A project.
    Project {
        /// The project's slug, unique in the workspace.
        project_slug: String,
        /// Display name.
        name: String,
        /// The product that the project was created for.
        vertical?: Vertical,
        /// When the project was created.
        created_at?: Timestamp,
    }
}

endpoint! {
    /// Creates a project with a live and a test environment.
    Projects::create: POST "/pwa/v3/projects";

    body {
        /// Display name.
        name: String,
        /// The product to create the project for.
        vertical?: Vertical,
        /// The slug, unique in the workspace; generated when absent.
        project_slug?: String,
    }

    response {
        /// The new project.
        project!: Project,
    }
}

endpoint! {
    /// Deletes a project with all its environments and their data.
    ///
    /// This cannot be undone.
    Projects::delete: DELETE "/pwa/v3/projects/{project_slug}";

    path {
        /// The project to delete, by its slug.
        project_slug: String,
    }
}

endpoint! {
    /// Reads one project.
    Projects::get: GET "/pwa/v3/projects/{project_slug}";

    path {
        /// The project to read, by its slug.
        project_slug: String,
    }

    response {
        /// The current state of the project.
        project!: Project,
    }
}

endpoint! {
    /// Lists all projects of the workspace.
    Projects::list: GET "/pwa/v3/projects";

    response {
        /// All projects of the workspace.
        projects: Vec<Project>,
    }
}

endpoint! {
    /// Updates a project.
    ///
    /// Absent fields stay unchanged.
    #[retry(safe)]
    Projects::update: PATCH "/pwa/v3/projects/{project_slug}";

    path {
        /// The project to update, by its slug.
        project_slug: String,
    }

    body {
        /// Display name.
        name?: String,
    }

    response {
        /// The project after the call.
        project!: Project,
    }
}
