//! What must not change between requesting a link or passcode and using it.

use crate::object;

object! {
    /// What must be the same when a link or passcode is requested and when it is used; `attributes`
    /// must then be sent both times.
    #[request]
    MatchOptions {
        /// Whether the IP address must be the same.
        ip_match_required: bool,
        /// Whether the user agent must be the same.
        user_agent_match_required: bool,
    }
}
