//! Discovery: a person logs in first and chooses the Organization afterwards.

pub mod intermediate_sessions;
pub mod organizations;

use crate::resource;

resource! {
    /// Logins that start without an Organization.
    pub Discovery {
        endpoints: [],
        /// Logins for which no Organization is chosen yet.
        intermediate_sessions: intermediate_sessions::IntermediateSessions,
        /// Organizations that a person can log in to.
        organizations: organizations::Organizations,
    }
}
