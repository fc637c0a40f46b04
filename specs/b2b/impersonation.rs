//! Impersonation: your support team logs in as a Member.

use crate::{
    b2b::{Member, MemberSession, MfaRequired, Organization},
    endpoint, resource,
};

resource! {
    /// Logins as a Member by your support team.
    pub Impersonation {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Logs someone on your team in as a Member.
    ///
    /// The token comes from the Member's page in the Stytch dashboard and is consumed. The session
    /// lasts 60 minutes and cannot be extended; its only factor identifies the impersonator.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/impersonation/authenticate-token"]
    Impersonation::authenticate: POST "/v1/b2b/impersonation/authenticate";

    body {
        /// Token from the dashboard, valid for five minutes.
        impersonation_token: Secret,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member after the call.
        member: Member,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Always absent: impersonation requires no other factor.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
        /// Whether the Member is logged in: always true.
        member_authenticated: bool,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// Always absent: no second factor is required.
        mfa_required?: MfaRequired,
    }
}
