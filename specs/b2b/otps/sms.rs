//! Passcodes sent to the phone, a Member's second factor.

use crate::{
    Metadata, Secret,
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
    /// A passcode is valid for two minutes, and a new one ends the one before. Where a login lacks
    /// its second factor, Stytch has sent the first one by itself. A Member who already has a
    /// second factor must prove it: send one of the tokens of a session that holds that factor.
    #[docs = "https://stytch.com/docs/b2b/api/otp-sms-send"]
    Sms::send: POST "/v1/b2b/otps/sms/send";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// Phone number for passcodes, in E.164 format, which becomes the Member's; needed while
        /// the Member has none, refused while the Member has another one.
        mfa_phone_number?: String,
        /// Language of the text message; English when absent.
        locale?: Locale,
        /// Token of a login that still lacks its second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Checks a passcode that was sent to the phone and logs the Member in.
    ///
    /// Completes a login that stopped at the second factor (`intermediate_session_token`), or adds
    /// the factor to a session (`session_token` or `session_jwt`).
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-otp-sms"]
    Sms::authenticate: POST "/v1/b2b/otps/sms/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// The passcode that the text message holds, six digits.
        code: Secret,
        /// Token of a login that still lacks its second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Whether the Member must give a second factor from now on; unchanged when absent, and
        /// ignored where the Organization requires one of everybody.
        set_mfa_enrollment?: MfaEnrollment,
        /// Whether to make the passcode to the phone the Member's default second factor; the first
        /// one that a Member completes becomes the default by itself.
        set_default_mfa?: bool,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
