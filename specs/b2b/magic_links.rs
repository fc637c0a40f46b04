//! Magic links: a Member logs in by following a link from an email.

pub mod discovery;
pub mod email;

use crate::{
    Metadata, Secret,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Logins by a link from an email.
    pub MagicLinks {
        endpoints: [AuthenticateRequest],
        /// Links that log in before an Organization is picked.
        discovery: discovery::Discovery,
        /// Emails that carry the links.
        email: email::Email,
    }
}

endpoint! {
    /// Takes the token of a magic link and logs the Member in.
    ///
    /// The token is used up; a pending or invited Member becomes active. With the token or JWT of a
    /// session, the factor is added to that session and no second factor is asked for.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-magic-link"]
    MagicLinks::authenticate: POST "/v1/b2b/magic_links/authenticate";

    body {
        /// Token of the link, its `token` parameter.
        magic_links_token: Secret,
        /// PKCE verifier; required when its challenge was sent as the login began.
        pkce_code_verifier?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode that is sent to the Member when a second factor is lacking;
        /// English when absent.
        locale?: Locale,
        /// Token of a login that still lacks a factor, to add this one to.
        intermediate_session_token?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the email address that the link went to.
        method_id: String,
        /// Whether the Member's other sessions must end. Stytch has ended its own; end those that
        /// you keep yourself.
        reset_sessions: bool,
        /// ID of the Organization.
        organization_id: String,
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
