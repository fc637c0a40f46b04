//! What can be counted in a project.

use crate::{object, open_enum};

object! {
    /// How many things of one kind a project holds.
    ProjectMetric {
        /// What is counted.
        metric_type: ProjectMetricType,
        /// How many there are.
        count: i32,
    }
}

open_enum! {
    /// What can be counted in a project.
    ProjectMetricType {
        /// Nothing that Stytch has a name for.
        Unspecified = "UNKNOWN",
        /// Users, of a consumer project.
        UserCount = "USER_COUNT",
        /// Organizations, of a B2B project.
        OrganizationCount = "ORGANIZATION_COUNT",
        /// Members of all Organizations, of a B2B project.
        MemberCount = "MEMBER_COUNT",
        /// M2M clients.
        M2mClientCount = "M2M_CLIENT_COUNT",
    }
}
