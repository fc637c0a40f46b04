//! Intermediate sessions: logins with a verified factor for which no Organization is chosen yet.

use crate::{
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Logins for which no Organization is chosen yet.
    pub IntermediateSessions {
        endpoints: [ExchangeRequest],
    }
}

endpoint! {
    /// Logs a person in to one of the Organizations that discovery found.
    ///
    /// A person who was invited, or may join under the Organization's rules, becomes a Member. The
    /// token is consumed unless the login requires another factor. In that case the response
    /// contains it again, to send with that factor or to try another Organization.
    #[docs = "https://stytch.com/docs/b2b/api/exchange-intermediate-session"]
    IntermediateSessions::exchange: POST "/v1/b2b/discovery/intermediate_sessions/exchange";

    body {
        /// Token of a login for which no Organization is chosen yet.
        intermediate_session_token: Secret,
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
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
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says which
        /// factor is missing.
        member_authenticated: bool,
        /// Token to complete the login with, valid for ten minutes; absent when the login is
        /// complete.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
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
