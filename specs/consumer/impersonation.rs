//! Impersonation: your support team logs in as a User.

use crate::{
    Secret,
    consumer::{Session, User},
    endpoint, resource,
};

resource! {
    /// Logins of your support team as a User.
    pub Impersonation {
        endpoints: [AuthenticateRequest],
    }
}

endpoint! {
    /// Logs somebody of your team in as a User.
    ///
    /// The token comes from the User's page in Stytch's dashboard and is used up. The session lasts
    /// 60 minutes and cannot be prolonged; its one factor names who acts.
    #[docs = "https://stytch.com/docs/api/authenticate-impersonation-token"]
    Impersonation::authenticate: POST "/v1/impersonation/authenticate";

    body {
        /// Token from the dashboard, valid for five minutes.
        impersonation_token: Secret,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User as the call left it.
        user: User,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The session, with its lifetime and factors.
        session?: Session,
    }
}
