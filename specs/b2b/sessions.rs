//! Sessions: how long a Member stays logged in, and the keys that sign their JWTs.

use crate::{
    MemberCredential, Metadata, Secret,
    b2b::{
        AuthorizationCheck, AuthorizationVerdict, DeviceInfo, Jwk, Locale, Member, MemberSession,
        MfaRequired, Organization, PrimaryRequired,
    },
    endpoint, resource,
};

resource! {
    /// Logins of Members.
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
    /// Lists the sessions that a Member has open.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/get-session"]
    Sessions::get: GET "/v1/b2b/sessions";

    query {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// The open sessions; empty when the Member is logged in nowhere.
        member_sessions: Vec<MemberSession>,
    }
}

endpoint! {
    /// Tells whether a session is still good, prolongs it if asked, and renews its JWT.
    ///
    /// Send either `session_token` or `session_jwt`. With an `authorization_check`, a Member who
    /// lacks the permission is refused with status 403.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/authenticate-session"]
    #[retry(safe)]
    Sessions::authenticate: POST "/v1/b2b/sessions/authenticate";

    body {
        /// Token of the session to authenticate.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, the
        /// session ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of the session; it may have expired as long as the session has not.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// A permission that the Member must have; nothing is checked when absent.
        authorization_check?: AuthorizationCheck,
    }

    response {
        /// The session, with its lifetime and factors.
        member_session!: MemberSession,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member whose session it is.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// How the Member came by the permission; there when an `authorization_check` was sent.
        verdict?: AuthorizationVerdict,
    }
}

endpoint! {
    /// Ends one session, or every session of a Member.
    ///
    /// Send one of the fields and no more. A JWT that is checked without asking Stytch passes until
    /// it expires, five minutes after it was issued at the latest.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/revoke-session"]
    #[retry(safe)]
    Sessions::revoke: POST "/v1/b2b/sessions/revoke";

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// ID of the session to end.
        member_session_id?: String,
        /// Token of the session to end.
        session_token?: Secret,
        /// JWT of the session to end.
        session_jwt?: Secret,
        /// ID of the Member whose sessions all end.
        member_id?: String,
    }
}

endpoint! {
    /// Exchanges a session for one in another Organization, as the same person.
    ///
    /// Send either `session_token` or `session_jwt`. Accepts an invitation to the other
    /// Organization if there is one. Factors that belong to one Organization, such as a password or
    /// SSO, don't count in another: the login stops when the other one wants a factor that is
    /// lacking.
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
        /// The Member of the other Organization.
        member: Member,
        /// The other Organization.
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

endpoint! {
    /// Exchanges a token of an issuer that you trust for a session.
    ///
    /// The dashboard holds a profile of the issuer: its keys, and which claims name the Member.
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/attest-session"]
    Sessions::attest: POST "/v1/b2b/sessions/attest";

    body {
        /// ID of the Trusted Auth Token profile.
        profile_id: String,
        /// The token that the issuer signed.
        token: Secret,
        /// ID of the Organization; needed where the token has no claim for it.
        organization_id?: String,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The session, with its lifetime and factors.
        member_session!: MemberSession,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member whose session it is.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Exchanges a Connected App's access token for a session of the Member who gave it.
    ///
    /// The token needs the scope `full_access` and must be no older than five minutes.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/exchange-access-token"]
    Sessions::exchange_access_token: POST "/v1/b2b/sessions/exchange_access_token";

    body {
        /// The access token of the Connected App.
        access_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member whose session it is.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Exchanges a session of another system, which speaks OIDC, for one of Stytch.
    ///
    /// Stytch asks that system's UserInfo endpoint, which you set in the dashboard, whose token it
    /// is, and looks the Member up by the email address in the answer: the Member must exist
    /// already.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/migrate-session"]
    Sessions::migrate: POST "/v1/b2b/sessions/migrate";

    body {
        /// Token of the session at the other system, as its UserInfo endpoint takes it.
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
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member whose session it is.
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
    /// Keys rotate: for a while the old and the new one are both listed. Cache them, and read
    /// again when a JWT names a key that is not among them.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/get-jwks"]
    Sessions::get_jwks: GET "/v1/b2b/sessions/jwks/{project_id}";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    response {
        /// The keys in use, as in RFC 7517.
        keys!: Vec<Jwk>,
    }
}
