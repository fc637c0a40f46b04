//! Impersonation: your support team logs in as a User.

use crate::{
    consumer::{Session, User},
    endpoint, resource,
};

resource! {
    /// Logins as a User by your support team.
    pub Impersonation {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Logs someone on your team in as a User.
    ///
    /// The token comes from the User's page in the Stytch dashboard and is consumed. The session
    /// lasts 60 minutes and cannot be extended; its only factor identifies the impersonator.
    #[docs = "https://stytch.com/docs/api/authenticate-impersonation-token"]
    Impersonation::authenticate: POST "/v1/impersonation/authenticate";

    body {
        /// Token from the dashboard, valid for five minutes.
        impersonation_token: Secret,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The session, with its lifetime and factors.
        session?: Session,
    }
}
