//! New passwords, set by Users who are logged in.

use crate::{
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
    /// Sets a new password for the User of a session.
    ///
    /// Send either `session_token` or `session_jwt`. The session must have a factor from the last
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
        /// session is not extended.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: consumer::Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
