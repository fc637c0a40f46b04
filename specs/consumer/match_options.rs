//! What must not change between asking for a link or passcode and using it.

use crate::object;

object! {
    /// What must be the same when a link or passcode is used as when it was asked for; `attributes`
    /// must then be sent both times.
    MatchOptions {
        /// Whether the IP address must be the same.
        ip_match_required: bool,
        /// Whether the user agent must be the same.
        user_agent_match_required: bool,
    }
}
