//! The project as a whole.

use crate::{common::ProjectMetric, endpoint, resource};

resource! {
    /// The project as a whole.
    pub Project {
        endpoints: [MetricsRequest],
    }
}

endpoint! {
    /// Counts what the project holds, such as its Users.
    Project::metrics: GET "/v1/projects/metrics";

    response {
        /// ID of the project.
        project_id!: String,
        /// The counts, one for each kind of thing.
        metrics: Vec<ProjectMetric>,
    }
}
