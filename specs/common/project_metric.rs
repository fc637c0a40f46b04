//! The resources that can be counted in a project.

use crate::{object, open_enum};

object! {
    /// The number of resources of one kind in a project.
    ProjectMetric {
        /// The kind of resource.
        metric_type: ProjectMetricType,
        /// How many there are.
        count: i32,
    }
}

open_enum! {
    /// The resources that can be counted in a project.
    ProjectMetricType {
        /// A kind that Stytch doesn't specify.
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
