//! Magic links: a Member logs in by following a link from an email.

pub mod discovery;
pub mod email;

use crate::{
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Logins with a link sent by email.
    pub MagicLinks {
        endpoints: [AuthenticateRequest],
        /// Links for logging in before an Organization is chosen.
        discovery: discovery::Discovery,
        /// Emails that carry the links.
        email: email::Email,
    }
}

endpoint! {
    /// Authenticates the token of a magic link and logs the Member in.
    ///
    /// The token is consumed; a pending or invited Member becomes active. With the token or JWT of
    /// a session, the factor is added to that session and no second factor is required.
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-magic-link"]
    MagicLinks::authenticate: POST "/v1/b2b/magic_links/authenticate";

    body {
        /// The `token` parameter of the link.
        magic_links_token: Secret,
        /// PKCE verifier; required when the login started with its challenge.
        pkce_code_verifier?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode message that is sent when a second factor is required; English
        /// when absent.
        locale?: Locale,
        /// Token of a login that requires another factor, to which this one is added.
        intermediate_session_token?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the email address that the link was sent to.
        method_id: String,
        /// Whether the Member's other sessions must end. Stytch has revoked its own; revoke any
        /// that you manage yourself.
        reset_sessions: bool,
        /// ID of the Organization.
        organization_id: String,
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
