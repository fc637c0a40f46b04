//! Impersonation: your support team logs in as a Member.

use crate::{
    Secret,
    b2b::{Member, MemberSession, MfaRequired, Organization},
    endpoint, resource,
};

resource! {
    /// Logins of your support team as a Member.
    pub Impersonation {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Logs somebody of your team in as a Member.
    ///
    /// The token comes from the Member's page in Stytch's dashboard and is used up. The session
    /// lasts 60 minutes and cannot be prolonged; its one factor names who acts.
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
        /// The Member as the call left it.
        member: Member,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Always empty: an impersonation lacks no factor.
        intermediate_session_token: Secret,
        /// Whether the Member is logged in: always true.
        member_authenticated: bool,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// Always absent: no second factor is asked for.
        mfa_required?: MfaRequired,
    }
}
