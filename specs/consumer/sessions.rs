//! Sessions: how long a User stays logged in, and the keys that sign their JWTs.

use crate::{
    Metadata, Secret,
    consumer::{AuthorizationCheck, AuthorizationVerdict, DeviceInfo, Jwk, Session, User},
    endpoint, resource,
};

resource! {
    /// Logins of Users.
    pub Sessions {
        endpoints: [
            GetRequest,
            AuthenticateRequest,
            RevokeRequest,
            MigrateRequest,
            ExchangeAccessTokenRequest,
            GetJwksRequest,
            AttestRequest,
        ],
    }
}

endpoint! {
    /// Lists the sessions that a User has open.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/get-sessions"]
    Sessions::get: GET "/v1/sessions";

    query {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// The open sessions; empty when the User is logged in nowhere.
        sessions: Vec<Session>,
    }
}

endpoint! {
    /// Tells whether a session is still good, prolongs it if asked, and renews its JWT.
    ///
    /// Send either `session_token` or `session_jwt`. With an `authorization_check`, a User who
    /// lacks the permission is refused with status 403.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/authenticate-session"]
    #[retry(safe)]
    Sessions::authenticate: POST "/v1/sessions/authenticate";

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
        /// A permission that the User must have; nothing is checked when absent.
        authorization_check?: AuthorizationCheck,
    }

    response {
        /// The session, with its lifetime and factors.
        session!: Session,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The User whose session it is.
        user: User,
        /// How the User came by the permission; there when an `authorization_check` was sent.
        verdict?: AuthorizationVerdict,
    }
}

endpoint! {
    /// Ends a session.
    ///
    /// Send one of the fields and no more. A JWT that is checked without asking Stytch passes until
    /// it expires, five minutes after it was issued at the latest.
    #[docs = "https://stytch.com/docs/api/session-revoke"]
    #[retry(safe)]
    Sessions::revoke: POST "/v1/sessions/revoke";

    body {
        /// ID of the session to end.
        session_id?: String,
        /// Token of the session to end.
        session_token?: Secret,
        /// JWT of the session to end.
        session_jwt?: Secret,
    }
}

endpoint! {
    /// Exchanges a session of another system, which speaks OIDC, for one of Stytch.
    ///
    /// Stytch asks that system's UserInfo endpoint, which you set in the dashboard, whose token it
    /// is, and looks the User up by the email address in the answer: the User must exist already.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/migrate-session"]
    Sessions::migrate: POST "/v1/sessions/migrate";

    body {
        /// Token of the session at the other system, as its UserInfo endpoint takes it.
        session_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). No session is started
        /// when absent.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Exchanges a Connected App's access token for a session of the User who gave it.
    ///
    /// The token needs the scope `full_access` and must be no older than five minutes.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/exchange-access-token"]
    Sessions::exchange_access_token: POST "/v1/sessions/exchange_access_token";

    body {
        /// The access token of the Connected App.
        access_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). No session is started
        /// when absent.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Reads the public keys that sign the project's session JWTs.
    ///
    /// Keys rotate: for a while the old and the new one are both listed. Cache them, and read
    /// again when a JWT names a key that is not among them.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/get-jwks"]
    Sessions::get_jwks: GET "/v1/sessions/jwks/{project_id}";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    response {
        /// The keys in use, as in RFC 7517.
        keys!: Vec<Jwk>,
    }
}

endpoint! {
    /// Exchanges a token of an issuer that you trust for a session.
    ///
    /// The dashboard holds a profile of the issuer: its keys, and which claims name the User. Adds
    /// the factor to a session (`session_token` or `session_jwt`), or starts one.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/attest-session"]
    Sessions::attest: POST "/v1/sessions/attest";

    body {
        /// ID of the Trusted Auth Token profile.
        profile_id: String,
        /// The token that the issuer signed.
        token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
