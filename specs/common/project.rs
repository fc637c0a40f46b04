//! The whole project.

use crate::{common::ProjectMetric, endpoint, resource};

resource! {
    /// Metrics of the project.
    pub Project {
        endpoints: [MetricsRequest],
    }
}

endpoint! {
    /// Counts the project's resources, such as its Users.
    Project::metrics: GET "/v1/projects/metrics";

    response {
        /// ID of the project.
        project_id!: String,
        /// The counts, one for each kind of resource.
        metrics: Vec<ProjectMetric>,
    }
}
