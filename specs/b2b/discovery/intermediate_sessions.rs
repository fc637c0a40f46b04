//! Intermediate sessions: logins that have proved something and still lack an Organization.

use crate::{
    Metadata, Secret,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Logins that still lack an Organization.
    pub IntermediateSessions {
        endpoints: [ExchangeRequest],
    }
}

endpoint! {
    /// Logs a person in to one of the Organizations that discovery found.
    ///
    /// Who was invited, or may join by the Organization's rules, becomes a Member by it. The token
    /// is used up, unless the login still lacks a factor: then it comes back, to be sent along with
    /// that factor or to try another Organization.
    #[docs = "https://stytch.com/docs/b2b/api/exchange-intermediate-session"]
    IntermediateSessions::exchange: POST "/v1/b2b/discovery/intermediate_sessions/exchange";

    body {
        /// Token of a login that still lacks an Organization.
        intermediate_session_token: Secret,
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
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
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
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
