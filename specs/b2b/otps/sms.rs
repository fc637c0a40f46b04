//! Passcodes sent to the phone, a Member's second factor.

use crate::{
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaEnrollment, Organization},
    endpoint, resource,
};

resource! {
    /// Passcodes sent to the phone, a second factor.
    pub Sms {
        endpoints: [SendRequest, AuthenticateRequest],
    }
}

endpoint! {
    /// Sends a passcode to a Member's phone.
    ///
    /// A passcode is valid for two minutes, and a new one invalidates the previous one. When a
    /// login requires a second factor, Stytch sends the first passcode automatically. A Member who
    /// already has a second factor must have used it: send one of the tokens of a session that
    /// includes that factor.
    #[docs = "https://stytch.com/docs/b2b/api/otp-sms-send"]
    Sms::send: POST "/v1/b2b/otps/sms/send";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// Phone number for passcodes, in E.164 format, which is saved for the Member; required if
        /// the Member doesn't have a number, rejected if the Member has a different one.
        mfa_phone_number?: String,
        /// Language of the text message; English when absent.
        locale?: Locale,
        /// Token of a login that still requires a second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Authenticates a passcode sent to the phone and logs the Member in.
    ///
    /// Completes a login that requires a second factor (`intermediate_session_token`), or adds the
    /// factor to a session (`session_token` or `session_jwt`).
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-otp-sms"]
    Sms::authenticate: POST "/v1/b2b/otps/sms/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// The six-digit passcode from the text message.
        code: Secret,
        /// Token of a login that still requires a second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Whether the Member must use a second factor from now on; unchanged when absent, and
        /// ignored if the Organization requires one of everyone.
        set_mfa_enrollment?: MfaEnrollment,
        /// Whether to make the passcode to the phone the Member's default second factor; the first
        /// one that a Member completes becomes the default automatically.
        set_default_mfa?: bool,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
