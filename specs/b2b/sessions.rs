//! Sessions of Members, and the keys that sign their JWTs.

use crate::{
    MemberCredential,
    b2b::{
        AuthorizationCheck, AuthorizationVerdict, DeviceInfo, Jwk, Locale, Member, MemberSession,
        MfaRequired, Organization, PrimaryRequired,
    },
    endpoint, resource,
};

resource! {
    /// Sessions of Members.
    pub Sessions {
        endpoints: [
            GetRequest,
            AuthenticateRequest,
            RevokeRequest,
            ExchangeRequest,
            AttestRequest,
            ExchangeAccessTokenRequest,
            MigrateRequest,
            GetJwksRequest,
        ],
    }
}

endpoint! {
    /// Lists the active sessions of a Member.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/get-session"]
    Sessions::get: GET "/v1/b2b/sessions";

    query {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// The active sessions; empty when the Member is not logged in.
        member_sessions: Vec<MemberSession>,
    }
}

endpoint! {
    /// Authenticates a session, extends it if requested, and renews its JWT.
    ///
    /// Send either `session_token` or `session_jwt`. With an `authorization_check`, the call fails
    /// with status 403 if the Member doesn't have the permission.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/authenticate-session"]
    #[retry(safe)]
    Sessions::authenticate: POST "/v1/b2b/sessions/authenticate";

    body {
        /// Token of the session to authenticate.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, the
        /// session is not extended.
        session_duration_minutes?: i32,
        /// JWT of the session to authenticate; it may be expired as long as the session is not.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// A permission that the Member must have; no permission is checked when absent.
        authorization_check?: AuthorizationCheck,
    }

    response {
        /// The session, with its lifetime and factors.
        member_session!: MemberSession,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member of the session.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Result of the permission check; present when an `authorization_check` was sent.
        verdict?: AuthorizationVerdict,
    }
}

endpoint! {
    /// Revokes one session, or every session of a Member.
    ///
    /// Send exactly one of the fields. Local verification accepts a JWT of the session until it
    /// expires, at most five minutes after it was issued.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/revoke-session"]
    #[retry(safe)]
    Sessions::revoke: POST "/v1/b2b/sessions/revoke";

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// ID of the session to revoke.
        member_session_id?: String,
        /// Token of the session to revoke.
        session_token?: Secret,
        /// JWT of the session to revoke.
        session_jwt?: Secret,
        /// ID of the Member whose sessions are all revoked.
        member_id?: String,
    }
}

endpoint! {
    /// Exchanges a session for one in another Organization, as the same person.
    ///
    /// Send either `session_token` or `session_jwt`. Accepts an invitation to the other
    /// Organization if there is one. Factors that belong to one Organization, such as a password or
    /// SSO, don't count in another. The login is incomplete if the other Organization requires
    /// another factor.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/exchange-session"]
    Sessions::exchange: POST "/v1/b2b/sessions/exchange";

    body {
        /// The other Organization: its ID, slug or external ID.
        organization_id: String,
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
        /// The Member of the other Organization.
        member: Member,
        /// The other Organization.
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

endpoint! {
    /// Exchanges a token from an issuer that you trust for a session.
    ///
    /// The issuer's profile in the dashboard sets its keys and the claims that identify the Member.
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/attest-session"]
    Sessions::attest: POST "/v1/b2b/sessions/attest";

    body {
        /// ID of the Trusted Auth Token profile.
        profile_id: String,
        /// The token that the issuer signed.
        token: Secret,
        /// ID of the Organization; required if the token has no claim for it.
        organization_id?: String,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The session, with its lifetime and factors.
        member_session!: MemberSession,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member of the session.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Exchanges a Connected App's access token for a session of the Member who granted it.
    ///
    /// The token requires the scope `full_access` and must be at most five minutes old.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/exchange-access-token"]
    Sessions::exchange_access_token: POST "/v1/b2b/sessions/exchange_access_token";

    body {
        /// The access token of the Connected App.
        access_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member of the session.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Exchanges a session of another OIDC system for a Stytch session.
    ///
    /// Stytch calls that system's UserInfo endpoint, which you configure in the dashboard, and
    /// looks the Member up by the email address in the response. The Member must already exist.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/migrate-session"]
    Sessions::migrate: POST "/v1/b2b/sessions/migrate";

    body {
        /// Token of the session at the other system, as its UserInfo endpoint accepts it.
        session_token: Secret,
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member of the session.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
    }
}

endpoint! {
    /// Reads the public keys that sign the project's session JWTs.
    ///
    /// Keys rotate: for a while, both the old and the new key are listed. Cache the keys, and read
    /// them again when a JWT names an unknown one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/get-jwks"]
    Sessions::get_jwks: GET "/v1/b2b/sessions/jwks/{project_id}";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    response {
        /// The active keys, as in RFC 7517.
        keys!: Vec<Jwk>,
    }
}
