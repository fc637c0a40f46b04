//! New passwords, set with the old one.

use crate::{
    consumer::{DeviceInfo, Session, User},
    endpoint, resource,
};

resource! {
    /// New passwords, set with the old one.
    pub ExistingPassword {
        endpoints: [ResetRequest],
    }
}

endpoint! {
    /// Verifies a User's old password, sets a new one and logs the User in.
    ///
    /// All other sessions of the User end.
    #[docs = "https://stytch.com/docs/api/password-existing-password-reset"]
    ExistingPassword::reset: POST "/v1/passwords/existing_password/reset";

    body {
        /// Email address of the User.
        email: String,
        /// The old password.
        existing_password: Secret,
        /// The new password; it must pass the strength check.
        new_password: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
