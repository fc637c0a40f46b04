//! New passwords, set by Users who are logged in.

use crate::{
    Metadata, Secret,
    consumer::{self, DeviceInfo, User},
    endpoint, resource,
};

resource! {
    /// New passwords, set by Users who are logged in.
    pub Sessions {
        endpoints: [ResetRequest],
    }
}

endpoint! {
    /// Sets a new password for the User whose session it is.
    ///
    /// Send either `session_token` or `session_jwt`. The session must have a factor of the last
    /// five minutes: the password, or a link or passcode sent by email. All other sessions of the
    /// User end.
    #[docs = "https://stytch.com/docs/api/password-session-reset"]
    Sessions::reset: POST "/v1/passwords/session/reset";

    body {
        /// The new password; it must pass the strength check.
        password: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, the
        /// session ends when it would have.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User as the call left it.
        user: User,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: consumer::Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
