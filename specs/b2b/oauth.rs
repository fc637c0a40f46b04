//! OAuth: a Member logs in with an account at another provider.

pub mod discovery;

use crate::{
    Metadata, Secret,
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
        /// OAuth logins before an Organization is picked.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Takes the token that came back from an OAuth provider and logs the Member in.
    ///
    /// The token is used up. With the token or JWT of a session, the factor is added to that
    /// session and no second factor is asked for. Where the provider doesn't vouch for the email
    /// address, `primary_required` asks for another proof.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/oauth/organization/authenticate"]
    Oauth::authenticate: POST "/v1/b2b/oauth/authenticate";

    body {
        /// Token that the redirect brought, its `token` parameter.
        oauth_token: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// PKCE verifier; required when its challenge was sent as the login began.
        pkce_code_verifier?: Secret,
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
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Member as the call left it.
        member: Member,
        /// ID of the Organization.
        organization_id: String,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Whether the Member's other sessions must end. Stytch has ended its own; end those that
        /// you keep yourself.
        reset_sessions: bool,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
        /// The session, with its lifetime and factors; absent while the login lacks a factor.
        member_session?: MemberSession,
        /// What the provider issued: its own tokens and the scopes granted.
        provider_values?: ProviderValues,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}
