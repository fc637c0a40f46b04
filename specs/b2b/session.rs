//! The session of a Member, and its permission check.

use crate::{b2b::AuthenticationFactor, object};

object! {
    /// A login of a Member, from the first factor until it ends.
    MemberSession {
        /// ID of the session.
        member_session_id: String,
        /// ID of the Member.
        member_id: String,
        /// When the Member logged in.
        started_at: Timestamp,
        /// When the session was last authenticated.
        last_accessed_at: Timestamp,
        /// When the session ends unless it is extended.
        expires_at: Timestamp,
        /// Factors that the Member has authenticated.
        authentication_factors: Vec<AuthenticationFactor>,
        /// ID of the Organization.
        organization_id: String,
        /// IDs of the roles in effect; roles from an SSO connection apply only in sessions that
        /// logged in through it.
        roles: Vec<String>,
        /// Slug of the Organization that the session is in.
        organization_slug: String,
        /// Your own claims in the session.
        custom_claims?: Metadata,
    }
}

object! {
    /// A permission to check.
    #[request]
    AuthorizationCheck {
        /// ID of the Organization that the resource belongs to; it must be the Member's own.
        organization_id: String,
        /// The resource of your RBAC policy, or one of Stytch's own such as `stytch.member`.
        resource_id: String,
        /// Action that the Member wants to perform, one of the resource's actions.
        action: String,
    }
}
