//! New passwords, set with the old one.

use crate::{
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// New passwords, set with the old one.
    pub ExistingPassword {
        endpoints: [ResetRequest],
    }
}

endpoint! {
    /// Verifies a Member's old password, sets a new one and logs the Member in.
    ///
    /// The login is incomplete if a second factor is required, unless the request includes a
    /// session that the Member already has.
    #[docs = "https://stytch.com/docs/b2b/api/existing-reset"]
    ExistingPassword::reset: POST "/v1/b2b/passwords/existing_password/reset";

    body {
        /// Email address of the Member.
        email_address: String,
        /// The old password.
        existing_password: Secret,
        /// The new password; it must pass the strength check.
        new_password: Secret,
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode message that is sent when a second factor is required; English
        /// when absent.
        locale?: Locale,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; absent when the login is
        /// complete.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says which
        /// factor is missing.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while another factor is required.
        member_session?: MemberSession,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
