//! One-time passcodes: Users log in with a code that Stytch sends them.

pub mod email;
pub mod sms;
pub mod whatsapp;

use crate::{
    Metadata, Secret,
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
    /// Checks a passcode that Stytch sent and logs the User in.
    ///
    /// The passcode is used up; a pending User becomes active. With the token or JWT of a session,
    /// the factor is added to that session.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/otp/authenticate"]
    Otps::authenticate: POST "/v1/otps/authenticate";

    body {
        /// Where the passcode went: the `email_id` or `phone_id` that sending it answered with.
        method_id: String,
        /// The passcode, six digits.
        code: Secret,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// What must be as it was when the passcode was asked for; nothing when absent.
        options?: MatchOptions,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address or phone number that the passcode went to.
        method_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// Whether the User's other sessions must end. Stytch has ended its own; end those that you
        /// keep yourself.
        reset_sessions: bool,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
