//! Discovery: a person logs in first and picks the Organization afterwards.

pub mod intermediate_sessions;
pub mod organizations;

use crate::resource;

resource! {
    /// Logins that begin without an Organization.
    pub Discovery {
        endpoints: [],
        /// Logins that still lack an Organization.
        intermediate_sessions: intermediate_sessions::IntermediateSessions,
        /// Organizations that a person can log in to.
        organizations: organizations::Organizations,
    }
}
