//! The session of a User, and what is asked about it.

use crate::{Metadata, Timestamp, common::AuthenticationFactor, object};

object! {
    /// A login of a User, from the first factor until it ends.
    Session {
        /// ID of the session.
        session_id: String,
        /// ID of the User.
        user_id: String,
        /// What the User has proved so far.
        authentication_factors: Vec<AuthenticationFactor>,
        /// IDs of the roles in force.
        roles: Vec<String>,
        /// When the User logged in.
        started_at?: Timestamp,
        /// When the session was last authenticated.
        last_accessed_at?: Timestamp,
        /// When it ends unless prolonged.
        expires_at?: Timestamp,
        /// Where the User logged in from, as you told when it began.
        attributes?: Attributes,
        /// Claims that you have put into the session.
        custom_claims?: Metadata,
    }
}

object! {
    /// Where a User is, as seen by your backend: kept for the record, and for checks that you ask
    /// for.
    Attributes {
        /// IP address of the User.
        ip_address?: String,
        /// User agent of the User's browser or app.
        user_agent?: String,
    }
}

object! {
    /// A permission to ask for.
    AuthorizationCheck {
        /// The resource of your RBAC policy.
        resource_id: String,
        /// What the User wants to do with it, one of the resource's actions.
        action: String,
    }
}
