//! One-time passcodes: Users log in with a code that Stytch sends them.

pub mod email;
pub mod sms;
pub mod whatsapp;

use crate::{
    consumer::{Attributes, DeviceInfo, MatchOptions, Session, User},
    endpoint, resource,
};

resource! {
    /// Logins with a passcode that Stytch sends.
    pub Otps {
        endpoints: [AuthenticateRequest],
        /// Passcodes sent by email.
        email: email::Email,
        /// Passcodes sent by text message.
        sms: sms::Sms,
        /// Passcodes sent by WhatsApp message.
        whatsapp: whatsapp::Whatsapp,
    }
}

endpoint! {
    /// Authenticates a passcode that Stytch sent and logs the User in.
    ///
    /// The passcode is consumed; a pending User becomes active. With the token or JWT of a session,
    /// the factor is added to that session.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/otp/authenticate"]
    Otps::authenticate: POST "/v1/otps/authenticate";

    body {
        /// ID of the recipient: the `email_id` or `phone_id` from the response to the call that
        /// sent the passcode.
        method_id: String,
        /// The six-digit passcode.
        code: Secret,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// What must be the same as when the passcode was requested; nothing when absent.
        options?: MatchOptions,
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
        /// ID of the email address or phone number that the passcode was sent to.
        method_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// Whether the User's other sessions must end. Stytch has revoked its own; revoke any that
        /// you manage yourself.
        reset_sessions: bool,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
