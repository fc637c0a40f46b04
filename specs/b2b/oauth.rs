//! OAuth: a Member logs in with an account at another provider.

pub mod discovery;

use crate::{
    b2b::{
        DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired,
        ProviderValues,
    },
    endpoint, resource,
};

resource! {
    /// Logins with an account at an OAuth provider.
    pub Oauth {
        endpoints: [AuthenticateRequest],
        /// OAuth logins before an Organization is chosen.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Authenticates the token of an OAuth redirect and logs the Member in.
    ///
    /// The token is consumed. With the token or JWT of a session, the factor is added to that
    /// session and no second factor is required. If the provider doesn't verify the email address,
    /// `primary_required` requires another factor.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/oauth/organization/authenticate"]
    Oauth::authenticate: POST "/v1/b2b/oauth/authenticate";

    body {
        /// The `token` parameter of the redirect URL.
        oauth_token: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// PKCE verifier; required when the login started with its challenge.
        pkce_code_verifier?: Secret,
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
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Member after the call.
        member: Member,
        /// ID of the Organization.
        organization_id: String,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Whether the Member's other sessions must end. Stytch has revoked its own; revoke any
        /// that you manage yourself.
        reset_sessions: bool,
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
        /// The provider's own tokens and the granted scopes.
        provider_values?: ProviderValues,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
