//! The session of a User, and its permission check.

use crate::{common::AuthenticationFactor, object};

object! {
    /// A login of a User, from the first factor until it ends.
    Session {
        /// ID of the session.
        session_id: String,
        /// ID of the User.
        user_id: String,
        /// Factors that the User has authenticated.
        authentication_factors: Vec<AuthenticationFactor>,
        /// IDs of the roles in effect.
        roles: Vec<String>,
        /// When the User logged in.
        started_at?: Timestamp,
        /// When the session was last authenticated.
        last_accessed_at?: Timestamp,
        /// When the session ends unless it is extended.
        expires_at?: Timestamp,
        /// IP address and user agent that the User logged in from, as you sent them.
        attributes?: Attributes,
        /// Your own claims in the session.
        custom_claims?: Metadata,
    }
}

object! {
    /// IP address and user agent of a User, as seen by your backend: recorded, and checked if you
    /// ask for it.
    Attributes {
        /// IP address of the User.
        ip_address?: String,
        /// User agent of the User's browser or app.
        user_agent?: String,
    }
}

object! {
    /// A permission to check.
    #[request]
    AuthorizationCheck {
        /// The resource of your RBAC policy.
        resource_id: String,
        /// Action that the User wants to perform, one of the resource's actions.
        action: String,
    }
}
