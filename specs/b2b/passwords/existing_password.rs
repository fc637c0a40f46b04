//! New passwords, set by giving the old one.

use crate::{
    Metadata, Secret,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// New passwords, set by giving the old one.
    pub ExistingPassword {
        endpoints: [ResetRequest],
    }
}

endpoint! {
    /// Checks a Member's old password, sets a new one and logs the Member in.
    ///
    /// The login stops when a second factor is lacking; it doesn't along with a session that the
    /// Member already has.
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
        /// Language of the passcode that is sent to the Member when a second factor is lacking;
        /// English when absent.
        locale?: Locale,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while the login lacks a factor.
        member_session?: MemberSession,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
